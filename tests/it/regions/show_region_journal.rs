//! `GET /api/regions/{region}/journal`

use crate::client::Call;
use crate::offices::region_path;
use crate::people::Person;
use crate::server::shared_server;
use domain::contract::{Empty, PageQuery, ShowRegionJournal};
use domain::regions::OfficerPost;

#[test]
fn heads_read_what_was_done_page_by_page() {
    let (server, here) = (shared_server(), region_path("0"));
    let head = server.open_office(&here, 80);
    server.seat_officer(&head, &here, 81, OfficerPost::Staff);
    let page = |after| {
        let query = PageQuery { after, limit: Some(2) };
        let call = Call::of::<ShowRegionJournal>(&head, &here, &query, &Empty {});
        server.send(&call).read::<ShowRegionJournal>().expect("a page")
    };
    let newest = page(None);
    let rows: Vec<_> = newest.rows.iter().map(|row| row.command.as_str()).collect();
    assert_eq!(rows, ["regions/fill-officer-seat", "regions/sign-in-officer"]);
    assert_eq!(newest.rows[0].previous_hash, newest.rows[1].hash);
    let oldest = page(newest.next);
    assert_eq!((oldest.rows[0].command.as_str(), oldest.next), ("regions/open-office", None));
    assert_eq!(oldest.rows[0].actor, None, "the operator");
    let clerk = server.officer(&here, 81);
    let refused = server.refusal::<ShowRegionJournal>(&clerk, &here, &Empty {});
    assert_eq!(refused, (403, "request/not-allowed".into()));
    assert_eq!(server.refusal::<ShowRegionJournal>(&Person::guest(), &here, &Empty {}).0, 401);
}
