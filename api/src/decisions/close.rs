//! `POST …/cases/{case}/step` and `…/exit`

use super::link::find;
use super::load::{self, Found};
use super::{asked, facts, sql};
use crate::answer::Answer;
use crate::bind;
use crate::community::{Cx, Feature};
use domain::decisions::{self as d, Case, CaseStatus, CloseStepWith, Closing, LeaveCaseWith, StepClosed};
use domain::ids::{CaseId, CommunityCode};
use domain::sessions::Done;

pub fn close_step(cx: &Cx<'_>, (_, id): (CommunityCode, CaseId), _: &(), body: &CloseStepWith) -> Answer<StepClosed> {
    let found = find(cx, id)?;
    let plan = found.case.must_be_at(body.step)?;
    let (rules, steps) = (found.rules(cx)?, found.steps(cx)?);
    let facts = facts::of(cx, &found, &steps, &rules)?;
    let closing = Closing { now: cx.now, expected: body.outcome };
    let certificate = d::close_step(&plan, &facts, &rules, closing)?;
    let after = found.case.after(&certificate)?;
    let (text, step) = (load::write(&certificate)?, plan.step.as_str());
    cx.run(sql::CLOSE, bind![cx.now, cx.actor()?, text, certificate.hash.as_str(), id, step])?;
    move_on(cx, &found, after, None)?;
    let detail = serde_json::json!({
        "step": plan.step, "outcome": certificate.outcome, "status": after.status, "certificate": certificate.hash,
    });
    cx.journal(&id.to_string(), &detail)?;
    Ok(StepClosed { certificate, status: after.status, step: after.step })
}

pub fn leave_case(cx: &Cx<'_>, (_, id): (CommunityCode, CaseId), _: &(), body: &LeaveCaseWith) -> Answer<Done> {
    let found = find(cx, id)?;
    let after = found.case.leave(body.exit, facts::decided(cx, &found)?)?;
    move_on(cx, &found, after, Some(body.reason.as_str()))?;
    cx.journal(&id.to_string(), &serde_json::json!({ "step": after.step, "status": after.status }))?;
    Ok(Done {})
}

/// Writes the next state.
fn move_on(cx: &Cx<'_>, found: &Found, after: Case, reason: Option<&str>) -> Answer<()> {
    if after.status == CaseStatus::Open {
        cx.run(sql::MOVE, bind![after.step.as_str(), found.id])?;
    } else {
        cx.run(sql::END, bind![after.status.as_str(), cx.now, cx.actor()?, reason, found.id])?;
        asked::tell_case_ended(cx, found)?;
    }
    cx.touch(Feature::Decisions)
}
