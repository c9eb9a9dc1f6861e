//! `POST /api/regions/{region}/sign-in-tickets`

use crate::client::{Call, community_code};
use crate::people::Person;
use crate::server::shared_server;
use domain::contract::FinishOfficerSignIn;
use domain::regions::FinishOfficerSignInRequest;

#[test]
fn the_second_factor_opens_once() {
    let (server, here) = (shared_server(), (community_code().parent(),));
    let (codes, next) = server.clerk_enrolled_and_back(106);
    assert!(next.second_factor && next.people.is_empty());
    let body =
        |text: &str| FinishOfficerSignInRequest { ticket: next.ticket.clone(), code: text.parse().expect("a code") };
    let wrong = server.refusal::<FinishOfficerSignIn>(&Person::guest(), &here, &body("00000-00000"));
    assert_eq!(wrong, (422, "sessions/factor-code-wrong".into()));
    let answer = server.send(&Call::of::<FinishOfficerSignIn>(&Person::guest(), &here, &(), &body(&codes[0])));
    assert!(answer.header("set-cookie").starts_with("linli-officer="));
    let signed = answer.read::<FinishOfficerSignIn>().expect("signed in");
    assert!(signed.next.is_none() && signed.me.expect("an officer").second_factor.enrolled);
    let again = server.refusal::<FinishOfficerSignIn>(&Person::guest(), &here, &body(&codes[1]));
    assert_eq!(again, (422, "sessions/ticket-spent".into()));
}
