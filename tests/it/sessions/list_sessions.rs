//! `GET …/sessions`

use crate::client::community_code;
use crate::people::Person;
use crate::server::shared_server;
use domain::contract::{Empty, ListSessions};

#[test]
fn the_own_devices_with_the_current_one_marked() {
    let server = shared_server();
    let person = server.resident();
    let sessions = server.call::<ListSessions>(&person, &(community_code(),), &Empty {}).sessions;
    assert_eq!(sessions.len(), 1);
    assert_eq!((sessions[0].id, sessions[0].current), (person.me().session, true));
    assert!(sessions[0].device.starts_with("ureq"), "what the caller said of itself: {}", sessions[0].device);
    assert_eq!(
        server.raw::<ListSessions>(&person, &(community_code(),)).fields("/sessions/0"),
        "current device id last_seen_at since"
    );
    assert_eq!(server.refusal::<ListSessions>(&Person::guest(), &(community_code(),), &Empty {}).0, 401);
}
