//! `GET …/activities/{activity}/check-in-key`

use crate::activities::{TEAM, test_reason};
use crate::people::{LEADER, OTHER_LEADER};
use crate::server::shared_server;
use domain::contract::{CancelActivity, Empty, ShowCheckInKey};
use domain::volunteering::{CancelActivityRequest, CheckInKey};

#[test]
fn each_activity_has_its_own_key_for_its_own_leader() {
    let server = shared_server();
    let leader = server.person(LEADER);
    let (one, other) = (server.publish(TEAM, 5), server.publish(TEAM, 5));
    let key = |at| server.call::<ShowCheckInKey>(&leader, at, &Empty {});
    let (first, second) = (key(&one), key(&other));
    assert!(CheckInKey::from_hex(&first.key).is_some() && first.key != second.key);
    assert_eq!(key(&one).key, first.key, "the phone that asks again gets the same");
    assert!(first.valid_from < first.valid_until);
    let stranger = server.refusal::<ShowCheckInKey>(&server.person(OTHER_LEADER), &one, &Empty {});
    assert_eq!(stranger, (403, "request/not-allowed".into()));
    server.call::<CancelActivity>(&leader, &one, &CancelActivityRequest { reason: test_reason() });
    assert_eq!(server.refusal::<ShowCheckInKey>(&leader, &one, &Empty {}), (409, "volunteering/cancelled".into()));
    assert_eq!(server.raw::<ShowCheckInKey>(&leader, &other).fields(""), "key now title valid_from valid_until");
}
