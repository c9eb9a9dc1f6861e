//! `POST …/passkeys`

use crate::client::community_code;
use crate::passkeys::confirm_passkey_request;
use crate::people::Person;
use crate::server::shared_server;
use domain::contract::{BeginPasskey, ConfirmPasskey, Empty, ListNotices, ListSignIns, ShowMe};
use domain::sessions::EventKind;

#[test]
fn it_is_taken_once_and_the_person_is_told() {
    let server = shared_server();
    let (person, here) = (server.resident(), (community_code(),));
    let begin = || server.call::<BeginPasskey>(&person, &here, &Empty {}).challenge.to_string();
    let body = confirm_passkey_request(&server.device(), &begin());
    server.call::<ConfirmPasskey>(&person, &here, &body);
    let not_taken = (422, "sessions/passkey-not-taken".to_owned());
    assert_eq!(server.refusal::<ConfirmPasskey>(&person, &here, &body), not_taken, "twice");
    let factor = server.call::<ShowMe>(&person, &here, &Empty {}).second_factor.expect("a passkey");
    assert!(factor.passkey && !factor.enrolled && !factor.overdue);
    let notices = server.call::<ListNotices>(&person, &here, &Empty {}).rows;
    assert_eq!(notices[0].kind.as_str(), "passkey-added");
    let events = server.call::<ListSignIns>(&person, &here, &Empty {}).rows;
    assert_eq!(events[0].kind, EventKind::PasskeyAdded);

    let mut elsewhere = server.device();
    "https://evil.example".clone_into(&mut elsewhere.origin);
    let mut unverified = server.device();
    unverified.flags = 1;
    for (name, body) in [
        ("on another page", confirm_passkey_request(&elsewhere, &begin())),
        ("without a finger", confirm_passkey_request(&unverified, &begin())),
        ("of a challenge to sign in", confirm_passkey_request(&server.device(), &server.ask_passkey())),
        ("of no challenge", confirm_passkey_request(&server.device(), &"A".repeat(43))),
    ] {
        assert_eq!(server.refusal::<ConfirmPasskey>(&person, &here, &body), not_taken, "{name}");
    }
    let refused = server.refusal::<ConfirmPasskey>(&Person::guest(), &here, &body);
    assert_eq!(refused, (401, "request/not-signed-in".into()));
}

#[test]
fn five_and_no_more() {
    let server = shared_server();
    let (person, here) = (server.resident(), (community_code(),));
    for _ in 0..5 {
        server.add_passkey(&person);
    }
    let refused = server.refusal::<BeginPasskey>(&person, &here, &Empty {});
    assert_eq!(refused, (409, "sessions/too-many-passkeys".into()));
}
