//! `POST …/sign-in-tickets`

use crate::client::{Call, HttpAnswer, community_code};
use crate::people::Person;
use crate::server::{Server, shared_server};
use domain::contract::{FinishSignIn, ShowMe, SignIn};
use domain::ids::MemberId;
use domain::sessions::{FinishSignInRequest, NextStep, SignInRequest};

fn finish(server: &Server, next: &NextStep, member: Option<MemberId>, typed: Option<&str>) -> HttpAnswer {
    let typed = typed.map(|text| text.parse().expect("a code"));
    let body = FinishSignInRequest { ticket: next.ticket.clone(), member, code: typed };
    server.send(&Call::of::<FinishSignIn>(&Person::guest(), &(community_code(),), &(), &body))
}

#[test]
fn a_couple_with_one_phone_chooses_and_types_no_second_code() {
    let server = shared_server();
    let (phone, two) = server.couple();
    let typed = server.ask_code(&community_code(), &phone);
    let body = SignInRequest { phone: phone.clone(), code: typed };
    let first = Call::of::<SignIn>(&Person::guest(), &(community_code(),), &(), &body);
    let answer = server.send(&first);
    assert_eq!(answer.header("set-cookie"), "", "no session before somebody is chosen");
    let next = answer.read::<SignIn>().expect("the right code").next.expect("a choice");
    assert_eq!(next.people.iter().map(|person| person.member).collect::<Vec<_>>(), two);
    assert_eq!(server.send(&first).refusal(), (422, "sessions/code-spent".into()), "the code is used up");
    let stranger = finish(server, &next, Some(server.member()), None);
    assert_eq!(stranger.refusal(), (404, "request/not-found".into()), "somebody who does not have this phone");
    let answer = finish(server, &next, Some(two[1]), None);
    let me = answer.read::<FinishSignIn>().expect("signed in").me.expect("somebody");
    assert_eq!(me.member, two[1]);
    let cookie = answer.header("set-cookie").split(';').next().expect("a cookie");
    let person = Person::with_cookie(cookie);
    assert_eq!(server.call::<ShowMe>(&person, &(community_code(),), &domain::contract::Empty {}), me);
    assert_eq!(finish(server, &next, Some(two[0]), None).refusal(), (422, "sessions/ticket-spent".into()), "once");
}

#[test]
fn the_second_factor_comes_after_the_right_code() {
    let server = shared_server();
    let (_, codes, next) = server.enrolled_and_back();
    assert!(next.second_factor && next.people.is_empty());
    assert_eq!(finish(server, &next, None, None).read::<FinishSignIn>().expect("asked again").me, None);
    assert_eq!(finish(server, &next, None, Some("00000-00000")).refusal(), (422, "sessions/factor-code-wrong".into()));
    let me =
        finish(server, &next, None, Some(&codes[0])).read::<FinishSignIn>().expect("signed in").me.expect("somebody");
    assert!(me.second_factor.expect("a factor").enrolled);
}

#[test]
fn a_ticket_that_nobody_was_given_opens_nothing() {
    let server = shared_server();
    for ticket in ["0".repeat(64), "f".repeat(64)] {
        let body = FinishSignInRequest { ticket: ticket.parse().expect("a ticket's form"), member: None, code: None };
        let refusal = server.refusal::<FinishSignIn>(&Person::guest(), &(community_code(),), &body);
        assert_eq!(refusal, (422, "sessions/ticket-spent".into()));
    }
}
