//! The steps of a case as its page shows them: meetings, ballots, and which ballot decides.
//!
//! Invariant: the deciding ballot of a closed step is the one that its certificate names; of the present step, the
//! rule's.

use super::facts;
use super::load::{LoadedCase, LoadedStep};
use super::sql;
use crate::answer::HandlerResult;
use crate::bind;
use crate::db::Row;
use crate::object::Cx;
use domain::ballots::BallotStatus;
use domain::decisions::{
    BallotEffect, BallotFacts, CaseStep, Figure, Rules, Share, StepBallot, StepMeeting, StepPlan, StepView,
    ballot_effects,
};
use domain::ids::BallotId;

pub fn view_steps(
    cx: &Cx<'_>,
    found: &LoadedCase,
    rules: &Rules,
    steps: Vec<LoadedStep>,
) -> HandlerResult<Vec<StepView>> {
    let plans = found.case.way.steps();
    let mut held = meetings(cx, found)?;
    let mut views = vec![];
    for step in steps {
        let Some(plan) = plans.iter().find(|plan| plan.step == step.name) else { continue };
        let (of_step, rest): (Vec<_>, Vec<_>) = held.into_iter().partition(|(name, _)| *name == step.name);
        held = rest;
        let meetings: Vec<StepMeeting> = of_step.into_iter().map(|(_, meeting)| meeting).collect();
        let named = step.certificate.as_ref().and_then(|certificate| certificate.meeting.as_ref()).map(|at| at.ballot);
        let ballots = if meetings.is_empty() { vec![] } else { ballots(cx, found, plan, rules, named)? };
        let (electorate, with) = (plan.electorate, plan.with);
        let LoadedStep { name: step, meeting, closed_at, certificate, .. } = step;
        views.push(StepView { step, electorate, with, meeting, meetings, ballots, closed_at, certificate });
    }
    Ok(views)
}

fn meetings(cx: &Cx<'_>, found: &LoadedCase) -> HandlerResult<Vec<(CaseStep, StepMeeting)>> {
    let one = |row: &Row| {
        let meeting = StepMeeting {
            meeting: row.parsed(1)?,
            title: row.text(2)?,
            status: row.parsed(3)?,
            starts_at: row.time(4)?,
        };
        Ok((row.parsed(0)?, meeting))
    };
    cx.run(sql::CASE_MEETINGS, bind![found.id])?.iter().map(one).collect()
}

/// `named`: the ballot in the certificate of the closed step.
fn ballots(
    cx: &Cx<'_>,
    found: &LoadedCase,
    plan: &StepPlan,
    rules: &Rules,
    named: Option<BallotId>,
) -> HandlerResult<Vec<StepBallot>> {
    let rows = cx.run(sql::BALLOTS_SHOWN, bind![found.id, plan.step.as_str()])?;
    let read =
        rows.iter().map(|row| Ok((facts::read_step_ballot(row)?, row.flag(14)?))).collect::<HandlerResult<Vec<_>>>()?;
    let drafted_for: Vec<BallotFacts> = read.iter().filter(|(_, is_for)| *is_for).map(|(facts, _)| *facts).collect();
    let quorum: Share = rules.share(plan.electorate, Figure::Quorum);
    let effects = ballot_effects(quorum, &drafted_for);
    let effect = |id: BallotId| {
        if named == Some(id) {
            return BallotEffect::Decides;
        }
        let at = drafted_for.iter().position(|ballot| ballot.id == id);
        at.and_then(|at| effects.get(at)).copied().unwrap_or(BallotEffect::Free)
    };
    let view = |(row, (facts, _)): (&Row, &(BallotFacts, bool))| {
        let status: BallotStatus = row.parsed(3)?;
        Ok(StepBallot {
            ballot: facts.id,
            meeting: facts.meeting,
            question: row.text(12)?,
            status,
            entitled: facts.entitled,
            present: facts.present,
            counts: facts.is_closed.then_some(facts.counts),
            effect: effect(facts.id),
            reason: row.maybe_text(13)?,
        })
    };
    rows.iter().zip(&read).map(view).collect()
}
