//! `POST …/cases/{case}/exit`

use crate::people::{DEPUTY, SUPERVISOR};
use crate::scene::reason;
use crate::server::fresh;
use domain::contract::{Empty, LeaveCase, ShowCase};
use domain::decisions::{CaseStatus, Exit, LeaveCaseWith};

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
