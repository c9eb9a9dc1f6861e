//! `POST …/passkeys/{passkey}/removal`

use crate::client::{Call, community_code};
use crate::passkeys::passkey_sign_in_request;
use crate::people::Person;
use crate::server::shared_server;
use domain::contract::{Empty, ListPasskeys, ListSignIns, RemovePasskey, SignInWithPasskey};
use domain::sessions::EventKind;

#[test]
fn what_is_removed_opens_no_more() {
    let server = shared_server();
    let (person, here) = (server.resident(), (community_code(),));
    let held = server.add_passkey(&person);
    let id = server.call::<ListPasskeys>(&person, &here, &Empty {}).passkeys[0].id;
    let this = (community_code(), id);
    let not_found = (404, "request/not-found".to_owned());
    assert_eq!(server.refusal::<RemovePasskey>(&server.resident(), &this, &Empty {}), not_found, "somebody else's");
    let refused = server.refusal::<RemovePasskey>(&Person::guest(), &this, &Empty {});
    assert_eq!(refused, (401, "request/not-signed-in".into()));
    let call = Call::of::<RemovePasskey>(&person, &this, &(), &Empty {});
    let first = server.send(&call);
    assert_eq!((first.status, &server.send(&call).body), (200, &first.body), "the same key twice");
    assert_eq!(server.refusal::<RemovePasskey>(&person, &this, &Empty {}), not_found);
    let refused = server.refusal::<SignInWithPasskey>(
        &Person::guest(),
        &here,
        &passkey_sign_in_request(&held, &server.ask_passkey()),
    );
    assert_eq!(refused, (422, "sessions/passkey-wrong".into()));
    let events = server.call::<ListSignIns>(&person, &here, &Empty {}).rows;
    assert_eq!(events[0].kind, EventKind::PasskeyRemoved);
}
