//! `POST …/assisted-acts/{act}/answer`

use crate::activities::test_reason;
use crate::client::community_code;
use crate::people::{GRID_WORKER, SUPERVISOR};
use crate::server::fresh_server;
use domain::assistance::{AnswerContestRequest, ContestActRequest, ContestOutcome};
use domain::contract::{AnswerContest, ContestAct, Empty, ListNotices, ReviewAssistance};
use domain::notices::NoticeKind;

#[test]
fn the_supervisor_answers_once_and_the_household_is_told() {
    let server = fresh_server();
    let (worker, supervisor, resident) = (server.person(GRID_WORKER), server.person(SUPERVISOR), server.resident());
    let id = server.assist(&worker, resident.member());
    let this = (community_code(), server.act(&worker, id, resident.member()).acts[0].id);
    let body = AnswerContestRequest { outcome: ContestOutcome::Dismissed, reason: test_reason() };
    let early = server.refusal::<AnswerContest>(&supervisor, &this, &body);
    assert_eq!(early, (409, "assistance/not-contested".into()));
    server.call::<ContestAct>(&resident, &this, &ContestActRequest { reason: test_reason() });
    let waiting = || server.call::<ReviewAssistance>(&supervisor, &(community_code(),), &Empty {}).contested.len();
    assert_eq!(waiting(), 1);
    assert_eq!(server.refusal::<AnswerContest>(&worker, &this, &body), (403, "request/not-allowed".into()));
    server.call::<AnswerContest>(&supervisor, &this, &body);
    assert_eq!(waiting(), 0);
    let told = server.call::<ListNotices>(&resident, &(community_code(),), &Empty {}).rows;
    assert_eq!(told[0].kind, NoticeKind::ContestDismissed);
    let again = server.refusal::<AnswerContest>(&supervisor, &this, &body);
    assert_eq!(again, (409, "assistance/already-answered".into()));
}
