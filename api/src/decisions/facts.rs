//! The facts of a case's present step: meetings and ballots are read here and nowhere else.

use super::load::{LoadedCase, LoadedStep};
use super::sql::{self, ConvenedMeeting, StepBallotRow};
use crate::answer::HandlerResult;
use crate::bind;
use crate::meetings;
use crate::object::Cx;
use domain::access::Role;
use domain::ballots::BallotStatus;
use domain::decisions::{
    self as d, BallotFacts, CaseStep, Composition, Figure, MeetingFacts, OpinionFacts, OpinionOf, Rules, Share,
    StepFacts, VoteOutcome, deciding_ballot,
};
use domain::ids::{CaseId, MeetingId, MemberId};
use domain::members::role_of;
use domain::time::{UtcMillis, day_text};

/// The facts of the step that is being taken; `steps` and `rules` are the case's.
pub fn load_step_facts(
    cx: &Cx<'_>,
    found: &LoadedCase,
    steps: &[LoadedStep],
    rules: &Rules,
) -> HandlerResult<StepFacts> {
    let at = steps.iter().find(|step| step.name == found.case.step);
    let ballots = ballots(cx, found.id, found.case.step)?;
    // If a meeting with a quorum has decided, that meeting counts, whichever is linked now.
    let quorum = found.case.plan().map_or(Share::NEVER, |plan| rules.share(plan.electorate, Figure::Quorum));
    let linked = deciding_ballot(quorum, &ballots).map(|ballot| ballot.meeting).or(at.and_then(|step| step.meeting));
    let meeting = linked.map(|id| meeting(cx, id)).transpose()?.flatten();
    // Photos and sheets of the meeting are evidence of the step: nobody sends them twice.
    let records = linked.map(|id| id.to_string()).unwrap_or_default();
    let papers = cx.first(sql::PAPERS_OF_STEP, bind![found.id, found.case.step.as_str(), records])?;
    let (attached, evidence) =
        papers.map_or(Ok((0, 0)), |row| Ok::<_, crate::db::DbError>((row.count(0)?, row.count(1)?)))?;
    // Minutes that chair and teller signed need no paper.
    let adopted = linked.map(|id| meetings::load_meeting(cx, id)).transpose()?.flatten();
    let written = u32::from(adopted.is_some_and(|facts| facts.minutes_version.is_some()));
    // Authorisations that name the item and had not ended when the case was opened.
    let since = day_text(found.opened_at.day());
    let authorisations = cx.read_all(sql::AUTHORISED, bind![since, found.item.code.as_str()])?;
    let closed = steps.iter().filter_map(|step| step.certificate.as_ref()).next_back();
    Ok(StepFacts {
        case: found.id,
        item: found.item.clone(),
        meeting,
        ballots,
        minutes: attached + written,
        evidence,
        draft_delivered_at: found.draft_delivered_at,
        supervisors_informed_at: at.and_then(|step| step.supervisors_informed_at),
        legal: opinion(cx, found, OpinionOf::Adviser)?,
        township: opinion(cx, found, OpinionOf::Township)?,
        authorisations,
        open_holds: count(cx, sql::OPEN_HOLDS, bind![found.id])?,
        previous: closed.map(|certificate| certificate.hash.clone()).unwrap_or_default(),
    })
}

fn count(cx: &Cx<'_>, sql: &'static str, values: &[crate::db::Value]) -> HandlerResult<u32> {
    Ok(cx.first(sql, values)?.map_or(Ok(0), |row| row.count(0))?)
}

fn meeting(cx: &Cx<'_>, id: MeetingId) -> HandlerResult<Option<MeetingFacts>> {
    let Some(ConvenedMeeting { convener, facts }) = cx.read_first(sql::MEETING, bind![id])? else { return Ok(None) };
    let made = meetings::load_composition(cx, id)?;
    let composition = Composition { members: made.entitled, representatives: made.representatives, women: made.women };
    let proxies = cx.first(sql::PROXIES, bind![id])?;
    let (listed, of_one, unwritten) = proxies
        .map_or(Ok((0, 0, 0)), |row| Ok::<_, crate::db::DbError>((row.count(0)?, row.count(1)?, row.count(2)?)))?;
    Ok(Some(MeetingFacts {
        convened_by: conveners(cx, convener, facts.announced_at)?,
        // Proxies that were counted and are missing from the list are not in writing.
        unwritten_proxies: unwritten + facts.attendance.proxies.saturating_sub(listed),
        proxies_of_one_max: of_one,
        composition,
        ..facts
    }))
}

/// The roles that the convener held when the meeting was announced.
fn conveners(cx: &Cx<'_>, member: MemberId, at: UtcMillis) -> HandlerResult<Vec<Role>> {
    let mut roles = vec![];
    for row in cx.run(sql::CONVENER, bind![member, day_text(at.day()), at])? {
        roles.extend(role_of(row.parsed(0)?, row.parsed(1)?));
    }
    Ok(roles)
}

/// The ballots that were put to the vote on a step, in the order of closing.
fn ballots(cx: &Cx<'_>, case: CaseId, step: CaseStep) -> HandlerResult<Vec<BallotFacts>> {
    let rows: Vec<StepBallotRow> = cx.read_all(sql::BALLOTS, bind![case, step.as_str()])?;
    Ok(rows.iter().map(StepBallotRow::facts).collect())
}

impl StepBallotRow {
    /// Everybody who voted counts as present.
    pub fn facts(&self) -> BallotFacts {
        BallotFacts {
            id: self.id,
            meeting: self.meeting,
            method: self.method,
            is_closed: self.status == BallotStatus::Closed,
            entitled: self.entitled,
            present: self.present.max(u32::try_from(self.counts.given()).unwrap_or(u32::MAX)),
            counts: self.counts,
        }
    }
}

/// What a meeting with a quorum decided about the case's present step.
pub fn decided_outcome(cx: &Cx<'_>, found: &LoadedCase) -> HandlerResult<Option<VoteOutcome>> {
    let Ok(plan) = found.case.plan() else { return Ok(None) };
    let ballots = ballots(cx, found.id, plan.step)?;
    Ok(d::step_outcome(&found.rules(cx)?, plan.electorate, &ballots))
}

fn opinion(cx: &Cx<'_>, found: &LoadedCase, of: OpinionOf) -> HandlerResult<Option<OpinionFacts>> {
    let Some(row) = cx.first(sql::NEWEST_OPINION, bind![found.id, of.as_str()])? else { return Ok(None) };
    Ok(Some(OpinionFacts { due_at: row.time(0)?, given: row.maybe_parsed(1)?.zip(row.maybe_time(2)?) }))
}
