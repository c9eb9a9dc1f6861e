//! `POST …/cases/{case}/holds` and `…/holds/{hold}/lift`

use super::link::load_allowed_case;
use super::sql;
use crate::answer::HandlerResult;
use crate::bind;
use crate::object::{Cx, Feature};
use domain::access::Subject;
use domain::decisions::{HoldRaised, HoldRequest, Refusal};
use domain::ids::{CaseId, CommunityCode, HoldId};
use domain::sessions::Done;

crate::handle!(RaiseHold, raise_hold);
pub fn raise_hold(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, CaseId),
    _: &(),
    body: &HoldRequest,
) -> HandlerResult<HoldRaised> {
    let found = load_allowed_case(cx, id)?;
    found.case.must_be_open()?;
    let hold = cx.new_id(HoldId::from_parts);
    cx.run(sql::RAISE, bind![hold, id, body.reason.as_str(), cx.now, cx.actor()?])?;
    cx.bump_revision(Feature::Decisions)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "hold": hold, "step": found.case.step }))?;
    Ok(HoldRaised { hold })
}

crate::handle!(LiftHold, lift_hold);
pub fn lift_hold(cx: &Cx<'_>, (_, id): (CommunityCode, HoldId), _: &(), body: &HoldRequest) -> HandlerResult<Done> {
    let Some(row) = cx.first(sql::HOLD, bind![id])? else { return cx.refuse_absent() };
    cx.allow(&Subject::Community)?;
    if row.flag(0)? {
        return Err(Refusal::HoldLifted.into());
    }
    let case: CaseId = row.parsed(1)?;
    cx.run(sql::LIFT, bind![cx.now, cx.actor()?, body.reason.as_str(), id])?;
    cx.bump_revision(Feature::Decisions)?;
    cx.journal(&case.to_string(), &serde_json::json!({ "hold": id }))?;
    Ok(Done {})
}
