//! `POST …/meetings/{meeting}/minutes/adoption`

use super::list_voters::list_voters_request;
use super::write_minutes::write_minutes_request;
use crate::people::{DIRECTOR, Person, SUPERVISOR};
use crate::server::shared_server;
use domain::contract::{AdoptMinutes, CloseMeeting, Empty, ListVoters, ShowMeeting, WriteMinutes};
use domain::meetings::{AdoptMinutesRequest, CloseMeetingRequest};

#[test]
fn chair_and_teller_sign_after_the_meeting() {
    let server = shared_server();
    let (director, teller, at) = (server.person(DIRECTOR), server.person(SUPERVISOR), server.opened());
    let sign = AdoptMinutesRequest { version: 1 };
    server.call::<WriteMinutes>(&director, &at, &write_minutes_request("同意改造", 0));
    assert_eq!(server.refusal::<AdoptMinutes>(&director, &at, &sign), (409, "meetings/not-closed-yet".into()));
    server.call::<ListVoters>(&director, &at, &list_voters_request(&[director.member()]));
    server.call::<CloseMeeting>(&director, &at, &CloseMeetingRequest { visitors: 0 });
    assert!(!server.call::<AdoptMinutes>(&teller, &at, &sign).adopted);
    assert_eq!(server.refusal::<AdoptMinutes>(&teller, &at, &sign), (409, "meetings/already-signed".into()));
    assert!(server.call::<AdoptMinutes>(&director, &at, &sign).adopted);
    let shown = server.call::<ShowMeeting>(&Person::guest(), &at, &Empty {});
    assert_eq!(shown.minutes.map(|minutes| minutes.version), Some(1));
    let again = server.refusal::<WriteMinutes>(&director, &at, &write_minutes_request("改写", 1));
    assert_eq!(again, (409, "meetings/minutes-adopted".into()));
}

#[test]
fn of_a_meeting_to_which_nobody_came_nothing_is_adopted() {
    let server = shared_server();
    let (director, at) = (server.person(DIRECTOR), server.opened());
    server.call::<WriteMinutes>(&director, &at, &write_minutes_request("无人到会", 0));
    server.call::<CloseMeeting>(&director, &at, &CloseMeetingRequest { visitors: 0 });
    let refused = server.refusal::<AdoptMinutes>(&director, &at, &AdoptMinutesRequest { version: 1 });
    assert_eq!(refused, (409, "meetings/nobody-came".into()));
}
