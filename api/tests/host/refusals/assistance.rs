//! Refusals of assistance that no other test meets, each by its code.

use crate::busy_community::BusyCommunity;
use crate::test_community::TestCommunity;
use api::bind;
use api::db::Db;
use domain::assistance::{ConsentKind, ContestActRequest, OpenAssistanceRequest};
use domain::contract::*;
use domain::members::LeaveRosterRequest;

#[test]
fn an_assistance_is_for_residents_ends_once_and_is_not_contested_by_its_worker() {
    let stage = BusyCommunity::open();
    let (desk, worker, clerk) = (&stage.desk, &stage.grid_worker, &stage.clerk.person);
    let this = (TestCommunity::code(), stage.assistance);
    desk.call::<EndAssistance>(&worker.person, &this, &Empty {});
    assert_eq!(desk.refusal::<ExtendAssistance>(&worker.person, &this, &Empty {}), "assistance/ended");

    // The worker moves into the resident's household, which may contest the act.
    let flat = stage.volunteer.standing.household.unwrap();
    let move_in = "update members set household = ?, housed_at = 1 where id = ?";
    desk.db.run(move_in, bind![flat, worker.member()]).unwrap();
    let contest = ContestActRequest { reason: "我没有委托这件事".parse().unwrap() };
    let act = (TestCommunity::code(), stage.acts[0]);
    let refused = desk.refusal::<ContestAct>(&worker.person, &act, &contest);
    assert_eq!(refused, "assistance/own-case", "the worker's own act");

    let member = stage.volunteer.member();
    let leaving = LeaveRosterRequest::moved("搬到别的社区".parse().unwrap());
    desk.call::<LeaveRoster>(clerk, &(TestCommunity::code(), member), &leaving);
    let opening = OpenAssistanceRequest { member, consent: ConsentKind::Signed, proof: "纸02".parse().unwrap() };
    let refused = desk.refusal::<OpenAssistance>(clerk, &(TestCommunity::code(),), &opening);
    assert_eq!(refused, "assistance/not-a-resident", "somebody who has left");
}
