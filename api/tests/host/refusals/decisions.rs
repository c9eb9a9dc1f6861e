//! Refusals of decisions that no other test meets, each by its code.

use crate::busy_community::BusyCommunity;
use crate::case_meetings::{
    WAY, agreeing_opinion, announce_step_meeting, ask_opinion, case_path, open_case, open_case_request,
};
use crate::test_community::TestCommunity;
use api::bind;
use api::db::Db;
use domain::archive::FileId;
use domain::contract::*;
use domain::decisions as d;
use domain::limits;

#[test]
fn a_step_takes_its_own_papers_and_so_many() {
    let stage = BusyCommunity::open();
    let (desk, case) = (&stage.desk, open_case(&stage, WAY));
    let attached = |step: d::CaseStep| {
        let body = d::AttachPaperRequest { step, kind: d::PaperKind::Photo, file: FileId::of(b"photo") };
        desk.refusal::<AttachPaper>(&stage.clerk.person, &case_path(case), &body)
    };
    assert_eq!(attached(d::CaseStep::Resolution), "decisions/not-at-this-step");
    let papers = "with recursive n(i) as (select 1 union all select i + 1 from n where i < ?2)
        insert into case_papers (case_id, step, sha256, kind, at, by)
        select ?1, 'proposal', printf('%064d', i), 'photo', 1, ?3 from n";
    desk.db.run(papers, bind![case, limits::EVIDENCE_PER_STEP_MAX, stage.clerk.member()]).unwrap();
    assert_eq!(attached(d::CaseStep::Proposal), "decisions/too-many-papers");
}

#[test]
fn a_case_that_has_ended_takes_no_meeting_and_no_opinion() {
    let stage = BusyCommunity::open();
    let (desk, clerk, case) = (&stage.desk, &stage.clerk.person, open_case(&stage, WAY));
    let opinion = (TestCommunity::code(), ask_opinion(&stage, case, d::OpinionOf::Adviser));
    let plan = WAY.steps()[0];
    let link = d::LinkMeetingRequest { step: plan.step, meeting: announce_step_meeting(desk, &plan) };
    let leave = d::LeaveCaseRequest { exit: d::Exit::Lapsed, reason: "居民撤回了意愿".parse().unwrap() };
    let adviser = desk.sign_in("吴国");
    desk.call::<LeaveCase>(clerk, &case_path(case), &leave);
    for (what, code) in [
        ("a meeting", desk.refusal::<LinkMeeting>(clerk, &case_path(case), &link)),
        ("an opinion", desk.refusal::<GiveOpinion>(&adviser, &opinion, &agreeing_opinion())),
    ] {
        assert_eq!(code, "decisions/case-ended", "{what}");
    }
}

#[test]
fn a_community_has_only_so_many_open_cases() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    // In addition to those of the demonstration.
    let open = desk.rows("select count(*) from cases where status = 'open'")[0].count(0).unwrap();
    for _ in open..limits::CASES_OPEN_MAX {
        open_case(&stage, WAY);
    }
    let here = (TestCommunity::code(),);
    let refused = desk.refusal::<OpenCase>(&stage.clerk.person, &here, &open_case_request(desk, WAY));
    assert_eq!(refused, "decisions/too-many-open");
}
