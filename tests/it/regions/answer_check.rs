//! `POST /api/regions/{region}/checks/{opinion}`

use crate::client::community_code;
use crate::offices::{COUNTY_HEAD, region_path, wait_for_result};
use crate::people::DEPUTY;
use crate::server::{Mode, Server, fresh_server, new_folder};
use domain::contract::{AnswerCheck, CloseStep, Empty, GiveOpinion, ListChecks};
use domain::decisions::{AnswerWay, CloseStepRequest, GiveOpinionRequest, OpinionVerdict, OpinionView, VoteOutcome};
use domain::ids::OpinionId;
use domain::regions::{AnswerCheckRequest, CheckRow, CheckState};
use domain::time::UtcMillis;

pub fn agreeing_answer() -> AnswerCheckRequest {
    AnswerCheckRequest {
        verdict: OpinionVerdict::Agree, text: "程序和内容符合规定，同意。".parse().expect("a text")
    }
}

impl Server {
    /// The answer as the community has it, once it has arrived.
    fn answered(&self, check: &CheckRow) -> OpinionView {
        let given = || self.case_of(check).opinions.into_iter().find(|opinion| opinion.given_at.is_some());
        wait_for_result("the answer arrives at the community", given)
    }

    /// The check, once it has this state at the street.
    fn settled(&self, state: CheckState) -> CheckRow {
        let (head, here) = (self.street_head(), (community_code().parent(),));
        let rows = || self.call::<ListChecks>(&head, &here, &Empty {}).page.rows;
        let look = || rows().into_iter().find(|row| row.state == state);
        wait_for_result(state.as_str(), look)
    }
}

#[test]
fn the_first_answer_goes_to_the_community_and_closes_its_step() {
    let server = fresh_server();
    let (check, here) = (server.waiting_check(), (community_code().parent(),));
    let at = (here.0.clone(), check.id);
    let (head, clerk) = (server.street_head(), server.clerk(9200));
    let elsewhere = server.officer(&region_path("511402"), COUNTY_HEAD);
    assert_eq!(
        server.refusal::<AnswerCheck>(&elsewhere, &at, &agreeing_answer()),
        (401, "request/not-signed-in".into())
    );
    server.call::<AnswerCheck>(&clerk, &at, &agreeing_answer());
    let second = server.refusal::<AnswerCheck>(&head, &at, &agreeing_answer());
    assert_eq!(second, (409, "regions/check-answered".into()));
    let given = server.answered(&check);
    assert_eq!((given.verdict, given.way), (Some(OpinionVerdict::Agree), Some(AnswerWay::Office)));
    let row = server.settled(CheckState::Delivered);
    assert_eq!(row.answer.expect("an answer").by_name, "示范9200");
    let file = server.case_of(&check).file.expect("the file");
    assert_eq!(
        (file.opinions[0].by.as_str(), file.opinions[0].text.as_str()),
        ("苏祠街道", agreeing_answer().text.as_str())
    );
    let closing = CloseStepRequest { step: server.case_of(&check).row.step, outcome: VoteOutcome::Passed };
    let closed = server.call::<CloseStep>(&server.person(DEPUTY), &(community_code(), check.case), &closing);
    assert_eq!(closed.certificate.opinion, Some(OpinionVerdict::Agree));
    let nothing = (here.0, OpinionId::from_parts(UtcMillis(1), 1));
    assert_eq!(server.refusal::<AnswerCheck>(&head, &nothing, &agreeing_answer()), (404, "request/not-found".into()));
}

#[test]
fn a_paper_that_came_first_stands_and_the_street_sees_it() {
    let server = fresh_server();
    let check = server.waiting_check();
    let body = GiveOpinionRequest {
        verdict: OpinionVerdict::WithChanges,
        text: "请写明资金来源。".parse().expect("a text"),
    };
    server.call::<GiveOpinion>(&server.person(DEPUTY), &(community_code(), check.id), &body);
    server.settled(CheckState::ByPaper);
    let late = server.refusal::<AnswerCheck>(
        &server.street_head(),
        &(community_code().parent(), check.id),
        &agreeing_answer(),
    );
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
    server.call::<AnswerCheck>(&head, &(community_code().parent(), check.id), &agreeing_answer());
    server.kill();
    let server = Server::start(&data, Mode::Demonstration);
    // The same session, because a second code would come within the minute.
    assert!(server.scene.street_head.set(head).is_ok());
    // A command wakes the street's object, if its alarm has not.
    server.clerk(9201);
    assert_eq!(server.answered(&check).way, Some(AnswerWay::Office));
    server.settled(CheckState::Delivered);
}
