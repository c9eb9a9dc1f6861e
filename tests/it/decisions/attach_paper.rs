//! `POST …/cases/{case}/papers`

use crate::people::{DEPUTY, SUPERVISOR};
use crate::server::fresh;
use domain::contract::{AttachPaper, Empty, ShowCase};
use domain::decisions::{AttachPaperOf, CaseStep, GuardId, GuardState, PaperKind};

#[test]
fn minutes_and_photos_count_once_each() {
    let server = fresh();
    let (deputy, at) = (server.person(DEPUTY), server.open_case());
    let paper = |kind, digit: &str| AttachPaperOf {
        step: CaseStep::Proposal,
        kind,
        sha256: digit.repeat(64).parse().expect("a hash"),
    };
    server.call::<AttachPaper>(&deputy, &at, &paper(PaperKind::Minutes, "a"));
    server.call::<AttachPaper>(&deputy, &at, &paper(PaperKind::Photo, "b"));
    let guards = server.call::<ShowCase>(&deputy, &at, &Empty {}).guards;
    for id in [GuardId::Minutes, GuardId::Evidence] {
        assert!(guards.iter().any(|guard| guard.id == id && guard.state == GuardState::Met), "{id}");
    }
    for wrong in [paper(PaperKind::Photo, "b"), paper(PaperKind::Photo, "G")] {
        let refused = server.refusal::<AttachPaper>(&deputy, &at, &wrong);
        assert_eq!(refused, (409, "decisions/paper-not-taken".into()));
    }
    let denied = server.refusal::<AttachPaper>(&server.person(SUPERVISOR), &at, &paper(PaperKind::Photo, "c"));
    assert_eq!(denied, (403, "request/not-allowed".into()));
}
