//! `POST …/meetings/{meeting}/cancellation`

use crate::activities::test_reason;
use crate::people::{DIRECTOR, Person};
use crate::server::shared_server;
use domain::contract::{CancelMeeting, Empty, OpenMeeting, ShowMeeting};
use domain::meetings::{CancelMeetingRequest, MeetingStatus};

#[test]
fn called_off_before_it_opens_and_everybody_is_told() {
    let server = shared_server();
    let (director, body) = (server.person(DIRECTOR), CancelMeetingRequest { reason: test_reason() });
    let (at, open) = (server.called(), server.opened());
    assert!(server.call::<CancelMeeting>(&director, &at, &body).told > 3);
    let shown = server.call::<ShowMeeting>(&Person::guest(), &at, &Empty {});
    assert_eq!(shown.row.status, MeetingStatus::Cancelled);
    assert_eq!(shown.cancelled_reason.as_deref(), Some(test_reason().as_str()));
    assert_eq!(server.refusal::<CancelMeeting>(&director, &at, &body), (409, "meetings/is-cancelled".into()));
    assert_eq!(server.refusal::<OpenMeeting>(&director, &at, &Empty {}), (409, "meetings/is-cancelled".into()));
    assert_eq!(server.refusal::<CancelMeeting>(&director, &open, &body), (409, "meetings/already-open".into()));
}
