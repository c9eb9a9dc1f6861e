//! `POST …/cases/{case}/step`

use crate::client::Call;
use crate::people::{DEPUTY, SUPERVISOR};
use crate::server::fresh_server;
use domain::contract::{CloseStep, Empty, Problem, ShowCase};
use domain::decisions::{CaseStep, CloseStepRequest, GuardId, VoteOutcome};

#[test]
fn a_step_that_lacks_something_is_not_closed_and_says_what() {
    let server = fresh_server();
    let (deputy, at) = (server.person(DEPUTY), server.open_case());
    let body = CloseStepRequest { step: CaseStep::Proposal, outcome: VoteOutcome::Passed };
    let answer = server.send(&Call::of::<CloseStep>(&deputy, &at, &(), &body));
    let problem: Problem = serde_json::from_str(&answer.text()).expect("a problem");
    assert_eq!(problem.code, "decisions/step-not-ready");
    let guards = server.call::<ShowCase>(&deputy, &at, &Empty {}).guards;
    let missing: Vec<GuardId> = guards
        .iter()
        .filter(|guard| guard.is_missing() && guard.id != GuardId::Majority)
        .map(|guard| guard.id)
        .collect();
    assert_eq!(problem.params["missing"], serde_json::json!(missing));
    let later = CloseStepRequest { step: CaseStep::Resolution, ..body.clone() };
    assert_eq!(server.refusal::<CloseStep>(&deputy, &at, &later), (409, "decisions/not-at-this-step".into()));
    let denied = server.refusal::<CloseStep>(&server.person(SUPERVISOR), &at, &body);
    assert_eq!(denied, (403, "request/not-allowed".into()));
}
