//! `POST …/sign-in-passkey-challenges`

use crate::client::{Call, community_code};
use crate::people::Person;
use crate::server::{Mode, Server, ServerSettings, new_folder, shared_server};
use crate::template::copy_to;
use domain::contract::{BeginPasskeySignIn, Empty};
use domain::limits::SIGN_IN_PER_ADDRESS_HOUR;

#[test]
fn anybody_is_asked_and_nothing_is_told() {
    let server = shared_server();
    let answer = server.send(&Call::of::<BeginPasskeySignIn>(&Person::guest(), &(community_code(),), &(), &Empty {}));
    let first = answer.read::<BeginPasskeySignIn>().expect("a challenge");
    assert_eq!(answer.fields(""), "challenge expires_at site");
    assert_eq!((answer.header("set-cookie"), answer.header("cache-control")), ("", "private, no-store"));
    assert_ne!(first.challenge.to_string(), server.ask_passkey());
}

/// Only the gate can set the header that states our origin.
#[test]
fn nobody_outside_says_where_we_are() {
    let server = shared_server();
    let call = Call::of::<BeginPasskeySignIn>(&Person::guest(), &(community_code(),), &(), &Empty {});
    let told = call.clone().with("x-linli-origin", "https://evil.example");
    let asked = server.send(&told).read::<BeginPasskeySignIn>().expect("a challenge");
    assert_ne!(asked.site, "evil.example");
    let foreign = server.send(&call.clone().with("origin", "https://evil.example"));
    assert_eq!(foreign.refusal(), (403, "request/cross-origin".into()));
    let own = server.send(&call.with("origin", &server.address)).read::<BeginPasskeySignIn>().expect("a challenge");
    assert_eq!(own.site, asked.site);
}

#[test]
fn a_flood_from_one_address_uses_nothing_up() {
    let data = new_folder();
    copy_to(&data);
    let around = ServerSettings { address_header: Some("x-real-ip"), ..ServerSettings::default() };
    let server = &Server::start_with(&data, Mode::Demonstration, &around);
    let call = Call::of::<BeginPasskeySignIn>(&Person::guest(), &(community_code(),), &(), &Empty {});
    let from = |address: &str| server.send(&call.clone().with("x-real-ip", address)).status;
    let answers: Vec<u16> = (0..=2 * SIGN_IN_PER_ADDRESS_HOUR).map(|_| from("198.51.100.1")).collect();
    assert!(answers.iter().all(|status| *status == 200), "{answers:?}");
}
