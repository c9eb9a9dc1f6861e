//! `POST …/meetings/{meeting}/revision`

use crate::activities::test_reason;
use crate::people::{DIRECTOR, Person};
use crate::server::shared_server;
use domain::contract::{Empty, OpenMeeting, ReviseMeeting, ShowMeeting};
use domain::meetings::{Electorate, ReviseMeetingRequest};
use domain::time::MINUTE;

#[test]
fn later_and_elsewhere_but_never_earlier() {
    let server = shared_server();
    let (director, draft) = (server.person(DIRECTOR), server.talk(Electorate::JointCommittees));
    let at = server.announce(&draft);
    let revision = |minutes: i64, place: &str| ReviseMeetingRequest {
        place: place.parse().expect("a place"),
        starts_at: draft.starts_at.plus(minutes * MINUTE),
        officers: draft.officers.clone(),
        reason: test_reason(),
    };
    assert!(server.call::<ReviseMeeting>(&director, &at, &revision(10, "社区广场")).told > 0);
    let shown = server.call::<ShowMeeting>(&Person::guest(), &at, &Empty {});
    assert_eq!((shown.row.place.as_str(), shown.row.starts_at), ("社区广场", draft.starts_at.plus(10 * MINUTE)));
    let earlier = server.refusal::<ReviseMeeting>(&director, &at, &revision(0, "社区广场"));
    assert_eq!(earlier, (422, "meetings/only-later".into()));
    server.call::<OpenMeeting>(&director, &at, &Empty {});
    let open = server.refusal::<ReviseMeeting>(&director, &at, &revision(20, "社区广场"));
    assert_eq!(open, (409, "meetings/already-open".into()));
    let stranger = server.refusal::<ReviseMeeting>(&server.resident(), &at, &revision(20, "社区广场"));
    assert_eq!(stranger, (403, "request/not-allowed".into()));
}
