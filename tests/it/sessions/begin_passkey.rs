//! `POST …/passkey-challenges`

use crate::client::community_code;
use crate::people::Person;
use crate::server::shared_server;
use domain::contract::{BeginPasskey, Empty};
use domain::sessions::passkey::Octets;

#[test]
fn a_browser_is_asked_for_this_host_and_never_the_same_twice() {
    let server = shared_server();
    let (person, here) = (server.resident(), (community_code(),));
    let begin = || server.call::<BeginPasskey>(&person, &here, &Empty {});
    let (first, second) = (begin(), begin());
    assert_ne!(first.challenge, second.challenge);
    assert_eq!((first.user == second.user, first.user.bytes().len()), (true, 32), "one handle for one person");
    assert_eq!(server.address.split("://").nth(1).and_then(|host| host.split(':').next()), Some(first.site.as_str()));
    assert_eq!((&first.account, &first.name), (&person.me().phone_masked, &person.me().name));
    assert!(first.known.is_empty() && first.expires_at > server.now());
    let held = server.add_passkey(&person);
    assert_eq!(begin().known.iter().map(Octets::bytes).collect::<Vec<_>>(), [&held.key.credential[..]]);
    let other = server.call::<BeginPasskey>(&server.resident(), &here, &Empty {});
    assert!(other.user != first.user && other.known.is_empty());
    let refused = server.refusal::<BeginPasskey>(&Person::guest(), &here, &Empty {});
    assert_eq!(refused, (401, "request/not-signed-in".into()));
}
