//! `POST …/holds/{hold}/lift`

use crate::activities::test_reason;
use crate::client::community_code;
use crate::people::{DEPUTY, SUPERVISOR};
use crate::server::fresh_server;
use domain::contract::{Empty, LiftHold, RaiseHold, ShowCase};
use domain::decisions::HoldRequest;

#[test]
fn whoever_watches_lifts_it_once_and_whoever_is_watched_does_not() {
    let server = fresh_server();
    let (supervisor, at, body) = (server.person(SUPERVISOR), server.open_case(), HoldRequest { reason: test_reason() });
    let this = (community_code(), server.call::<RaiseHold>(&supervisor, &at, &body).hold);
    let denied = server.refusal::<LiftHold>(&server.person(DEPUTY), &this, &body);
    assert_eq!(denied, (403, "request/not-allowed".into()));
    server.call::<LiftHold>(&supervisor, &this, &body);
    assert!(server.call::<ShowCase>(&supervisor, &at, &Empty {}).holds[0].lifted_at.is_some());
    assert_eq!(server.refusal::<LiftHold>(&supervisor, &this, &body), (409, "decisions/hold-lifted".into()));
}
