//! `POST …/me/factor`

use crate::client::community_code;
use crate::people::Person;
use crate::server::shared_server;
use domain::contract::{BeginFactor, Empty, ShowMe};
use domain::sessions::FactorKey;

#[test]
fn a_key_is_made_and_counts_for_nothing_yet() {
    let server = shared_server();
    let person = server.resident();
    let (first, second) = (
        server.call::<BeginFactor>(&person, &(community_code(),), &Empty {}),
        server.call::<BeginFactor>(&person, &(community_code(),), &Empty {}),
    );
    assert_ne!(first.key, second.key);
    assert!(FactorKey::from_base32(&second.key).is_some());
    assert_eq!(
        second.uri,
        format!("otpauth://totp/Linli:{}?secret={}&issuer=Linli", person.me().phone_masked, second.key)
    );
    assert_eq!(server.call::<ShowMe>(&person, &(community_code(),), &Empty {}).second_factor, None);
    assert_eq!(
        server.refusal::<BeginFactor>(&Person::guest(), &(community_code(),), &Empty {}),
        (401, "request/not-signed-in".into())
    );
}
