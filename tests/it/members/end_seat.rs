//! `POST …/seats/{seat}/end`

use crate::client::code;
use crate::people::{DIRECTOR, phone};
use crate::scene::{OTHER_TEAM, reason};
use crate::server::shared;
use domain::contract::{Empty, EndSeatAt, FillSeatOf, ListBodies, ListTasks, ShowMe};
use domain::members::{EndCause, EndSeat, Ended};

/// An ordinary committee member whom no other test needs.
const COMMITTEE_MEMBER: usize = 201;

#[test]
fn a_role_ends_with_its_seat_at_the_next_request() {
    let server = shared();
    let director = server.person(DIRECTOR);
    let member = server.sign_in(&code(), &phone(COMMITTEE_MEMBER));
    server.call::<ListTasks>(&member, &(code(),), &Empty {});
    let bodies = server.call::<ListBodies>(&director, &(code(),), &Empty {}).bodies;
    let seat = bodies.iter().flat_map(|body| &body.seats).find(|seat| seat.member == member.member()).expect("a seat");
    let (this, body) = ((code(), seat.id), EndSeat::because(EndCause::Resigned, reason()));
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
    let end = EndSeat::because(EndCause::Resigned, reason());
    assert_eq!(server.refusal::<EndSeatAt>(&director, &(code(), own.id), &end), (403, "members/own-case".into()));
}

#[test]
fn a_recall_names_its_meeting_and_a_term_is_over_when_it_is() {
    let server = shared();
    let director = server.person(DIRECTOR);
    let wanted = super::fill_seat::volunteer(server);
    let filled = server.call::<FillSeatOf>(&director, &(code(), server.team(OTHER_TEAM)), &wanted);
    let this = (code(), filled.seat);
    for (cause, basis, expect) in [
        (EndCause::Recalled, "", Some((422, "members/basis-missing"))),
        (EndCause::TermOver, "", Some((409, "members/term-not-over"))),
        (EndCause::Recalled, "2026年11月20日全体队员会议", None),
    ] {
        let end = EndSeat { basis: basis.parse().expect("a basis"), ..EndSeat::because(cause, reason()) };
        let found = server.try_call::<EndSeatAt>(&director, &this, &end).map_err(|p| (p.status, p.code));
        assert_eq!(found.err(), expect.map(|(status, code)| (status, code.to_owned())), "{cause}");
    }
}
