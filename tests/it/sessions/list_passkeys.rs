//! `GET …/passkeys`

use crate::client::community_code;
use crate::people::Person;
use crate::server::shared_server;
use domain::contract::{Empty, ListPasskeys};

#[test]
fn the_own_ones_and_nothing_of_their_keys() {
    let server = shared_server();
    let (person, here) = (server.resident(), (community_code(),));
    assert!(server.call::<ListPasskeys>(&person, &here, &Empty {}).passkeys.is_empty());
    let held = server.add_passkey(&person);
    server.add_passkey(&server.resident());
    let answer = server.raw::<ListPasskeys>(&person, &here);
    let list = answer.read::<ListPasskeys>().expect("a list");
    assert_eq!((list.passkeys.len(), list.count_max, list.passkeys[0].last_used_at), (1, 5, None));
    assert_eq!(answer.fields("/passkeys/0"), "device id last_used_at since");
    assert!(!answer.text().contains(&held.user.to_string()));
    let refused = server.refusal::<ListPasskeys>(&Person::guest(), &here, &Empty {});
    assert_eq!(refused, (401, "request/not-signed-in".into()));
}
