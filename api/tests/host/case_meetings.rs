//! Meetings and ballots for cases, written as their features write them, and cases brought to any step.
//!
//! All meetings are two days ahead, so that no clock has to move: a meeting is announced, and is then over.

use crate::busy_community::BusyCommunity;
use crate::test_community::{Person, TestCommunity};
use api::bind;
use api::db::Db;
use domain::archive::{FileId, FileKind, UploadFileRequest};
use domain::contract::*;
use domain::decisions as d;
use domain::ids::{CaseId, CommunityCode, MatterId, MeetingId, OpinionId};
use domain::time::{DAY, UtcMillis};

pub const WAY: d::CaseProcedure = d::CaseProcedure {
    opening: d::FirstSteps::Apart,
    party: d::PartyBody::Members,
    township: d::TownshipCheck::BeforeResolution,
    decider: d::Decider::Representatives,
};

/// A community, and the member of its committee who gives the commands about cases.
pub trait CaseDesk {
    fn desk(&self) -> &TestCommunity;
    fn clerk(&self) -> &Person;
}

impl CaseDesk for BusyCommunity {
    fn desk(&self) -> &TestCommunity {
        &self.desk
    }

    fn clerk(&self) -> &Person {
        &self.clerk.person
    }
}

pub fn case_path(case: CaseId) -> (CommunityCode, CaseId) {
    (TestCommunity::code(), case)
}

/// A matter that was discussed; this item needs the adviser's opinion.
pub const ITEM: &str = "lifts";

/// A matter of this item at the end of its discussion.
pub fn discussed_matter(desk: &TestCommunity, item: &str) -> MatterId {
    let id: MatterId = desk.key().to_string().parse().unwrap();
    let now = desk.now.get();
    let insert =
        "insert into matters (id, title, item, proposer, shown, stage, proposed_at, handed_in_at, cosigners, until_at)
      select ?1, '加装电梯的方案', ?2, id, 'named', 'discussing', ?3, ?3, 0, ?4 from members order by id limit 1";
    desk.db.run(insert, bind![id, item, now.plus(-11 * DAY), now.plus(-DAY)]).unwrap();
    id
}

/// A case to be opened this way, on a matter of its own.
pub fn open_case_request(desk: &TestCommunity, way: d::CaseProcedure) -> d::OpenCaseRequest {
    opening_of(discussed_matter(desk, ITEM), way)
}

pub fn opening_of(matter: MatterId, way: d::CaseProcedure) -> d::OpenCaseRequest {
    let d::CaseProcedure { opening, party, township, decider } = way;
    d::OpenCaseRequest { matter, opening, party, township, decider, revokes: vec![] }
}

pub fn open_case(stage: &impl CaseDesk, way: d::CaseProcedure) -> CaseId {
    let desk = stage.desk();
    desk.call::<OpenCase>(stage.clerk(), &(TestCommunity::code(),), &open_case_request(desk, way)).case
}

pub fn starts_at(desk: &TestCommunity) -> UtcMillis {
    desk.now.get().plus(2 * DAY)
}

/// An announced meeting that fits a step, with thirty entitled voters.
pub fn announce_step_meeting(desk: &TestCommunity, plan: &d::StepPlan) -> MeetingId {
    let id: MeetingId = desk.key().to_string().parse().unwrap();
    let convener = if plan.led_by == domain::access::Role::Committee {
        "select s.member from seats s join bodies b on b.id = s.body where b.kind = 'residents-committee' order by s.id limit 1"
    } else {
        "select s.member from seats s join bodies b on b.id = s.body where b.kind = 'party-branch' and s.post = 'deputy-secretary'"
    };
    let convener = desk.texts(convener, &[]).remove(0);
    // The roll is written in the transaction of the announcement, and its hash last.
    let insert = "insert into meetings (id, seq, form, electorate, title, agenda, place, starts_at, notice_days, status,
        announced_at, roll_hash, roll_count, chair, convened_by, rules_version)
      values (?, (select coalesce(max(seq), 0) + 1 from meetings), ?, ?, '议事', '[]', '居委会', ?, 7, 'announced', ?, '', 0, ?6, ?6, '')";
    let announced_at = desk.now.get().plus(-10 * DAY);
    let (form, electorate) = (plan.forms[0].as_str(), plan.electorate.as_str());
    desk.db.run(insert, bind![id, form, electorate, starts_at(desk), announced_at, convener]).unwrap();
    let roll = "insert into meeting_roll (meeting, voter, household, post, woman)
      select ?, id, household, 'representative', row_number() over (order by id) <= 11 from members
      where left_at is null order by id limit 30";
    desk.db.run(roll, bind![id]).unwrap();
    let close = "update meetings set roll_hash = ?, roll_count = 30 where id = ?";
    desk.db.run(close, bind!["ab".repeat(32), id]).unwrap();
    id
}

pub fn begin_meeting(desk: &TestCommunity, meeting: MeetingId) {
    desk.db.run("update meetings set status = 'open', opened_at = starts_at where id = ?", bind![meeting]).unwrap();
}

