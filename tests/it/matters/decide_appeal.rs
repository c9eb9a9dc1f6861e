//! `POST …/posts/{post}/appeal-decision`

use crate::client::code;
use crate::matters::appeal_hiding::appeal;
use crate::matters::propose_matter::at;
use crate::people::{DIRECTOR, SUPERVISOR};
use crate::scene::reason;
use crate::server::shared;
use domain::contract::{AppealHiding, DecideAppeal, Empty, ListNotices};
use domain::matters::{AppealDecision, AppealOutcome, PostState};
use domain::notices::NoticeKind;

pub fn upheld() -> AppealDecision {
    AppealDecision { outcome: AppealOutcome::Upheld, reason: reason() }
}

#[test]
fn the_supervision_committee_decides_and_not_who_hid_it() {
    let server = shared();
    let (watcher, author) = (server.person(SUPERVISOR), server.resident());
    let id = server.hidden(server.accepted(), &author);
    let early = server.refusal::<DecideAppeal>(&watcher, &at(id), &upheld());
    assert_eq!(early, (409, "matters/no-appeal".into()));
    server.call::<AppealHiding>(&author, &at(id), &appeal());
    let committee = server.refusal::<DecideAppeal>(&server.person(DIRECTOR), &at(id), &upheld());
    assert_eq!(committee, (403, "request/not-allowed".into()));
    assert_eq!(server.call::<DecideAppeal>(&watcher, &at(id), &upheld()).state, PostState::Shown);
    let told = server.call::<ListNotices>(&author, &(code(),), &Empty {}).notices.remove(0);
    assert_eq!(told.kind, NoticeKind::AppealUpheld);
}
