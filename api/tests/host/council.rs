//! Meetings and ballots for cases of decision, written as those features write them, and cases brought to any step.
//!
//! Everything lies two days ahead, so that no clock has to move: a meeting is announced, and then simply over.

use crate::desk::Desk;
use crate::stage::Stage;
use api::bind;
use api::db::Db;
use domain::contract::*;
use domain::decisions as d;
use domain::ids::{CaseId, CommunityCode, MatterId, MeetingId, OpinionId};
use domain::time::{DAY, UtcMillis};

pub const WAY: d::Way = d::Way {
    opening: d::Opening::Apart,
    party: d::PartyBody::Members,
    township: d::TownshipCheck::BeforeResolution,
    decider: d::Decider::Representatives,
};

pub fn at(case: CaseId) -> (CommunityCode, CaseId) {
    (Desk::code(), case)
}

/// A draft that takes this way; it needs the adviser's opinion.
pub fn opening(desk: &Desk, way: d::Way) -> d::OpenCaseWith {
    d::OpenCaseWith {
        matter: desk.key().to_string().parse::<MatterId>().unwrap(),
        title: "加装电梯的方案".parse().unwrap(),
        code: "C03".parse().unwrap(),
        needs_legal_opinion: d::Asked::Yes,
        reserved_to_assembly: d::Asked::No,
        needs_filing: d::Asked::No,
        opening: way.opening,
        party: way.party,
        township: way.township,
        decider: way.decider,
        revokes: vec![],
    }
}

pub fn open(stage: &Stage, way: d::Way) -> CaseId {
    let desk = &stage.desk;
    desk.call::<OpenCase>(&stage.clerk.person, &(Desk::code(),), &opening(desk, way)).case
}

pub fn starts_at(desk: &Desk) -> UtcMillis {
    desk.now.get().plus(2 * DAY)
}

/// An announced meeting that fits a step: thirty are entitled.
pub fn announce(desk: &Desk, plan: &d::StepPlan) -> MeetingId {
    let id: MeetingId = desk.key().to_string().parse().unwrap();
    let convener = if plan.led_by == domain::access::Role::Committee {
        "select s.member from seats s join bodies b on b.id = s.body where b.kind = 'residents-committee' order by s.id limit 1"
    } else {
        "select s.member from seats s join bodies b on b.id = s.body where b.kind = 'party-branch' and s.post = 'deputy-secretary'"
    };
    let convener = desk.texts(convener, &[]).remove(0);
    let insert = "insert into meetings (id, seq, form, electorate, title, agenda, place, starts_at, notice_days, status,
        announced_at, roll_hash, roll_count, chair, convened_by, rules_version)
      values (?, (select coalesce(max(seq), 0) + 1 from meetings), ?, ?, '议事', '[]', '居委会', ?, 7, 'announced', ?, ?, 30, 'x', ?, '')";
    let announced_at = desk.now.get().plus(-10 * DAY);
    let (form, electorate) = (plan.forms[0].as_str(), plan.electorate.as_str());
    let values = bind![id, form, electorate, starts_at(desk), announced_at, "ab".repeat(32), convener];
    desk.db.run(insert, values).unwrap();
    let roll = "insert into meeting_roll (meeting, voter, household, post, woman)
      select ?, id, household, 'representative', row_number() over (order by id) <= 11 from members
      where left_at is null order by id limit ?";
    // How a meeting is made up counts where representatives decide; elsewhere three names are enough for a notice.
    let rows = if plan.electorate == d::Electorate::Representatives { 30u32 } else { 3 };
    desk.db.run(roll, bind![id, rows]).unwrap();
    id
}

