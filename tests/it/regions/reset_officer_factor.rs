//! `POST /api/regions/{region}/officers/{officer}/factor-reset`

use crate::activities::test_reason;
use crate::client::{Call, community_code};
use crate::server::shared_server;
use domain::contract::{Empty, ResetOfficerFactor, ShowOfficerMe};
use domain::ids::OfficerId;
use domain::sessions::ResetFactorRequest;
use domain::time::UtcMillis;

#[test]
fn another_head_takes_it_back_once() {
    let (server, here) = (shared_server(), (community_code().parent(),));
    let (head, clerk) = (server.street_head(), server.clerk(104));
    let of = |officer| (here.0.clone(), officer);
    let (heads, clerks) = (server.officer_me(&head, &here).officer, server.officer_me(&clerk, &here).officer);
    let body = ResetFactorRequest { reason: test_reason() };
    let refused = |who, officer| server.refusal::<ResetOfficerFactor>(who, &of(officer), &body);
    assert_eq!(refused(&head, clerks), (409, "sessions/factor-not-enrolled".into()));
    server.enrol_officer(&clerk, &here);
    assert_eq!(refused(&head, heads), (403, "sessions/own-case".into()));
    assert_eq!(refused(&clerk, heads), (403, "request/not-allowed".into()));
    assert_eq!(refused(&head, OfficerId::from_parts(UtcMillis(1), 1)), (404, "request/not-found".into()));
    let call = Call::of::<ResetOfficerFactor>(&head, &of(clerks), &(), &body);
    let (first, second) = (server.send(&call), server.send(&call));
    assert_eq!((first.status, first.text()), (200, second.text()), "the same key takes it back once");
    assert_eq!(server.refusal::<ShowOfficerMe>(&clerk, &here, &Empty {}), (401, "request/not-signed-in".into()));
}
