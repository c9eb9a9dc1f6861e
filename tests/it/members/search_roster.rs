//! `POST …/members/search`

use crate::client::{Call, community_code};
use crate::people::{DIRECTOR, GRID_WORKER, SUPERVISOR, search_roster_request};
use crate::server::shared_server;
use domain::contract::{Empty, ListSearches, SearchRoster, ShowRoster};
use domain::members::RosterQuery;

#[test]
fn a_search_word_is_data() {
    let server = shared_server();
    for word in ["' or 1=1 --", "%", "_", "\\"] {
        let found =
            server.call::<SearchRoster>(&server.person(DIRECTOR), &(community_code(),), &search_roster_request(word));
        assert_eq!(found.page.rows.len(), 0, "{word}");
    }
}

#[test]
fn by_initials_in_pinyin_and_only_where_one_may() {
    let server = shared_server();
    let (director, worker, here) = (server.person(DIRECTOR), server.person(GRID_WORKER), (community_code(),));
    let found = server.call::<SearchRoster>(&director, &here, &search_roster_request("cjg"));
    assert!(found.page.rows.iter().any(|row| row.name == DIRECTOR), "{found:?}");
    let own = worker.me().held[0].grid.expect("a grid");
    let seen = server.call::<SearchRoster>(&worker, &here, &search_roster_request("w"));
    assert!(!seen.page.rows.is_empty() && seen.page.rows.iter().all(|row| row.grid == own));
    let grids = server.call::<ShowRoster>(&director, &here, &Empty {}).grids;
    let other = grids.iter().find(|grid| grid.id != own).expect("another grid").id;
    let query = RosterQuery { grid: Some(other), ..RosterQuery::default() };
    let answer = server.send(&Call::of::<SearchRoster>(&worker, &here, &query, &search_roster_request("w")));
    assert_eq!(answer.refusal(), (403, "request/not-allowed".into()));
    let resident = server.resident();
    let refused = server.refusal::<SearchRoster>(&resident, &here, &search_roster_request("w"));
    assert_eq!(refused, (403, "request/not-allowed".into()));
}

/// The search word appears in no address; only the supervision committee sees who searched for it.
#[test]
fn a_search_is_seen_by_the_supervision_committee() {
    let server = shared_server();
    let (director, here) = (server.person(DIRECTOR), (community_code(),));
    server.call::<SearchRoster>(&director, &here, &search_roster_request("监督可见"));
    let seen = server.call::<ListSearches>(&server.person(SUPERVISOR), &here, &Empty {}).rows;
    let row = seen.iter().find(|row| row.word.as_deref() == Some("监督可见")).expect("the search");
    assert_eq!((row.worker_name.as_str(), row.hits), (DIRECTOR, 0));
    assert_eq!(server.refusal::<ListSearches>(&director, &here, &Empty {}), (403, "request/not-allowed".into()));
}
