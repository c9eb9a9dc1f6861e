//! `POST …/sessions`

use crate::client::{Answer, CODE, Call, code};
use crate::people::Person;
use crate::server::{Server, shared};
use domain::contract::SignIn;
use domain::limits::{SESSION_DAYS, SIGN_IN_TRIES_MAX};
use domain::sessions::{Code, Phone, SignInWith};

fn call(phone: &Phone, typed: &Code) -> Call {
    let body = SignInWith { phone: phone.clone(), code: typed.clone() };
    Call::of::<SignIn>(&Person::guest(), &(code(),), &(), &body)
}

fn wrong(right: &Code) -> Code {
    let right: u64 = right.as_str().parse().expect("six digits");
    Code::from_chance(right + 1)
}

fn refused(server: &Server, phone: &Phone, typed: &Code) -> String {
    let answer: Answer = server.send(&call(phone, typed));
    assert_eq!(answer.header("set-cookie"), "");
    answer.read::<SignIn>().expect_err("a refusal").code
}

#[test]
fn the_cookie_is_for_this_community_and_for_no_script() {
    let server = shared();
    for (proto, secure) in [(None, ""), (Some("https"), "; Secure")] {
        let phone = server.next_phone();
        let mut call = call(&phone, &server.ask_code(&code(), &phone));
        if let Some(proto) = proto {
            call = call.with("x-forwarded-proto", proto);
        }
        let answer = server.send(&call);
        let me = answer.read::<SignIn>().expect("signed in");
        assert_eq!((me.held.len(), me.notices_unread), (0, 0));
        assert_eq!(me.phone_masked, format!("138****{}", &phone.as_str()[7..]));
        assert_eq!(answer.header("cache-control"), "private, no-cache");
        let (token, attributes) = answer.header("set-cookie").split_once("; ").expect("attributes");
        assert_eq!(token.strip_prefix("linli=").map(str::len), Some(64), "256 bits");
        let seconds = SESSION_DAYS * 24 * 3600;
        assert_eq!(
            attributes,
            format!("Path=/api/communities/{CODE}; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}")
        );
    }
}

#[test]
fn a_code_opens_once() {
    let server = shared();
    let phone = server.next_phone();
    let right = server.ask_code(&code(), &phone);
    server.send(&call(&phone, &right)).read::<SignIn>().expect("signed in");
    assert_eq!(refused(server, &phone, &right), "sessions/code-spent");
}

#[test]
fn six_wrong_tries_end_the_code() {
    let server = shared();
    let phone = server.next_phone();
    let right = server.ask_code(&code(), &phone);
    for left in (1..SIGN_IN_TRIES_MAX).rev() {
        assert_eq!(refused(server, &phone, &wrong(&right)), "sessions/code-wrong", "{left} left");
    }
    assert_eq!(refused(server, &phone, &wrong(&right)), "sessions/code-spent");
    assert_eq!(refused(server, &phone, &right), "sessions/code-spent", "the right one comes too late");
}

#[test]
fn a_phone_that_never_asked_is_told_the_same_as_a_wrong_code() {
    let server = shared();
    let stranger: Phone = "13900000003".parse().expect("a phone");
    assert_eq!(refused(server, &stranger, &Code::from_chance(1)), "sessions/code-wrong");
    assert_eq!(refused(server, &server.next_phone(), &Code::from_chance(1)), "sessions/code-wrong");
}