/// The meeting is over: twenty-four came, its ballot has this result, and two people signed its minutes.
pub fn finish_meeting(desk: &TestCommunity, meeting: MeetingId, votes_for: u32, votes_against: u32) {
    begin_meeting(desk, meeting);
    let come = "insert into meeting_presence (meeting, voter, how, at, by)
      select meeting, voter, 'list', 1, voter from meeting_roll where meeting = ? order by voter limit 24";
    desk.db.run(come, bind![meeting]).unwrap();
    let ballot =
        "insert into ballots (id, meeting, question, method, rule, open_minutes, status, drafted_by, drafted_at,
        opened_at, closes_at, closed_at, counted, counted_for, counted_against, entitled_at_opening, present_at_opening,
        entitled_at_closing, present_at_closing, case_id, step)
      select ?1, m.id, '是否同意', 'hands', 'x', 10, 'closed', chair, 1, 1, 2, 2, 1, ?3, ?4, 30, 24, 30, 24, s.case_id, s.step
      from meetings m left join case_steps s on s.meeting = m.id where m.id = ?2";
    desk.db.run(ballot, bind![desk.key(), meeting, votes_for, votes_against]).unwrap();
    desk.db.run("update meetings set status = 'closed', closed_at = starts_at where id = ?", bind![meeting]).unwrap();
    let minutes =
        "insert into meeting_minutes (meeting, version, sections, hash, at, by, chair_signed_at, teller_signed_at)
      select id, 1, '[]', roll_hash, 1, chair, 1, 1 from meetings where id = ?";
    desk.db.run(minutes, bind![meeting]).unwrap();
    desk.db.run("update meetings set minutes_version = 1 where id = ?", bind![meeting]).unwrap();
}

pub fn link_step_meeting(stage: &impl CaseDesk, case: CaseId, plan: &d::StepPlan) -> MeetingId {
    let meeting = announce_step_meeting(stage.desk(), plan);
    let body = d::LinkMeetingRequest { step: plan.step, meeting };
    stage.desk().call::<LinkMeeting>(stage.clerk(), &case_path(case), &body);
    meeting
}

/// A photo uploaded by somebody.
pub fn upload_photo(desk: &TestCommunity, who: &Person, number: u32) -> FileId {
    let file = FileId::of(&number.to_be_bytes());
    desk.call::<UploadFile>(
        who,
        &(TestCommunity::code(),),
        &UploadFileRequest { file, kind: FileKind::Png, bytes: 1000 },
    )
    .file
}

pub fn attach_photo(stage: &impl CaseDesk, case: CaseId, step: d::CaseStep) {
    let file = upload_photo(stage.desk(), stage.clerk(), 1);
    let body = d::AttachPaperRequest { step, kind: d::PaperKind::Photo, file };
    stage.desk().call::<AttachPaper>(stage.clerk(), &case_path(case), &body);
}

pub fn close_step_request(step: d::CaseStep, outcome: d::VoteOutcome) -> d::CloseStepRequest {
    d::CloseStepRequest { step, outcome }
}

/// The further requirements of the resolution: the adviser's opinion and the assembly's authorisation.
pub fn satisfy_requirements(stage: &impl CaseDesk, case: CaseId) {
    let (desk, clerk) = (stage.desk(), stage.clerk());
    let opinion = ask_opinion(stage, case, d::OpinionOf::Adviser);
    let sql =
        "update opinions set verdict = 'agree', text = '同意', given_at = asked_at, given_by = asked_by where id = ?";
    desk.db.run(sql, bind![opinion]).unwrap();
    desk.call::<RecordAuthorisation>(clerk, &(TestCommunity::code(),), &record_authorisation_request(desk));
}

/// Supplies everything that a step needs; it only has to be closed.
pub fn make_ready(stage: &impl CaseDesk, case: CaseId, plan: &d::StepPlan) {
    let (desk, clerk) = (stage.desk(), stage.clerk());
    if plan.step == d::CaseStep::TownshipCheck {
        let opinion = ask_opinion(stage, case, d::OpinionOf::Township);
        desk.call::<GiveOpinion>(clerk, &(TestCommunity::code(), opinion), &agreeing_opinion());
        return;
    }
    if plan.step == d::CaseStep::Resolution {
        satisfy_requirements(stage, case);
    }
    let meeting = link_step_meeting(stage, case, plan);
    if plan.step == d::CaseStep::PartyReview {
        desk.call::<DeliverDraft>(clerk, &case_path(case), &Empty {});
    }
    finish_meeting(desk, meeting, 20, 4);
    attach_photo(stage, case, plan.step);
}

/// A case with all steps before `step` closed.
pub fn bring_to(stage: &impl CaseDesk, way: d::CaseProcedure, step: d::CaseStep) -> CaseId {
    let case = open_case(stage, way);
    for plan in way.steps().iter().take_while(|plan| plan.step != step) {
        close_step(stage, case, plan);
    }
    case
}

pub fn close_step(stage: &impl CaseDesk, case: CaseId, plan: &d::StepPlan) -> d::StepClosed {
    make_ready(stage, case, plan);
    stage.desk().call::<CloseStep>(
        stage.clerk(),
        &case_path(case),
        &close_step_request(plan.step, d::VoteOutcome::Passed),
    )
}

pub fn ask_opinion(stage: &impl CaseDesk, case: CaseId, of: d::OpinionOf) -> OpinionId {
    stage.desk().call::<AskOpinion>(stage.clerk(), &case_path(case), &d::AskOpinionRequest { of }).opinion
}

pub fn agreeing_opinion() -> d::GiveOpinionRequest {
    d::GiveOpinionRequest {
        verdict: d::OpinionVerdict::Agree, text: "街道审核意见〔2026〕3号：同意".parse().unwrap()
    }
}

/// An authorisation for a year from today.
pub fn record_authorisation_request(desk: &TestCommunity) -> d::RecordAuthorisationRequest {
    let day = |days: i64| domain::members::Day::of(desk.now.get().plus(days * DAY).day());
    let basis = "2026年6月18日居民会议".parse().unwrap();
    d::RecordAuthorisationRequest { codes: vec![ITEM.parse().unwrap()], from: day(0), until: day(364), basis }
}
