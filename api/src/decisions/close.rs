//! `POST …/cases/{case}/step` and `…/exit`

use super::link::load_allowed_case;
use super::load::{self, LoadedCase};
use super::{check_letters, facts, sql};
use crate::answer::HandlerResult;
use crate::bind;
use crate::object::{Cx, Feature};
use domain::decisions::{self as d, Case, CaseStatus, CloseStepRequest, LeaveCaseRequest, StepClosed, StepClosing};
use domain::ids::{CaseId, CommunityCode};
use domain::sessions::Done;

crate::handle!(CloseStep, close_step);
pub fn close_step(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, CaseId),
    _: &(),
    body: &CloseStepRequest,
) -> HandlerResult<StepClosed> {
    let found = load_allowed_case(cx, id)?;
    let plan = found.case.must_be_at(body.step)?;
    let (rules, steps) = (found.rules(cx)?, found.steps(cx)?);
    let facts = facts::load_step_facts(cx, &found, &steps, &rules)?;
    let closing = StepClosing { now: cx.now, expected: body.outcome };
    let certificate = d::close_step(&plan, &facts, &rules, closing)?;
    let after = found.case.after(&certificate)?;
    let (text, step) = (load::write_json(&certificate)?, plan.step.as_str());
    cx.run(sql::CLOSE, bind![cx.now, cx.actor()?, text, certificate.hash.as_str(), id, step])?;
    move_on(cx, &found, after, None)?;
    let detail = serde_json::json!({
        "step": plan.step, "outcome": certificate.outcome, "status": after.status, "certificate": certificate.hash,
    });
    cx.journal(&id.to_string(), &detail)?;
    Ok(StepClosed { certificate, status: after.status, step: after.step })
}

crate::handle!(LeaveCase, leave_case);
pub fn leave_case(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, CaseId),
    _: &(),
    body: &LeaveCaseRequest,
) -> HandlerResult<Done> {
    let found = load_allowed_case(cx, id)?;
    let after = found.case.leave(body.exit, facts::decided_outcome(cx, &found)?)?;
    move_on(cx, &found, after, Some(body.reason.as_str()))?;
    cx.journal(&id.to_string(), &serde_json::json!({ "step": after.step, "status": after.status }))?;
    Ok(Done {})
}

/// Writes the next state.
fn move_on(cx: &Cx<'_>, found: &LoadedCase, after: Case, reason: Option<&str>) -> HandlerResult<()> {
    if after.status == CaseStatus::Open {
        cx.run(sql::MOVE, bind![after.step.as_str(), found.id])?;
    } else {
        cx.run(sql::END, bind![after.status.as_str(), cx.now, cx.actor()?, reason, found.id])?;
        check_letters::send_case_end(cx, found)?;
    }
    cx.bump_revision(Feature::Decisions)
}
