//! `POST …/members/{member}/sign-in-slips/voiding`

use super::print_slip::print_slip_request;
use crate::client::{Call, community_code, new_key};
use crate::people::{DIRECTOR, GRID_WORKER, Person};
use crate::server::shared_server;
use domain::contract::{Empty, KEY_HEADER, PrintSlip, SignInWithSlip, VoidSlip};
use domain::sessions::SignInWithSlipRequest;

#[test]
fn what_is_taken_back_opens_nothing() {
    let server = shared_server();
    let (director, worker, member) = (server.person(DIRECTOR), server.person(GRID_WORKER), server.member());
    let of = (community_code(), member);
    assert_eq!(server.refusal::<VoidSlip>(&worker, &of, &Empty {}), (409, "sessions/no-slip".into()));
    let slip = server.call::<PrintSlip>(&director, &of, &print_slip_request()).slip;
    for (name, who, status) in [("a resident", server.resident(), 403), ("a guest", Person::guest(), 401)] {
        assert_eq!(server.refusal::<VoidSlip>(&who, &of, &Empty {}).0, status, "{name}");
    }
    let call = Call::of::<VoidSlip>(&worker, &of, &(), &Empty {}).with(KEY_HEADER, &new_key().to_string());
    let first = server.send(&call);
    assert_eq!(first.status, 200, "{}", first.text());
    assert_eq!(server.send(&call).body, first.body, "the same key, the same answer");
    let refusal =
        server.refusal::<SignInWithSlip>(&Person::guest(), &(community_code(),), &SignInWithSlipRequest { slip });
    assert_eq!(refusal, (422, "sessions/slip-spent".into()));
    assert_eq!(server.refusal::<VoidSlip>(&worker, &of, &Empty {}), (409, "sessions/no-slip".into()));
}

#[test]
fn what_was_used_cannot_be_taken_back() {
    let server = shared_server();
    let (director, of) = (server.person(DIRECTOR), (community_code(), server.member()));
    let slip = server.call::<PrintSlip>(&director, &of, &print_slip_request()).slip;
    server.call::<SignInWithSlip>(&Person::guest(), &(community_code(),), &SignInWithSlipRequest { slip });
    assert_eq!(server.refusal::<VoidSlip>(&director, &of, &Empty {}), (409, "sessions/no-slip".into()));
}
