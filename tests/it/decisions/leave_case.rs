//! `POST …/cases/{case}/exit`

use crate::client::code;
use crate::people::{DEPUTY, SUPERVISOR};
use crate::scene::reason;
use crate::server::fresh;
use domain::contract::{Empty, LeaveCase, ShowCase};
use domain::decisions::{BallotEffect, CaseStatus, Exit, LeaveCaseWith};

#[test]
fn a_case_is_left_once_with_its_reason() {
    for (exit, status) in [
        (Exit::Returned, CaseStatus::Returned),
        (Exit::Rejected, CaseStatus::Rejected),
        (Exit::Lapsed, CaseStatus::Lapsed),
    ] {
        let server = fresh();
        let (deputy, at) = (server.person(DEPUTY), server.open_case());
        let body = LeaveCaseWith { exit, reason: reason() };
        let denied = server.refusal::<LeaveCase>(&server.person(SUPERVISOR), &at, &body);
        assert_eq!(denied, (403, "request/not-allowed".into()));
        server.call::<LeaveCase>(&deputy, &at, &body);
        let shown = server.call::<ShowCase>(&deputy, &at, &Empty {});
        assert_eq!((shown.row.status, shown.end_reason.as_deref()), (status, Some(reason().as_str())));
        assert_eq!(server.refusal::<LeaveCase>(&deputy, &at, &body), (409, "decisions/case-ended".into()));
    }
}

#[test]
fn what_was_lost_is_rejected_and_nothing_else() {
    let server = fresh();
    let (deputy, at) = (server.person(DEPUTY), (code(), server.lost_case()));
    for exit in [Exit::Returned, Exit::Lapsed] {
        let body = LeaveCaseWith { exit, reason: reason() };
        assert_eq!(server.refusal::<LeaveCase>(&deputy, &at, &body), (409, "decisions/step-decided".into()));
    }
    let body = LeaveCaseWith { exit: Exit::Rejected, reason: reason() };
    server.call::<LeaveCase>(&deputy, &at, &body);
    let shown = server.call::<ShowCase>(&deputy, &at, &Empty {});
    assert_eq!(shown.row.status, CaseStatus::Rejected);
    let ballots = &shown.steps[0].ballots;
    assert_eq!((ballots.len(), ballots[0].effect), (1, BallotEffect::Decides));
}
