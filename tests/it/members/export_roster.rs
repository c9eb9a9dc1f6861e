//! `POST …/members/export`

use crate::client::community_code;
use crate::people::{DIRECTOR, SUPERVISOR};
use crate::server::fresh_server;
use domain::contract::{Empty, ExportRoster, ShowJournal, ShowRoster};
use domain::limits;
use domain::members::import::{EXPORT_COLUMNS, ExportQuery};

#[test]
fn everybody_once_and_in_the_journal() {
    let server = fresh_server();
    let director = server.person(DIRECTOR);
    let (mut after, mut members, mut pages) = (None, vec![], 0);
    loop {
        let page = server.query::<ExportRoster>(&director, &(community_code(),), &ExportQuery { after });
        assert!(page.rows.len() <= limits::EXPORT_ROWS_MAX as usize);
        assert!(page.rows.iter().all(|row| row.values.len() == EXPORT_COLUMNS.len()));
        pages += 1;
        members.extend(page.rows.iter().map(|row| row.member));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert!(members.is_sorted() && pages > 3);
    let total = server.call::<ShowRoster>(&director, &(community_code(),), &Empty {}).total;
    assert_eq!(u32::try_from(members.len()), Ok(total));
    let rows = server.call::<ShowJournal>(&server.person(SUPERVISOR), &(community_code(),), &Empty {}).rows;
    let written = rows.iter().filter(|row| row.command == "members/export-roster").count();
    assert_eq!(written, pages);
}
