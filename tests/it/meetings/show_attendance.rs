//! `GET …/meetings/{meeting}/attendance`

use super::list_voters::lines;
use crate::people::{DIRECTOR, SUPERVISOR};
use crate::server::shared;
use domain::contract::{Empty, ListVoters, ShowMeetingAttendance};
use domain::meetings::PresentBy;

#[test]
fn names_are_for_who_may_see_them() {
    let server = shared();
    let (director, at) = (server.person(DIRECTOR), server.opened());
    server.call::<ListVoters>(&director, &at, &lines(&[director.member()]));
    let shown = server.call::<ShowMeetingAttendance>(&server.person(SUPERVISOR), &at, &Empty {});
    assert_eq!((shown.present, shown.rows.len()), (1, 1));
    assert_eq!((shown.rows[0].by_name.as_str(), shown.rows[0].how), (DIRECTOR, PresentBy::List));
    let resident = server.refusal::<ShowMeetingAttendance>(&server.resident(), &at, &Empty {});
    assert_eq!(resident, (403, "request/not-allowed".into()));
}
