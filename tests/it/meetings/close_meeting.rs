//! `POST …/meetings/{meeting}/closing`

use crate::people::{DIRECTOR, SUPERVISOR};
use crate::server::shared_server;
use domain::contract::{CheckInAtMeeting, CloseMeeting, Empty, ListVoters, ShowMeetingKey};
use domain::meetings::{CloseMeetingRequest, ListVotersRequest, ListedVoter};

#[test]
fn attendance_stands_from_then_on() {
    let server = shared_server();
    let (director, at) = (server.person(DIRECTOR), server.opened());
    let body = CloseMeetingRequest { visitors: 2 };
    let key = server.call::<ShowMeetingKey>(&director, &at, &Empty {});
    let teller = server.refusal::<CloseMeeting>(&server.person(SUPERVISOR), &at, &body);
    assert_eq!(teller, (403, "request/not-allowed".into()));
    let closed = server.call::<CloseMeeting>(&director, &at, &body);
    assert_eq!((closed.present, closed.proxies), (0, 0));
    let over = (409, "meetings/already-closed".to_owned());
    assert_eq!(server.refusal::<CloseMeeting>(&director, &at, &body), over);
    let report = crate::volunteering::check_in::attendance_code_request(&key.key, key.now, 0);
    assert_eq!(server.refusal::<CheckInAtMeeting>(&director, &at, &report), over);
    let line = ListedVoter { voter: director.member().into(), speaker: None };
    assert_eq!(server.refusal::<ListVoters>(&director, &at, &ListVotersRequest { voters: vec![line] }), over);
    let early = server.refusal::<CloseMeeting>(&director, &server.called(), &body);
    assert_eq!(early, (409, "meetings/not-open-yet".into()));
}
