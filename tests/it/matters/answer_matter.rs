//! `POST …/matters/{matter}/answer`

use crate::activities::test_reason;
use crate::matters::propose_matter::matter_path;
use crate::people::{DIRECTOR, Person, SUPERVISOR};
use crate::server::fresh_server;
use domain::contract::{AnswerMatter, Empty, ShowMatter};
use domain::matters::{AnswerMatterRequest, MatterOutcome, Stage};

pub fn answer_matter_request() -> AnswerMatterRequest {
    AnswerMatterRequest { outcome: MatterOutcome::Partly, reason: test_reason() }
}

#[test]
fn the_committee_answers_for_everybody_to_read() {
    let server = fresh_server();
    let director = server.person(DIRECTOR);
    let unsummed =
        server.refusal::<AnswerMatter>(&director, &matter_path(server.discussed(false)), &answer_matter_request());
    assert_eq!(unsummed, (409, "matters/summary-missing".into()));
    let matter = server.discussed(true);
    let watcher =
        server.refusal::<AnswerMatter>(&server.person(SUPERVISOR), &matter_path(matter), &answer_matter_request());
    assert_eq!(watcher, (403, "request/not-allowed".into()));
    server.call::<AnswerMatter>(&director, &matter_path(matter), &answer_matter_request());
    let shown = server.call::<ShowMatter>(&Person::guest(), &matter_path(matter), &Empty {});
    assert_eq!((shown.row.stage, shown.row.outcome), (Stage::Done, Some(MatterOutcome::Partly)));
    let again = server.refusal::<AnswerMatter>(&director, &matter_path(matter), &answer_matter_request());
    assert_eq!(again, (409, "matters/already-closed".into()));
}
