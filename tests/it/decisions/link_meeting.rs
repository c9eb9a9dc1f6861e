//! `POST …/cases/{case}/meeting`

use crate::client::{community_code, new_key};
use crate::open_meetings::large_meeting;
use crate::people::{DEPUTY, SUPERVISOR};
use crate::server::fresh_server;
use domain::contract::LinkMeeting;
use domain::decisions::{CaseStep, LinkMeetingRequest};

#[test]
fn a_meeting_that_nobody_announced_takes_no_step() {
    let server = fresh_server();
    let at = server.open_case();
    let meeting = new_key().to_string().parse().expect("an id");
    let body = LinkMeetingRequest { step: CaseStep::Proposal, meeting };
    let absent = server.refusal::<LinkMeeting>(&server.person(DEPUTY), &at, &body);
    assert_eq!(absent, (409, "decisions/no-meeting".into()));
    let denied = server.refusal::<LinkMeeting>(&server.person(SUPERVISOR), &at, &body);
    assert_eq!(denied, (403, "request/not-allowed".into()));
}

#[test]
fn a_step_that_was_decided_takes_no_other_meeting() {
    let server = fresh_server();
    let at = (community_code(), server.lost_case());
    let body = LinkMeetingRequest { step: CaseStep::Proposal, meeting: large_meeting() };
    let refused = server.refusal::<LinkMeeting>(&server.person(DEPUTY), &at, &body);
    assert_eq!(refused, (409, "decisions/step-decided".into()));
}
