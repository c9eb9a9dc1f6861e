//! `POST …/opinions/{opinion}`

use crate::client::code;
use crate::people::{DEPUTY, SUPERVISOR};
use crate::server::fresh;
use domain::contract::{AskOpinion, GiveOpinion};
use domain::decisions::{AskOpinionOf, GiveOpinionWith, OpinionOf, OpinionVerdict};

#[test]
fn nobody_speaks_for_the_adviser() {
    let server = fresh();
    let (deputy, at) = (server.person(DEPUTY), server.open_case());
    let opinion = server.call::<AskOpinion>(&deputy, &at, &AskOpinionOf { of: OpinionOf::Adviser }).opinion;
    let body = GiveOpinionWith { verdict: OpinionVerdict::Agree, text: "没有意见".parse().expect("a text") };
    let other = server.refusal::<GiveOpinion>(&deputy, &(code(), opinion), &body);
    assert_eq!(other, (403, "decisions/opinion-of-another".into()));
    let denied = server.refusal::<GiveOpinion>(&server.person(SUPERVISOR), &(code(), opinion), &body);
    assert_eq!(denied, (403, "request/not-allowed".into()));
}
