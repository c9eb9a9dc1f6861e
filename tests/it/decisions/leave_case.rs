//! `POST …/cases/{case}/exit`

use crate::activities::test_reason;
use crate::client::community_code;
use crate::people::{DEPUTY, SUPERVISOR};
use crate::server::fresh_server;
use domain::contract::{Empty, LeaveCase, ShowCase};
use domain::decisions::{BallotEffect, CaseStatus, Exit, LeaveCaseRequest};

#[test]
fn a_case_is_left_once_with_its_reason() {
    for (exit, status) in [
        (Exit::Returned, CaseStatus::Returned),
        (Exit::Rejected, CaseStatus::Rejected),
        (Exit::Lapsed, CaseStatus::Lapsed),
    ] {
        let server = fresh_server();
        let (deputy, at) = (server.person(DEPUTY), server.open_case());
        let body = LeaveCaseRequest { exit, reason: test_reason() };
        let denied = server.refusal::<LeaveCase>(&server.person(SUPERVISOR), &at, &body);
        assert_eq!(denied, (403, "request/not-allowed".into()));
        server.call::<LeaveCase>(&deputy, &at, &body);
        let shown = server.call::<ShowCase>(&deputy, &at, &Empty {});
        assert_eq!((shown.row.status, shown.end_reason.as_deref()), (status, Some(test_reason().as_str())));
        assert_eq!(server.refusal::<LeaveCase>(&deputy, &at, &body), (409, "decisions/case-ended".into()));
    }
}

#[test]
fn what_was_lost_is_rejected_and_nothing_else() {
    let server = fresh_server();
    let (deputy, at) = (server.person(DEPUTY), (community_code(), server.lost_case()));
    for exit in [Exit::Returned, Exit::Lapsed] {
        let body = LeaveCaseRequest { exit, reason: test_reason() };
        assert_eq!(server.refusal::<LeaveCase>(&deputy, &at, &body), (409, "decisions/step-decided".into()));
    }
    let body = LeaveCaseRequest { exit: Exit::Rejected, reason: test_reason() };
    server.call::<LeaveCase>(&deputy, &at, &body);
    let shown = server.call::<ShowCase>(&deputy, &at, &Empty {});
    assert_eq!(shown.row.status, CaseStatus::Rejected);
    let ballots = &shown.steps[0].ballots;
    assert_eq!((ballots.len(), ballots[0].effect), (1, BallotEffect::Decides));
}
