//! `POST /api/regions/{region}/me/factor`

use crate::client::community_code;
use crate::people::Person;
use crate::server::shared_server;
use domain::contract::{BeginOfficerFactor, Empty};
use domain::sessions::FactorKey;

#[test]
fn a_key_is_made_and_counts_for_nothing_yet() {
    let (server, here) = (shared_server(), (community_code().parent(),));
    let clerk = server.clerk(101);
    let begun = server.call::<BeginOfficerFactor>(&clerk, &here, &Empty {});
    assert!(FactorKey::from_base32(&begun.key).is_some());
    let me = server.officer_me(&clerk, &here);
    assert_eq!(
        begun.uri,
        format!("otpauth://totp/Linli:{}?secret={}&issuer=Linli", me.phone_masked, begun.key),
        "the masked phone only"
    );
    assert!(!me.second_factor.enrolled && !me.second_factor.overdue && me.second_factor.due_at.is_some());
    let refused = server.refusal::<BeginOfficerFactor>(&Person::guest(), &here, &Empty {});
    assert_eq!(refused, (401, "request/not-signed-in".into()));
}
