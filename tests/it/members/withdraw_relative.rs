//! `POST …/members/{member}/relatives/withdrawal`

use crate::activities::test_reason;
use crate::client::community_code;
use crate::people::{DEPUTY, DIRECTOR};
use crate::server::shared_server;
use domain::contract::{DeclareRelative, WithdrawRelative};
use domain::members::{DeclareRelativeRequest, NearKinship, WithdrawRelativeRequest};

#[test]
fn somebody_else_takes_a_declaration_back() {
    let server = shared_server();
    let (director, deputy) = (server.person(DIRECTOR), server.person(DEPUTY));
    let relative = server.member();
    let this = (community_code(), director.member());
    let body = WithdrawRelativeRequest { relative, reason: test_reason() };
    let unknown = server.refusal::<WithdrawRelative>(&deputy, &this, &body);
    assert_eq!(unknown, (409, "members/relative-not-declared".into()));
    server.call::<DeclareRelative>(&director, &this, &DeclareRelativeRequest { relative, kinship: NearKinship::Child });
    let own = server.refusal::<WithdrawRelative>(&director, &this, &body);
    assert_eq!(own, (403, "members/own-case".into()), "nobody clears their own way to a seat");
    server.call::<WithdrawRelative>(&deputy, &this, &body);
    let again = server.refusal::<WithdrawRelative>(&deputy, &this, &body);
    assert_eq!(again, (409, "members/relative-not-declared".into()));
}
