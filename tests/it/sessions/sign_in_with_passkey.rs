//! `POST …/sign-in-passkeys`

use crate::client::{CODE, Call, HttpAnswer, community_code};
use crate::passkeys::{TestPasskey, passkey_sign_in_request};
use crate::people::Person;
use crate::server::shared_server;
use crate::template::neighbour_code;
use domain::contract::{Empty, ListSessions, ListSignIns, ShowMe, SignInWithPasskey};
use domain::sessions::passkey::Octets;
use domain::sessions::{EventKind, SignInWithPasskeyRequest};

fn call(body: &SignInWithPasskeyRequest) -> Call {
    Call::of::<SignInWithPasskey>(&Person::guest(), &(community_code(),), &(), body)
}

fn wrong(answer: &HttpAnswer, name: &str) {
    assert_eq!(answer.refusal(), (422, "sessions/passkey-wrong".into()), "{name}");
    assert_eq!(answer.header("set-cookie"), "", "{name}");
}

#[test]
fn it_opens_without_a_phone_and_each_challenge_once() {
    let server = shared_server();
    let person = server.resident();
    let held = server.add_passkey(&person);
    let call = call(&passkey_sign_in_request(&held, &server.ask_passkey()));
    let answer = server.send(&call);
    let me = answer.read::<SignInWithPasskey>().expect("signed in").me.expect("at once");
    assert_eq!(me.member, person.member());
    let cookies: Vec<&str> =
        answer.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok()).collect();
    assert!(cookies.iter().any(|cookie| cookie.starts_with("linli-device=")), "{cookies:?}");
    assert!(cookies.iter().all(|cookie| cookie.contains(&format!("Path=/api/communities/{CODE}; HttpOnly"))));
    assert_eq!(answer.header("cache-control"), "private, no-store");
    let entered = Person::with_cookie(cookies[0].split(';').next().expect("a cookie"));
    assert_eq!(server.call::<ShowMe>(&entered, &(community_code(),), &Empty {}), me);
    wrong(&server.send(&call), "again");
    // In a session of the same person it counts as a proof, and opens no further session.
    let sessions = || server.call::<ListSessions>(&entered, &(community_code(),), &Empty {}).sessions.len();
    let before = sessions();
    let again = server.call::<SignInWithPasskey>(
        &entered,
        &(community_code(),),
        &passkey_sign_in_request(&held, &server.ask_passkey()),
    );
    assert_eq!((again.me.map(|me| me.session), sessions()), (Some(me.session), before));
}

#[test]
fn whatever_is_wrong_the_answer_is_the_same() {
    let server = shared_server();
    let person = server.resident();
    let held = server.add_passkey(&person);
    let unknown = TestPasskey { key: server.device(), user: held.user.clone() };
    let mut elsewhere = passkey_sign_in_request(&held, &server.ask_passkey());
    let mut next_door = server.device();
    "https://evil.example".clone_into(&mut next_door.origin);
    elsewhere.client_data = Octets::new(next_door.shown(&server.ask_passkey())).expect("bytes that fit");
    let good = call(&passkey_sign_in_request(&held, &server.ask_passkey()));
    let neighbours = Call { url: good.url.replace(CODE, neighbour_code().as_str()), ..good.clone() };
    let forged = SignInWithPasskeyRequest {
        signature: passkey_sign_in_request(&unknown, &server.ask_passkey()).signature,
        ..passkey_sign_in_request(&held, &server.ask_passkey())
    };
    let bodies: Vec<Vec<u8>> = [
        ("unknown", call(&passkey_sign_in_request(&unknown, &server.ask_passkey()))),
        ("of another page", call(&elsewhere)),
        ("in another community", neighbours),
        ("forged", call(&forged)),
        ("of no challenge", call(&passkey_sign_in_request(&held, &"A".repeat(43)))),
    ]
    .into_iter()
    .map(|(name, call)| {
        let answer = server.send(&call);
        wrong(&answer, name);
        answer.body
    })
    .collect();
    assert!(bodies.iter().all(|body| *body == bodies[0]), "told apart");
    let events = server.call::<ListSignIns>(&person, &(community_code(),), &Empty {}).rows;
    assert_eq!(events[0].kind, EventKind::WrongPasskey, "the forged one is told");
    server.send(&good).read::<SignInWithPasskey>().expect("what was tried next door opens at home");
}

#[test]
fn a_count_that_goes_back_is_a_copy() {
    let server = shared_server();
    let mut held = server.add_passkey(&server.resident());
    for (count, good) in [(4, true), (4, false), (3, false), (5, true)] {
        held.key.count = count;
        let answer = server.send(&call(&passkey_sign_in_request(&held, &server.ask_passkey())));
        assert_eq!(answer.status == 200, good, "{count}: {}", answer.text());
    }
}
