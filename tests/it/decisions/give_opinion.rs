//! `POST …/opinions/{opinion}`

use crate::client::community_code;
use crate::people::{DEPUTY, SUPERVISOR};
use crate::server::fresh_server;
use domain::contract::{AskOpinion, GiveOpinion};
use domain::decisions::{AskOpinionRequest, GiveOpinionRequest, OpinionOf, OpinionVerdict};

#[test]
fn nobody_speaks_for_the_adviser() {
    let server = fresh_server();
    let (deputy, at) = (server.person(DEPUTY), server.open_case());
    let opinion = server.call::<AskOpinion>(&deputy, &at, &AskOpinionRequest { of: OpinionOf::Adviser }).opinion;
    let body = GiveOpinionRequest { verdict: OpinionVerdict::Agree, text: "没有意见".parse().expect("a text") };
    let other = server.refusal::<GiveOpinion>(&deputy, &(community_code(), opinion), &body);
    assert_eq!(other, (403, "decisions/opinion-of-another".into()));
    let denied = server.refusal::<GiveOpinion>(&server.person(SUPERVISOR), &(community_code(), opinion), &body);
    assert_eq!(denied, (403, "request/not-allowed".into()));
}
