//! `GET …/searches`

use crate::client::community_code;
use crate::people::{GRID_WORKER, SUPERVISOR, search_roster_request};
use crate::server::shared_server;
use domain::contract::{Empty, ListSearches, SearchRoster};
use domain::privacy::SearchesQuery;

#[test]
fn of_one_worker_page_by_page() {
    let server = shared_server();
    let (worker, watcher, here) = (server.person(GRID_WORKER), server.person(SUPERVISOR), (community_code(),));
    for word in ["甲乙", "丙丁", "戊己"] {
        server.call::<SearchRoster>(&worker, &here, &search_roster_request(word));
    }
    let mut query = SearchesQuery { worker: Some(worker.member()), limit: Some(2), ..SearchesQuery::default() };
    let first = server.query::<ListSearches>(&watcher, &here, &query);
    assert_eq!(first.rows.len(), 2);
    assert!(first.rows.iter().all(|row| row.worker == worker.member()));
    query.after = first.next;
    let second = server.query::<ListSearches>(&watcher, &here, &query);
    assert!(second.rows.iter().all(|row| row.seq < first.rows[1].seq));
    assert_eq!(server.call::<ListSearches>(&watcher, &here, &Empty {}).rows.len().min(3), 3);
}
