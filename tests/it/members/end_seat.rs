//! `POST …/seats/{seat}/end`

use crate::activities::{OTHER_TEAM, test_reason};
use crate::client::community_code;
use crate::people::{DIRECTOR, resident_phone};
use crate::server::shared_server;
use domain::contract::{Empty, EndSeat, FillSeat, ListBodies, ListTasks, ShowMe};
use domain::members::{AccessEnded, EndCause, EndSeatRequest};

/// An ordinary committee member whom no other test needs.
const COMMITTEE_MEMBER: usize = 201;

#[test]
fn a_role_ends_with_its_seat_at_the_next_request() {
    let server = shared_server();
    let director = server.person(DIRECTOR);
    let member = server.sign_in(&community_code(), &resident_phone(COMMITTEE_MEMBER));
    server.call::<ListTasks>(&member, &(community_code(),), &Empty {});
    let bodies = server.call::<ListBodies>(&director, &(community_code(),), &Empty {}).bodies;
    let seat = bodies.iter().flat_map(|body| &body.seats).find(|seat| seat.member == member.member()).expect("a seat");
    let (this, body) = ((community_code(), seat.id), EndSeatRequest::because(EndCause::Resigned, test_reason()));
    assert_eq!(server.call::<EndSeat>(&director, &this, &body), AccessEnded { seats: 1, sessions: 0 });
    assert_eq!(
        server.refusal::<ListTasks>(&member, &(community_code(),), &Empty {}),
        (403, "request/not-allowed".into())
    );
    assert_eq!(
        server.call::<ShowMe>(&member, &(community_code(),), &Empty {}).held,
        [],
        "signed in as before, without the role"
    );
    assert_eq!(server.refusal::<EndSeat>(&director, &this, &body), (409, "members/seat-already-ended".into()));
}

#[test]
fn nobody_ends_the_own_seat() {
    let server = shared_server();
    let director = server.person(DIRECTOR);
    let bodies = server.call::<ListBodies>(&director, &(community_code(),), &Empty {}).bodies;
    let own = bodies.iter().flat_map(|body| &body.seats).find(|seat| seat.member == director.member()).expect("a seat");
    let end = EndSeatRequest::because(EndCause::Resigned, test_reason());
    assert_eq!(
        server.refusal::<EndSeat>(&director, &(community_code(), own.id), &end),
        (403, "members/own-case".into())
    );
}

#[test]
fn a_recall_names_its_meeting_and_a_term_is_over_when_it_is() {
    let server = shared_server();
    let director = server.person(DIRECTOR);
    let wanted = super::fill_seat::volunteer_seat_request(server);
    let filled = server.call::<FillSeat>(&director, &(community_code(), server.team(OTHER_TEAM)), &wanted);
    let this = (community_code(), filled.seat);
    for (cause, basis, expect) in [
        (EndCause::Recalled, "", Some((422, "members/basis-missing"))),
        (EndCause::TermOver, "", Some((409, "members/term-not-over"))),
        (EndCause::Recalled, "2026年11月20日全体队员会议", None),
    ] {
        let end =
            EndSeatRequest { basis: basis.parse().expect("a basis"), ..EndSeatRequest::because(cause, test_reason()) };
        let found = server.try_call::<EndSeat>(&director, &this, &end).map_err(|p| (p.status, p.code));
        assert_eq!(found.err(), expect.map(|(status, code)| (status, code.to_owned())), "{cause}");
    }
}
