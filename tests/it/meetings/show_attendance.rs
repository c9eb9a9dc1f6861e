//! `GET …/meetings/{meeting}/attendance`

use super::list_voters::list_voters_request;
use crate::people::{DIRECTOR, SUPERVISOR};
use crate::server::shared_server;
use domain::contract::{Empty, ListVoters, ShowMeetingAttendance};
use domain::meetings::PresentBy;

#[test]
fn names_are_for_who_may_see_them() {
    let server = shared_server();
    let (director, at) = (server.person(DIRECTOR), server.opened());
    server.call::<ListVoters>(&director, &at, &list_voters_request(&[director.member()]));
    let shown = server.call::<ShowMeetingAttendance>(&server.person(SUPERVISOR), &at, &Empty {});
    assert_eq!((shown.present, shown.page.rows.len()), (1, 1));
    let row = &shown.page.rows[0];
    assert_eq!((row.by_name.as_str(), row.how), (DIRECTOR, PresentBy::List));
    let resident = server.refusal::<ShowMeetingAttendance>(&server.resident(), &at, &Empty {});
    assert_eq!(resident, (403, "request/not-allowed".into()));
}
