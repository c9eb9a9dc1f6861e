//! `POST …/assistances/{assistance}/end`

use crate::client::community_code;
use crate::people::{DIRECTOR, GRID_WORKER};
use crate::server::fresh_server;
use domain::assistance::EndedBy;
use domain::contract::{Empty, EndAssistance, LeaveRoster, ShowAssistance};
use domain::members::LeaveRosterRequest;

#[test]
fn ended_by_the_worker_and_by_a_departure() {
    let server = fresh_server();
    let (worker, director) = (server.person(GRID_WORKER), server.person(DIRECTOR));
    let this = (community_code(), server.assist(&worker, server.member()));
    let other = server.refusal::<EndAssistance>(&director, &this, &Empty {});
    assert_eq!(other, (403, "assistance/not-yours".into()));
    server.call::<EndAssistance>(&worker, &this, &Empty {});
    let ended = |at| server.call::<ShowAssistance>(&worker, at, &Empty {}).ended_by;
    assert_eq!(ended(&this), Some(EndedBy::Worker));
    assert_eq!(server.refusal::<EndAssistance>(&worker, &this, &Empty {}), (409, "assistance/ended".into()));

    let leaver = server.member();
    let this = (community_code(), server.assist(&worker, leaver));
    let body = LeaveRosterRequest::moved(crate::activities::test_reason());
    server.call::<LeaveRoster>(&director, &(community_code(), leaver), &body);
    assert_eq!(ended(&this), Some(EndedBy::Departure));
}
