//! `POST …/members/{member}/departure`

use crate::activities::test_reason;
use crate::client::community_code;
use crate::people::DIRECTOR;
use crate::server::shared_server;
use domain::contract::{Empty, LeaveRoster, ShowMe};
use domain::members::{AccessEnded, LeaveRosterRequest};

#[test]
fn who_moved_away_is_signed_out_at_once() {
    let server = shared_server();
    let (director, person) = (server.person(DIRECTOR), server.resident());
    let (this, body) = ((community_code(), person.member()), LeaveRosterRequest::moved(test_reason()));
    assert_eq!(server.call::<LeaveRoster>(&director, &this, &body), AccessEnded { seats: 0, sessions: 1 });
    assert_eq!(server.refusal::<ShowMe>(&person, &(community_code(),), &Empty {}).0, 401);
    assert_eq!(server.refusal::<LeaveRoster>(&director, &this, &body), (409, "members/already-left".into()));
}

#[test]
fn nobody_removes_oneself() {
    let server = shared_server();
    let director = server.person(DIRECTOR);
    let this = (community_code(), director.member());
    let refusal = server.refusal::<LeaveRoster>(&director, &this, &LeaveRosterRequest::moved(test_reason()));
    assert_eq!(refusal, (403, "members/own-case".into()));
}
