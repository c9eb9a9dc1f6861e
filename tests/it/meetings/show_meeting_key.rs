//! `GET …/meetings/{meeting}/check-in-key`

use crate::people::{DEPUTY, DIRECTOR, SUPERVISOR};
use crate::server::shared_server;
use domain::contract::{Empty, ShowMeetingKey};
use domain::volunteering::CheckInKey;

#[test]
fn each_open_meeting_has_its_own_key_for_who_keeps_the_list() {
    let server = shared_server();
    let director = server.person(DIRECTOR);
    let (one, other) = (server.opened(), server.opened());
    let key = |at| server.call::<ShowMeetingKey>(&director, at, &Empty {});
    let (first, second) = (key(&one), key(&other));
    assert!(CheckInKey::from_hex(&first.key).is_some() && first.key != second.key);
    assert_eq!(key(&one).key, first.key);
    for name in [SUPERVISOR, DEPUTY] {
        assert_eq!(server.call::<ShowMeetingKey>(&server.person(name), &one, &Empty {}).key, first.key, "{name}");
    }
    let stranger = server.refusal::<ShowMeetingKey>(&server.resident(), &one, &Empty {});
    assert_eq!(stranger, (403, "request/not-allowed".into()));
    let early = server.refusal::<ShowMeetingKey>(&director, &server.called(), &Empty {});
    assert_eq!(early, (409, "meetings/not-open-yet".into()));
}
