//! `POST …/assisted-acts/{act}/contest`

use crate::activities::test_reason;
use crate::client::community_code;
use crate::people::GRID_WORKER;
use crate::server::fresh_server;
use domain::assistance::ContestActRequest;
use domain::contract::{ContestAct, Empty, ListReceivedAssistance};

#[test]
fn the_household_contests_once() {
    let server = fresh_server();
    let (worker, resident) = (server.person(GRID_WORKER), server.resident());
    let id = server.assist(&worker, resident.member());
    let act = server.act(&worker, id, resident.member()).acts[0].id;
    let (this, body) = ((community_code(), act), ContestActRequest { reason: test_reason() });
    for who in [&worker, &server.stranger_to(&resident)] {
        assert_eq!(server.refusal::<ContestAct>(who, &this, &body), (403, "request/not-allowed".into()));
    }
    server.call::<ContestAct>(&resident, &this, &body);
    let received = server.call::<ListReceivedAssistance>(&resident, &(community_code(),), &Empty {}).rows;
    let contest = received[0].acts[0].contest.as_ref().expect("a contest");
    assert_eq!((contest.reason.as_str(), contest.outcome), (test_reason().as_str(), None));
    assert_eq!(server.refusal::<ContestAct>(&resident, &this, &body), (409, "assistance/already-contested".into()));
}
