//! `POST /api/regions/{region}/checks/{opinion}`

use crate::client::code;
use crate::offices::{COUNTY_HEAD, region, until};
use crate::people::DEPUTY;
use crate::server::{Mode, Server, fresh, new_folder};
use domain::contract::{AnswerCheck, CloseStep, Empty, GiveOpinion, ListChecks};
use domain::decisions::{AnswerWay, CloseStepWith, GiveOpinionWith, OpinionVerdict, OpinionView, VoteOutcome};
use domain::ids::OpinionId;
use domain::regions::{AnswerCheckWith, CheckRow, CheckState};
use domain::time::UtcMillis;

pub fn agreeing() -> AnswerCheckWith {
    AnswerCheckWith {
        verdict: OpinionVerdict::Agree, text: "程序和内容符合规定，同意。".parse().expect("a text")
    }
}

impl Server {
    /// The answer as the community has it, once it has arrived.
    fn answered(&self, check: &CheckRow) -> OpinionView {
        let given = || self.case_of(check).opinions.into_iter().find(|opinion| opinion.given_at.is_some());
        until("the answer arrives at the community", given)
    }

    /// The check, once it has this state at the street.
    fn settled(&self, state: CheckState) -> CheckRow {
        let (head, here) = (self.street_head(), (code().parent(),));
        let look = || self.call::<ListChecks>(&head, &here, &Empty {}).done.into_iter().find(|row| row.state == state);
        until(state.as_str(), look)
    }
}

#[test]
fn the_first_answer_goes_to_the_community_and_closes_its_step() {
    let server = fresh();
    let (check, here) = (server.waiting_check(), (code().parent(),));
    let at = (here.0.clone(), check.id);
    let (head, clerk) = (server.street_head(), server.clerk(9200));
    let elsewhere = server.officer(&region("511402"), COUNTY_HEAD);
    assert_eq!(server.refusal::<AnswerCheck>(&elsewhere, &at, &agreeing()), (401, "request/not-signed-in".into()));
    server.call::<AnswerCheck>(&clerk, &at, &agreeing());
    let second = server.refusal::<AnswerCheck>(&head, &at, &agreeing());
    assert_eq!(second, (409, "regions/check-answered".into()));
    let given = server.answered(&check);
    assert_eq!((given.verdict, given.way), (Some(OpinionVerdict::Agree), Some(AnswerWay::Office)));
    let row = server.settled(CheckState::Delivered);
    assert_eq!(row.answer.expect("an answer").by_name, "示范9200");
    let file = server.case_of(&check).file.expect("the file");
    assert_eq!((file.opinions[0].by.as_str(), file.opinions[0].text.as_str()), ("苏祠街道", agreeing().text.as_str()));
    let closing = CloseStepWith { step: server.case_of(&check).row.step, outcome: VoteOutcome::Passed };
    let closed = server.call::<CloseStep>(&server.person(DEPUTY), &(code(), check.case), &closing);
    assert_eq!(closed.certificate.opinion, Some(OpinionVerdict::Agree));
    let nothing = (here.0, OpinionId::from_parts(UtcMillis(1), 1));
    assert_eq!(server.refusal::<AnswerCheck>(&head, &nothing, &agreeing()), (404, "request/not-found".into()));
}

#[test]
fn a_paper_that_came_first_stands_and_the_street_sees_it() {
    let server = fresh();
    let check = server.waiting_check();
    let body = GiveOpinionWith {
        verdict: OpinionVerdict::WithChanges,
        text: "请写明资金来源。".parse().expect("a text"),
    };
    server.call::<GiveOpinion>(&server.person(DEPUTY), &(code(), check.id), &body);
    server.settled(CheckState::ByPaper);
    let late = server.refusal::<AnswerCheck>(&server.street_head(), &(code().parent(), check.id), &agreeing());
    assert_eq!(late, (409, "regions/check-by-paper".into()));
    let given = server.answered(&check);
    assert_eq!((given.verdict, given.way), (Some(OpinionVerdict::WithChanges), Some(AnswerWay::Paper)));
}

#[test]
fn an_answer_is_not_lost_when_the_server_is_killed() {
    let data = new_folder();
    crate::template::copy_to(&data);
    let mut server = Server::start(&data, Mode::Demonstration);
    server.leave();
    let check = server.waiting_check();
    let head = server.street_head();
    server.call::<AnswerCheck>(&head, &(code().parent(), check.id), &agreeing());
    server.kill();
    let server = Server::start(&data, Mode::Demonstration);
    // The same session, because a second code would come within the minute.
    assert!(server.scene.street_head.set(head).is_ok());
    // A command wakes the street's object, if its alarm has not.
    server.clerk(9201);
    assert_eq!(server.answered(&check).way, Some(AnswerWay::Office));
    server.settled(CheckState::Delivered);
}
