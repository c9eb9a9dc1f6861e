//! `POST …/posts/{post}/appeal-decision`

use crate::activities::test_reason;
use crate::client::community_code;
use crate::matters::appeal_hiding::appeal_hiding_request;
use crate::matters::propose_matter::post_path;
use crate::people::{DIRECTOR, SUPERVISOR};
use crate::server::shared_server;
use domain::contract::{AppealHiding, DecideAppeal, Empty, ListNotices};
use domain::matters::{AppealOutcome, DecideAppealRequest, PostState};
use domain::notices::NoticeKind;

pub fn uphold_appeal_request() -> DecideAppealRequest {
    DecideAppealRequest { outcome: AppealOutcome::Upheld, reason: test_reason() }
}

#[test]
fn the_supervision_committee_decides_and_not_who_hid_it() {
    let server = shared_server();
    let (watcher, author) = (server.person(SUPERVISOR), server.resident());
    let id = server.hidden(server.accepted(), &author);
    let early = server.refusal::<DecideAppeal>(&watcher, &post_path(id), &uphold_appeal_request());
    assert_eq!(early, (409, "matters/no-appeal".into()));
    server.call::<AppealHiding>(&author, &post_path(id), &appeal_hiding_request());
    let committee = server.refusal::<DecideAppeal>(&server.person(DIRECTOR), &post_path(id), &uphold_appeal_request());
    assert_eq!(committee, (403, "request/not-allowed".into()));
    assert_eq!(server.call::<DecideAppeal>(&watcher, &post_path(id), &uphold_appeal_request()).state, PostState::Shown);
    let told = server.call::<ListNotices>(&author, &(community_code(),), &Empty {}).rows.remove(0);
    assert_eq!(told.kind, NoticeKind::AppealUpheld);
}
