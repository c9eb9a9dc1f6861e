//! `POST …/cases/{case}/papers`

use crate::archive::upload_file::test_photo;
use crate::people::{DEPUTY, SUPERVISOR};
use crate::server::fresh_server;
use domain::archive::FileId;
use domain::contract::{AttachPaper, Empty, ShowCase};
use domain::decisions::{AttachPaperRequest, CaseStep, GuardId, GuardState, PaperKind};

#[test]
fn minutes_and_photos_count_once_each() {
    let server = fresh_server();
    let (deputy, at) = (server.person(DEPUTY), server.open_case());
    let bring = |number| server.bring(&deputy, test_photo(number)).file;
    let paper = |kind, file| AttachPaperRequest { step: CaseStep::Proposal, kind, file };
    let (minutes, picture) = (bring(201), bring(202));
    server.call::<AttachPaper>(&deputy, &at, &paper(PaperKind::Minutes, minutes));
    server.call::<AttachPaper>(&deputy, &at, &paper(PaperKind::Photo, picture));
    let guards = server.call::<ShowCase>(&deputy, &at, &Empty {}).guards;
    for id in [GuardId::Minutes, GuardId::Evidence] {
        assert!(guards.iter().any(|guard| guard.id == id && guard.state == GuardState::Met), "{id}");
    }
    let twice = server.refusal::<AttachPaper>(&deputy, &at, &paper(PaperKind::Photo, picture));
    assert_eq!(twice, (409, "decisions/paper-not-taken".into()));
    let unknown = paper(PaperKind::Photo, FileId::of(b"nobody's"));
    assert_eq!(server.refusal::<AttachPaper>(&deputy, &at, &unknown).1, "archive/no-such-file");
    let denied = server.refusal::<AttachPaper>(&server.person(SUPERVISOR), &at, &paper(PaperKind::Photo, bring(203)));
    assert_eq!(denied, (403, "request/not-allowed".into()));
}