/// The meeting is over: twenty-four came, and its last ballot said this.
pub fn vote(desk: &Desk, meeting: MeetingId, votes_for: u32, votes_against: u32) {
    let over = "update meetings set status = 'closed', present_count = 24 where id = ?";
    desk.db.run(over, bind![meeting]).unwrap();
    let ballot = "insert into ballots (id, seq, meeting, method, closed_at, votes_for, votes_against)
      values (?, (select coalesce(max(seq), 0) + 1 from ballots), ?, 'secret', 1, ?, ?)";
    desk.db.run(ballot, bind![desk.key(), meeting, votes_for, votes_against]).unwrap();
    desk.db.run("insert into meeting_minutes (meeting, at) values (?, 1)", bind![meeting]).unwrap();
}

pub fn link(stage: &Stage, case: CaseId, plan: &d::StepPlan) -> MeetingId {
    let meeting = announce(&stage.desk, plan);
    let body = d::LinkMeetingWith { step: plan.step, meeting };
    stage.desk.call::<LinkMeeting>(&stage.clerk.person, &at(case), &body);
    meeting
}

pub fn attach(stage: &Stage, case: CaseId, step: d::CaseStep) {
    let body = d::AttachPaperOf { step, kind: d::PaperKind::Photo, sha256: "0a".repeat(32).parse().unwrap() };
    stage.desk.call::<AttachPaper>(&stage.clerk.person, &at(case), &body);
}

pub fn closing(step: d::CaseStep, outcome: d::VoteOutcome) -> d::CloseStepWith {
    d::CloseStepWith { step, outcome }
}

/// Everything that a step needs; it has only to be closed.
pub fn make_ready(stage: &Stage, case: CaseId, plan: &d::StepPlan) {
    let (desk, clerk) = (&stage.desk, &stage.clerk.person);
    if plan.step == d::CaseStep::TownshipCheck {
        let opinion = ask(stage, case, d::OpinionOf::Township);
        desk.call::<GiveOpinion>(clerk, &(Desk::code(), opinion), &agreeing());
        return;
    }
    if plan.step == d::CaseStep::Resolution {
        let opinion = ask(stage, case, d::OpinionOf::Adviser);
        let sql = "update opinions set verdict = 'agree', text = '同意', given_at = asked_at, given_by = asked_by where id = ?";
        desk.db.run(sql, bind![opinion]).unwrap();
        desk.call::<RecordAuthorisation>(clerk, &(Desk::code(),), &authorisation(desk));
    }
    let meeting = link(stage, case, plan);
    if plan.step == d::CaseStep::PartyReview {
        desk.call::<DeliverDraft>(clerk, &at(case), &Empty {});
    }
    vote(desk, meeting, 20, 4);
    attach(stage, case, plan.step);
}

/// A case with everything before `step` behind it.
pub fn bring_to(stage: &Stage, way: d::Way, step: d::CaseStep) -> CaseId {
    let case = open(stage, way);
    for plan in way.steps().iter().take_while(|plan| plan.step != step) {
        close(stage, case, plan);
    }
    case
}

pub fn close(stage: &Stage, case: CaseId, plan: &d::StepPlan) -> d::StepClosed {
    make_ready(stage, case, plan);
    stage.desk.call::<CloseStep>(&stage.clerk.person, &at(case), &closing(plan.step, d::VoteOutcome::Passed))
}

pub fn ask(stage: &Stage, case: CaseId, of: d::OpinionOf) -> OpinionId {
    stage.desk.call::<AskOpinion>(&stage.clerk.person, &at(case), &d::AskOpinionOf { of }).opinion
}

pub fn agreeing() -> d::GiveOpinionWith {
    d::GiveOpinionWith {
        verdict: d::OpinionVerdict::Agree, text: "街道审核意见〔2026〕3号：同意".parse().unwrap()
    }
}

/// For a year from today on.
pub fn authorisation(desk: &Desk) -> d::AuthorisationDraft {
    let day = |days: i64| domain::members::Day::of(desk.now.get().plus(days * DAY).day());
    let basis = "2026年6月18日居民会议".parse().unwrap();
    d::AuthorisationDraft { codes: vec!["C03".parse().unwrap()], from: day(0), until: day(364), basis }
}
