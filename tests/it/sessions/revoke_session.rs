//! `POST …/sessions/{session}/revocation`

use crate::client::{Call, community_code};
use crate::people::{Person, SUPERVISOR};
use crate::server::shared_server;
use domain::contract::{Empty, RevokeSession, ShowMe};

#[test]
fn a_revoked_session_is_dead_at_the_next_request() {
    let server = shared_server();
    let person = server.resident();
    let this = (community_code(), person.me().session);
    let answer = server.send(&Call::of::<RevokeSession>(&person, &this, &(), &Empty {}));
    answer.read::<RevokeSession>().expect("signed out");
    assert!(answer.header("set-cookie").starts_with("linli=; "), "the cookie is taken back");
    assert_eq!(answer.header("clear-site-data"), "\"cache\"", "and with it what the browser keeps");
    let dead = server.send(&Call::of::<ShowMe>(&person, &(community_code(),), &(), &Empty {}));
    assert_eq!((dead.status, dead.header("clear-site-data")), (401, "\"cache\""));
    let guest = server.send(&Call::of::<ShowMe>(&Person::guest(), &(community_code(),), &(), &Empty {}));
    assert_eq!((guest.status, guest.header("clear-site-data")), (401, ""), "nothing is taken from anyone with nothing");
    assert_eq!(
        server.refusal::<ShowMe>(&person, &(community_code(),), &Empty {}),
        (401, "request/not-signed-in".into())
    );
}

#[test]
fn nobody_signs_somebody_else_out() {
    let server = shared_server();
    let (person, other) = (server.resident(), server.person(SUPERVISOR));
    let this = (community_code(), other.me().session);
    assert_eq!(server.refusal::<RevokeSession>(&person, &this, &Empty {}), (404, "request/not-found".into()));
    assert_eq!(&server.call::<ShowMe>(&other, &(community_code(),), &Empty {}).session, &other.me().session);
}
