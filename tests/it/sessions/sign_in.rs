//! `POST …/sessions`

use crate::client::{CODE, Call, HttpAnswer, community_code};
use crate::people::Person;
use crate::server::{Mode, Server, ServerSettings, new_folder, shared_server};
use crate::template::copy_to;
use domain::contract::{RequestCode, SignIn};
use domain::limits::{DEVICE_DAYS, SESSION_DAYS, SIGN_IN_CODES_PER_PHONE_HOUR, SIGN_IN_TRIES_MAX};
use domain::sessions::{Code, Phone, SignInCodeRequest, SignInRequest};
use std::sync::Barrier;

fn call(phone: &Phone, typed: &Code) -> Call {
    let body = SignInRequest { phone: phone.clone(), code: typed.clone() };
    Call::of::<SignIn>(&Person::guest(), &(community_code(),), &(), &body)
}

fn wrong(right: &Code) -> Code {
    let right: u64 = right.as_str().parse().expect("six digits");
    Code::from_chance(right + 1)
}

fn refused(server: &Server, phone: &Phone, typed: &Code) -> String {
    let answer: HttpAnswer = server.send(&call(phone, typed));
    assert_eq!(answer.header("set-cookie"), "");
    answer.read::<SignIn>().expect_err("a refusal").code
}

#[test]
fn the_cookie_is_for_this_community_and_for_no_script() {
    // Any client can claim that the connection was encrypted; only a configured proxy is believed.
    let named = behind_a_proxy();
    for (server, proto, secure) in [
        (shared_server(), None, ""),
        (shared_server(), Some("https"), ""),
        (&named, Some("https"), "; Secure"),
        (&named, None, ""),
    ] {
        let phone = server.next_phone();
        let mut call = call(&phone, &server.ask_code(&community_code(), &phone));
        if let Some(proto) = proto {
            call = call.with("x-forwarded-proto", proto);
        }
        let answer = server.send(&call);
        let me = answer.read::<SignIn>().expect("signed in").me.expect("at once");
        assert_eq!((me.held.len(), me.notices_unread), (0, 0));
        assert_eq!(me.phone_masked, format!("138****{}", &phone.as_str()[7..]));
        assert_eq!(answer.header("cache-control"), "private, no-store");
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
    let server = shared_server();
    let phone = server.next_phone();
    let right = server.ask_code(&community_code(), &phone);
    server.send(&call(&phone, &right)).read::<SignIn>().expect("signed in");
    assert_eq!(refused(server, &phone, &right), "sessions/code-spent");
}

#[test]
fn six_wrong_tries_end_the_code() {
    let server = shared_server();
    let phone = server.next_phone();
    let right = server.ask_code(&community_code(), &phone);
    for left in (1..SIGN_IN_TRIES_MAX).rev() {
        assert_eq!(refused(server, &phone, &wrong(&right)), "sessions/code-wrong", "{left} left");
    }
    assert_eq!(refused(server, &phone, &wrong(&right)), "sessions/code-spent");
    assert_eq!(refused(server, &phone, &right), "sessions/code-spent", "the right one comes too late");
}

#[test]
fn a_phone_that_never_asked_is_told_the_same_as_a_wrong_code() {
    let server = shared_server();
    let stranger: Phone = "13900000003".parse().expect("a phone");
    assert_eq!(refused(server, &stranger, &Code::from_chance(1)), "sessions/code-wrong");
    assert_eq!(refused(server, &server.next_phone(), &Code::from_chance(1)), "sessions/code-wrong");
}

/// A server behind a proxy that reports the callers' addresses.
fn behind_a_proxy() -> Server {
    let data = new_folder();
    copy_to(&data);
    Server::start_with(
        &data,
        Mode::Demonstration,
        &ServerSettings { address_header: Some("x-real-ip"), sender: None, ..ServerSettings::default() },
    )
}

/// Sends the same guess simultaneously from many addresses; returns how often each answer came.
fn guess_from_everywhere(server: &Server, phone: &Phone, typed: &Code) -> (usize, usize, usize) {
    const ADDRESSES: usize = 48;
    let barrier = Barrier::new(ADDRESSES);
    let answers: Vec<(u16, String)> = std::thread::scope(|scope| {
        let guess = |number: usize| {
            let call = call(phone, typed).with("x-real-ip", &format!("198.51.100.{number}"));
            barrier.wait();
            server.send(&call).refusal()
        };
        let threads: Vec<_> = (0..ADDRESSES).map(|number| scope.spawn(move || guess(number))).collect();
        threads.into_iter().map(|thread| thread.join().expect("an answer")).collect()
    });
    let count = |code: &str| answers.iter().filter(|(_, found)| found == code).count();
    (count("sessions/code-wrong"), count("sessions/code-spent"), answers.len())
}

#[test]
fn guesses_from_many_addresses_at_once_are_bounded_for_each_code() {
    let server = &behind_a_proxy();
    let phone = server.next_phone();
    let right = server.ask_code(&community_code(), &phone);
    let (wrong_codes, spent, all) = guess_from_everywhere(server, &phone, &wrong(&right));
    // The sixth is checked, too, and ends the code.
    assert_eq!((wrong_codes, spent), (SIGN_IN_TRIES_MAX as usize - 1, all - SIGN_IN_TRIES_MAX as usize + 1));
    assert_eq!(refused(server, &phone, &right), "sessions/code-spent");
    let again = SignInCodeRequest::of(phone.clone());
    let asked = |number: u32| {
        let call = Call::of::<RequestCode>(&Person::guest(), &(community_code(),), &(), &again);
        server.send(&call.with("x-real-ip", &format!("203.0.113.{number}"))).status
    };
    let sent = (0..48).filter(|number| asked(*number) == 200).count();
    assert_eq!(
        sent, 0,
        "no code within the minute, wherever it is asked for; five in an hour ({SIGN_IN_CODES_PER_PHONE_HOUR})"
    );
}

#[test]
fn strangers_guessing_do_not_disturb_a_browser_that_was_here_before() {
    let server = &behind_a_proxy();
    let phone = server.next_phone();
    let first = server.send(&call(&phone, &server.ask_code(&community_code(), &phone)));
    let cookies: Vec<&str> =
        first.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok()).collect();
    let mark = cookies.iter().find(|cookie| cookie.starts_with("linli-device=")).expect("the browser's mark");
    let (mark, attributes) = mark.split_once("; ").expect("attributes");
    let seconds = DEVICE_DAYS * 24 * 3600;
    assert_eq!(attributes, format!("Path=/api/communities/{CODE}; HttpOnly; SameSite=Strict; Max-Age={seconds}"));
    // A known browser and strangers have separate codes: the known browser may ask at once, and nobody uses up its
    // tries.
    let body = SignInCodeRequest::of(phone.clone());
    let ask = Call::of::<RequestCode>(&Person::guest(), &(community_code(),), &(), &body).with("cookie", mark);
    server.send(&ask).read::<RequestCode>().expect("one's own browser is not kept waiting");
    let own = server.newest_code(&community_code(), &phone);
    guess_from_everywhere(server, &phone, &wrong(&own));
    assert_eq!(refused(server, &phone, &own), "sessions/code-spent", "good in one's own browser only");
    server.send(&call(&phone, &own).with("cookie", mark)).read::<SignIn>().expect("signed in all the same");
}
