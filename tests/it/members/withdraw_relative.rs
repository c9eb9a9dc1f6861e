//! `POST …/members/{member}/relatives/withdrawal`

use crate::client::code;
use crate::people::{DEPUTY, DIRECTOR};
use crate::scene::reason;
use crate::server::shared;
use domain::contract::{DeclareRelative, WithdrawRelative};
use domain::members::{NearKinship, RelativeDraft, RelativeWithdrawal};

#[test]
fn somebody_else_takes_a_declaration_back() {
    let server = shared();
    let (director, deputy) = (server.person(DIRECTOR), server.person(DEPUTY));
    let relative = server.member();
    let this = (code(), director.member());
    let body = RelativeWithdrawal { relative, reason: reason() };
    let unknown = server.refusal::<WithdrawRelative>(&deputy, &this, &body);
    assert_eq!(unknown, (409, "members/relative-not-declared".into()));
    server.call::<DeclareRelative>(&director, &this, &RelativeDraft { relative, kinship: NearKinship::Child });
    let own = server.refusal::<WithdrawRelative>(&director, &this, &body);
    assert_eq!(own, (403, "members/own-case".into()), "nobody clears the own way to a seat");
    server.call::<WithdrawRelative>(&deputy, &this, &body);
    let again = server.refusal::<WithdrawRelative>(&deputy, &this, &body);
    assert_eq!(again, (409, "members/relative-not-declared".into()));
}
