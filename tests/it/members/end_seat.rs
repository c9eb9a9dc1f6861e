//! `POST …/seats/{seat}/end`

use crate::client::code;
use crate::people::{DIRECTOR, phone};
use crate::scene::reason;
use crate::server::shared;
use domain::contract::{Empty, EndSeatAt, ListBodies, ListTasks, ShowMe};
use domain::members::{EndSeat, Ended};

/// A plain member of the committee; nobody else needs this one.
const COMMITTEE_MEMBER: usize = 201;

#[test]
fn a_role_ends_with_its_seat_at_the_next_request() {
    let server = shared();
    let director = server.person(DIRECTOR);
    let member = server.sign_in(&code(), &phone(COMMITTEE_MEMBER));
    server.call::<ListTasks>(&member, &(code(),), &Empty {});
    let bodies = server.call::<ListBodies>(&director, &(code(),), &Empty {}).bodies;
    let seat = bodies.iter().flat_map(|body| &body.seats).find(|seat| seat.member == member.member()).expect("a seat");
    let (this, body) = ((code(), seat.id), EndSeat { reason: reason() });
    assert_eq!(server.call::<EndSeatAt>(&director, &this, &body), Ended { seats: 1, sessions: 0 });
    assert_eq!(server.refusal::<ListTasks>(&member, &(code(),), &Empty {}), (403, "request/not-allowed".into()));
    assert_eq!(server.call::<ShowMe>(&member, &(code(),), &Empty {}).held, [], "signed in as before, without the role");
    assert_eq!(server.refusal::<EndSeatAt>(&director, &this, &body), (409, "members/seat-already-ended".into()));
}

#[test]
fn nobody_ends_the_own_seat() {
    let server = shared();
    let director = server.person(DIRECTOR);
    let bodies = server.call::<ListBodies>(&director, &(code(),), &Empty {}).bodies;
    let own = bodies.iter().flat_map(|body| &body.seats).find(|seat| seat.member == director.member()).expect("a seat");
    let refusal = server.refusal::<EndSeatAt>(&director, &(code(), own.id), &EndSeat { reason: reason() });
    assert_eq!(refusal, (403, "members/own-case".into()));
}
