//! `POST …/matters/{matter}/answer`

use crate::matters::propose_matter::of;
use crate::people::{DIRECTOR, Person, SUPERVISOR};
use crate::scene::reason;
use crate::server::fresh;
use domain::contract::{AnswerMatter, Empty, ShowMatter};
use domain::matters::{MatterAnswer, Outcome, Stage};

pub fn answer() -> MatterAnswer {
    MatterAnswer { outcome: Outcome::Partly, reason: reason() }
}

#[test]
fn the_committee_answers_for_everybody_to_read() {
    let server = fresh();
    let director = server.person(DIRECTOR);
    let unsummed = server.refusal::<AnswerMatter>(&director, &of(server.discussed(false)), &answer());
    assert_eq!(unsummed, (409, "matters/summary-missing".into()));
    let matter = server.discussed(true);
    let watcher = server.refusal::<AnswerMatter>(&server.person(SUPERVISOR), &of(matter), &answer());
    assert_eq!(watcher, (403, "request/not-allowed".into()));
    server.call::<AnswerMatter>(&director, &of(matter), &answer());
    let shown = server.call::<ShowMatter>(&Person::guest(), &of(matter), &Empty {});
    assert_eq!((shown.row.stage, shown.row.outcome), (Stage::Done, Some(Outcome::Partly)));
    let again = server.refusal::<AnswerMatter>(&director, &of(matter), &answer());
    assert_eq!(again, (409, "matters/already-closed".into()));
}
