//! The steps of a case as its page shows them: meetings, ballots, and which ballot decides.
//!
//! Invariant: the deciding ballot of a closed step is the one that its certificate names; of the present step, the
//! rule's.

use super::load::{LoadedCase, LoadedStep};
use super::sql::{self, CaseMeeting, StepBallotRow};
use crate::answer::HandlerResult;
use crate::bind;
use crate::object::Cx;
use domain::decisions::{
    BallotEffect, BallotFacts, Figure, Rules, Share, StepBallot, StepMeeting, StepPlan, StepView, ballot_effects,
};
use domain::ids::BallotId;

pub fn view_steps(
    cx: &Cx<'_>,
    found: &LoadedCase,
    rules: &Rules,
    steps: Vec<LoadedStep>,
) -> HandlerResult<Vec<StepView>> {
    let plans = found.case.way.steps();
    let mut held: Vec<CaseMeeting> = cx.read_all(sql::CASE_MEETINGS, bind![found.id])?;
    let mut views = vec![];
    for step in steps {
        let Some(plan) = plans.iter().find(|plan| plan.step == step.name) else { continue };
        let (of_step, rest): (Vec<_>, Vec<_>) = held.into_iter().partition(|linked| linked.step == step.name);
        held = rest;
        let meetings: Vec<StepMeeting> = of_step.into_iter().map(|linked| linked.meeting).collect();
        let named = step.certificate.as_ref().and_then(|certificate| certificate.meeting.as_ref()).map(|at| at.ballot);
        let ballots = if meetings.is_empty() { vec![] } else { ballots(cx, found, plan, rules, named)? };
        let (electorate, with) = (plan.electorate, plan.with);
        let LoadedStep { name: step, meeting, closed_at, certificate, .. } = step;
        views.push(StepView { step, electorate, with, meeting, meetings, ballots, closed_at, certificate });
    }
    Ok(views)
}

/// `named`: the ballot in the certificate of the closed step.
fn ballots(
    cx: &Cx<'_>,
    found: &LoadedCase,
    plan: &StepPlan,
    rules: &Rules,
    named: Option<BallotId>,
) -> HandlerResult<Vec<StepBallot>> {
    let rows: Vec<StepBallotRow> = cx.read_all(sql::BALLOTS_SHOWN, bind![found.id, plan.step.as_str()])?;
    let drafted_for: Vec<BallotFacts> =
        rows.iter().filter(|row| row.is_drafted_for).map(StepBallotRow::facts).collect();
    let quorum: Share = rules.share(plan.electorate, Figure::Quorum);
    let effects = ballot_effects(quorum, &drafted_for);
    let effect = |id: BallotId| {
        if named == Some(id) {
            return BallotEffect::Decides;
        }
        let at = drafted_for.iter().position(|ballot| ballot.id == id);
        at.and_then(|at| effects.get(at)).copied().unwrap_or(BallotEffect::Free)
    };
    let view = |row: StepBallotRow| {
        let facts = row.facts();
        StepBallot {
            ballot: row.id,
            meeting: row.meeting,
            question: row.question,
            status: row.status,
            entitled: facts.entitled,
            present: facts.present,
            counts: facts.is_closed.then_some(facts.counts),
            effect: effect(row.id),
            reason: row.reason,
        }
    };
    Ok(rows.into_iter().map(view).collect())
}
