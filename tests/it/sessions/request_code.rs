//! `POST …/sign-in-codes`

use crate::client::{Call, community_code};
use crate::people::Person;
use crate::server::shared_server;
use domain::contract::RequestCode;
use domain::limits::{SIGN_IN_CODE_MILLIS, SIGN_IN_RESEND_SECONDS};
use domain::sessions::{Phone, SignInCodeRequest};

#[test]
fn a_known_and_an_unknown_phone_get_the_same_answers() {
    let server = shared_server();
    let ask = |phone: &Phone| {
        let call =
            Call::of::<RequestCode>(&Person::guest(), &(community_code(),), &(), &SignInCodeRequest::of(phone.clone()));
        server.send(&call)
    };
    for phone in [server.next_phone(), "13900000002".parse().expect("a phone")] {
        let (before, first) = (server.now(), ask(&phone));
        let sent = first.read::<RequestCode>().expect("a code was sent");
        let lives = sent.expires_at.since(before);
        assert!((SIGN_IN_CODE_MILLIS..SIGN_IN_CODE_MILLIS + 30_000).contains(&lives), "{phone}: {lives} ms");
        assert_eq!(sent.resend_after_seconds, SIGN_IN_RESEND_SECONDS);
        assert_eq!(first.fields(""), "expires_at resend_after_seconds", "nothing of the code itself");
        let second = ask(&phone).read::<RequestCode>().expect_err("within the minute");
        assert_eq!((second.status, second.code.as_str()), (429, "sessions/too-many-codes"), "{phone}");
        let wait = second.params["retry_seconds"].as_i64().expect("seconds to wait");
        assert!((1..=SIGN_IN_RESEND_SECONDS).contains(&wait), "{phone}: {wait} s");
    }
}

#[test]
fn what_is_no_phone_is_refused_at_its_field() {
    let url = format!("/api/communities/{}/sign-in-codes", community_code());
    for wrong in [r#"{"phone":"12800001234"}"#, r#"{"phone":7}"#, r"{}"] {
        let problem = shared_server()
            .send(&Call::post(&url, wrong))
            .declared_problem(&<RequestCode as domain::contract::Endpoint>::SPEC);
        assert_eq!((problem.code.as_str(), problem.field.as_deref()), ("request/malformed", Some("phone")), "{wrong}");
    }
}
