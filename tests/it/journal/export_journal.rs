//! `POST …/journal/export`

use crate::activities::TEAM;
use crate::client::{Call, community_code};
use crate::people::{DIRECTOR, SUPERVISOR};
use crate::server::{fresh_server, shared_server};
use domain::contract::{Empty, Endpoint, ExportJournal, Query, ShowJournal};
use domain::journal::{Chain, JournalExport, JournalExportQuery, JournalQuery, Link};
use domain::limits;

#[test]
fn the_whole_chain_and_once_in_the_journal() {
    // A server of its own, on which nobody else exports.
    let server = fresh_server();
    let (supervisor, here) = (server.person(SUPERVISOR), (community_code(),));
    let (mut chain, mut query) = (Chain::default(), JournalExportQuery::default());
    let mut exports = 0;
    loop {
        let JournalExport { page, newest } = server.query::<ExportJournal>(&supervisor, &here, &query);
        assert!(page.rows.len() <= limits::JOURNAL_EXPORT_ROWS_MAX as usize && !page.rows.is_empty());
        assert!(page.rows.iter().all(|row| chain.take(row) == Link::Whole), "after row {}", chain.rows());
        exports += page.rows.iter().filter(|row| row.command == ExportJournal::SPEC.name).count();
        query.after = page.next;
        if page.next.is_none() {
            assert_eq!(newest, chain.rows());
            break;
        }
    }
    assert_eq!(exports, 1, "the export stands in what it takes out, once for all its pages");
    let newest = server.call::<ShowJournal>(&supervisor, &here, &Empty {}).rows.remove(0);
    assert_eq!((newest.seq, newest.hash.as_str()), (chain.rows(), chain.last_hash()));
    assert_eq!((newest.command.as_str(), newest.actor), (ExportJournal::SPEC.name, Some(supervisor.member())));
}

#[test]
fn a_part_is_what_the_page_shows() {
    let server = shared_server();
    let (supervisor, here) = (server.person(SUPERVISOR), (community_code(),));
    let (_, activity) = server.publish(TEAM, 5);
    let subject = activity.to_string().parse().ok();
    let query = JournalQuery { subject, ..JournalQuery::default() };
    let shown = server.query::<ShowJournal>(&supervisor, &here, &query).rows;
    let query = JournalExportQuery { subject: query.subject, ..JournalExportQuery::default() };
    let page = server.query::<ExportJournal>(&supervisor, &here, &query).page;
    assert_eq!((page.rows, page.next), (shown, None));
    for (query, status, refusal) in [
        ("from=2026-11-21&until=2026-11-20", 422, "journal/days-reversed"),
        ("person=01ARZ3NDEKTSV4RRFFQ69G5FAV", 422, "journal/unknown-person"),
        ("body=01ARZ3NDEKTSV4RRFFQ69G5FAV", 422, "journal/unknown-body"),
    ] {
        let query = JournalExportQuery::parse(query).expect("a query");
        let call = Call::of::<ExportJournal>(&supervisor, &here, &query, &Empty {});
        assert_eq!(server.send(&call).refusal(), (status, refusal.into()));
    }
    let director = server.person(DIRECTOR);
    assert_eq!(server.refusal::<ExportJournal>(&director, &here, &Empty {}), (403, "request/not-allowed".into()));
}
