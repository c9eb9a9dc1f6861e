//! `POST …/cases/{case}/meeting`

use crate::client::new_key;
use crate::people::{DEPUTY, SUPERVISOR};
use crate::server::fresh;
use domain::contract::LinkMeeting;
use domain::decisions::{CaseStep, LinkMeetingWith};

#[test]
fn a_meeting_that_nobody_announced_takes_no_step() {
    let server = fresh();
    let at = server.open_case();
    let meeting = new_key().to_string().parse().expect("an id");
    let body = LinkMeetingWith { step: CaseStep::Proposal, meeting };
    let absent = server.refusal::<LinkMeeting>(&server.person(DEPUTY), &at, &body);
    assert_eq!(absent, (409, "decisions/no-meeting".into()));
    let denied = server.refusal::<LinkMeeting>(&server.person(SUPERVISOR), &at, &body);
    assert_eq!(denied, (403, "request/not-allowed".into()));
}
