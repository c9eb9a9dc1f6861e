//! `GET …/members/{member}/hours`

use crate::activities::past_activity;
use crate::client::community_code;
use crate::people::{LEADER, SUPERVISOR};
use crate::server::shared_server;
use domain::contract::{Empty, PageQuery, ShowHours};
use domain::ledger::TransferPurpose;

#[test]
fn a_statement_with_a_running_total_page_by_page() {
    let server = shared_server();
    let (person, supervisor) = (server.resident(), server.person(SUPERVISOR));
    let own = (community_code(), person.member());
    server.confirmed(0, person.member());
    server.confirmed(1, person.member());
    server.list(2, person.member());
    let hours = server.call::<ShowHours>(&person, &own, &Empty {});
    let entries = &hours.page.rows;
    let rows: Vec<_> = entries.iter().map(|e| (e.seq, e.purpose, e.minutes, e.total_minutes, e.activity)).collect();
    assert_eq!(
        rows,
        [
            (2, TransferPurpose::Service, 120, 240, Some(past_activity(1))),
            (1, TransferPurpose::Service, 120, 120, Some(past_activity(0)))
        ]
    );
    assert_eq!((hours.total_minutes, hours.pending.len(), hours.pending[0].measured_minutes), (240, 1, 120));
    assert_eq!(server.call::<ShowHours>(&supervisor, &own, &Empty {}), hours, "the supervisor sees the same");

    let first = server.query::<ShowHours>(&person, &own, &PageQuery { after: None, limit: Some(1) }).page;
    assert_eq!((first.rows.as_slice(), first.next), (&entries[..1], Some(2)));
    let last = server.query::<ShowHours>(&person, &own, &PageQuery { after: Some(2), limit: Some(1) }).page;
    assert_eq!((last.rows.as_slice(), last.next), (&entries[1..], None));
    let answer = server.raw::<ShowHours>(&person, &own);
    assert_eq!(answer.fields(""), "member name page pending total_minutes");
    assert_eq!(
        answer.fields("/page/rows/0"),
        "activity at corrects minutes purpose reason seq served_on title total_minutes transfer"
    );
}

#[test]
fn neither_a_neighbour_nor_the_organiser_reads_it() {
    let server = shared_server();
    let this = (community_code(), server.resident().member());
    for other in [server.resident(), server.person(LEADER)] {
        assert_eq!(server.refusal::<ShowHours>(&other, &this, &Empty {}), (403, "request/not-allowed".into()));
    }
}
