//! `POST …/closing`

use crate::client::{Call, community_code};
use crate::people::DIRECTOR;
use crate::server::{Server, shared_server};
use domain::contract::{CloseAccount, Empty, ListBodies, ShowClosing, ShowMe};
use domain::members::Post;
use domain::time::DAY;

#[test]
fn every_device_is_signed_out_and_seven_days_are_left() {
    let server = shared_server();
    let (resident, here) = (server.resident(), (community_code(),));
    let before = server.now();
    let answer = server.send(&Call::of::<CloseAccount>(&resident, &here, &(), &Empty {}));
    let closes_at = answer.read::<CloseAccount>().expect("it is asked for").closes_at;
    assert!((7 * DAY..7 * DAY + 60_000).contains(&closes_at.since(before)));
    assert!(answer.header("set-cookie").contains("Max-Age=0"), "the cookie is taken back");
    assert_eq!(server.refusal::<ShowMe>(&resident, &here, &Empty {}).0, 401);
    assert_eq!(server.refusal::<ShowClosing>(&resident, &here, &Empty {}).0, 401);
}

#[test]
fn an_office_is_given_up_first() {
    let server = shared_server();
    let problem =
        server.try_call::<CloseAccount>(&server.person(DIRECTOR), &(community_code(),), &Empty {}).expect_err("a seat");
    assert_eq!((problem.code.as_str(), problem.status), ("privacy/seats-held", 409));
    assert_eq!(problem.params["seats"], offices_of(server, DIRECTOR));
}

/// Seats of a named person; a mere member of a branch or a team holds none.
pub fn offices_of(server: &Server, name: &str) -> u32 {
    let bodies = server.call::<ListBodies>(&server.person(DIRECTOR), &(community_code(),), &Empty {}).bodies;
    let member = server.person(name).member();
    let seats = bodies.iter().flat_map(|body| &body.seats).filter(|seat| seat.member == member);
    let offices = seats.filter(|seat| !matches!(seat.post, Post::TeamMember | Post::PartyMember)).count();
    u32::try_from(offices).expect("a few")
}
