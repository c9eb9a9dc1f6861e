//! `GET …/me/sign-ins`

use crate::client::{Call, community_code};
use crate::people::Person;
use crate::server::shared_server;
use domain::contract::{Empty, ListSignIns, SignIn};
use domain::sessions::{Code, EventKind, SignInRequest};

#[test]
fn wrong_tries_and_sign_ins_newest_first_and_only_the_own_ones() {
    let server = shared_server();
    let phone = server.next_phone();
    let right = server.ask_code(&community_code(), &phone);
    let digits: u64 = right.as_str().parse().expect("digits");
    let attempt = |code: Code| {
        let body = SignInRequest { phone: phone.clone(), code };
        server.send(&Call::of::<SignIn>(&Person::guest(), &(crate::client::community_code(),), &(), &body))
    };
    assert_eq!(attempt(Code::from_chance(digits + 1)).refusal(), (422, "sessions/code-wrong".into()));
    let answer = attempt(right);
    let cookie = answer.header("set-cookie").split(';').next().expect("a cookie");
    let person = Person::with_cookie(cookie);
    let events = server.call::<ListSignIns>(&person, &(community_code(),), &Empty {}).rows;
    assert_eq!(events.iter().map(|event| event.kind).collect::<Vec<_>>(), [EventKind::NewDevice, EventKind::WrongCode]);
    assert!(events.iter().all(|event| event.device.starts_with("ureq")));
    let raw = server.raw::<ListSignIns>(&person, &(community_code(),));
    assert_eq!(raw.fields("/rows/0"), "at device kind seq", "nothing of marks and sessions");
    assert_eq!(server.refusal::<ListSignIns>(&Person::guest(), &(community_code(),), &Empty {}).0, 401);
}
