//! `POST …/members/{member}/departure`

use crate::client::code;
use crate::people::DIRECTOR;
use crate::scene::reason;
use crate::server::shared;
use domain::contract::{Empty, LeaveRosterAt, ShowMe};
use domain::members::{Ended, LeaveRoster};

#[test]
fn who_moved_away_is_signed_out_at_once() {
    let server = shared();
    let (director, person) = (server.person(DIRECTOR), server.resident());
    let (this, body) = ((code(), person.member()), LeaveRoster::moved(reason()));
    assert_eq!(server.call::<LeaveRosterAt>(&director, &this, &body), Ended { seats: 0, sessions: 1 });
    assert_eq!(server.refusal::<ShowMe>(&person, &(code(),), &Empty {}).0, 401);
    assert_eq!(server.refusal::<LeaveRosterAt>(&director, &this, &body), (409, "members/already-left".into()));
}

#[test]
fn nobody_removes_oneself() {
    let server = shared();
    let director = server.person(DIRECTOR);
    let this = (code(), director.member());
    let refusal = server.refusal::<LeaveRosterAt>(&director, &this, &LeaveRoster::moved(reason()));
    assert_eq!(refusal, (403, "members/own-case".into()));
}
