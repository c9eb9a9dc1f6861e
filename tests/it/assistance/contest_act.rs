//! `POST …/assisted-acts/{act}/contest`

use crate::client::code;
use crate::people::GRID_WORKER;
use crate::scene::reason;
use crate::server::fresh;
use domain::assistance::ContestWith;
use domain::contract::{ContestAct, Empty, ListReceivedAssistance};

#[test]
fn the_household_contests_once() {
    let server = fresh();
    let (worker, resident) = (server.person(GRID_WORKER), server.resident());
    let id = server.assist(&worker, resident.member());
    let act = server.act(&worker, id, resident.member()).acts[0].id;
    let (this, body) = ((code(), act), ContestWith { reason: reason() });
    for who in [&worker, &server.stranger_to(&resident)] {
        assert_eq!(server.refusal::<ContestAct>(who, &this, &body), (403, "request/not-allowed".into()));
    }
    server.call::<ContestAct>(&resident, &this, &body);
    let received = server.call::<ListReceivedAssistance>(&resident, &(code(),), &Empty {}).assistances;
    let contest = received[0].acts[0].contest.as_ref().expect("a contest");
    assert_eq!((contest.reason.as_str(), contest.outcome), (reason().as_str(), None));
    assert_eq!(server.refusal::<ContestAct>(&resident, &this, &body), (409, "assistance/already-contested".into()));
}
