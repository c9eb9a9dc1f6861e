//! `POST …/assisted-acts/{act}/contest` and `…/answer`

use super::sql::{self, LoadedAct};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::notices::notify_of_activity;
use crate::object::Cx;
use domain::access::Subject;
use domain::assistance::{
    AnswerContestRequest, ContestActRequest, ContestOutcome, Rules, may_answer_contest, may_contest_act,
};
use domain::contract::RequestError;
use domain::ids::{ActId, CommunityCode};
use domain::notices::NoticeKind;
use domain::sessions::Done;

crate::handle!(ContestAct, contest_act);
/// Contests an act. The act itself stays: undoing it is a separate command.
pub fn contest_act(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, ActId),
    _: &(),
    body: &ContestActRequest,
) -> HandlerResult<Done> {
    let Some(found) = cx.read_first::<LoadedAct>(sql::ACT, bind![id])? else {
        cx.allow_self()?;
        return Err(HandlerError::Problem(RequestError::NotFound.into()));
    };
    cx.allow(&Subject::Member { member: found.member, household: Some(found.household), grid: None })?;
    let by = cx.member()?;
    may_contest_act(&found.act, by, cx.now, Rules::current())?;
    cx.run(sql::CONTEST, bind![cx.now, by, body.reason.as_str(), id])?;
    cx.journal(&id.to_string(), &serde_json::json!({ "member": found.member }))?;
    Ok(Done {})
}

crate::handle!(AnswerContest, answer_contest);
/// Records what the supervision committee found and notifies the member who contested the act.
pub fn answer_contest(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, ActId),
    _: &(),
    body: &AnswerContestRequest,
) -> HandlerResult<Done> {
    let Some(found) = cx.read_first::<LoadedAct>(sql::ACT, bind![id])? else { return cx.refuse_absent() };
    cx.allow(&Subject::Community)?;
    let by = cx.member()?;
    let is_own = found.act.worker == by || cx.standing().household == Some(found.household);
    may_answer_contest(&found.act, is_own)?;
    let outcome = body.outcome.as_str();
    cx.run(sql::ANSWER, bind![cx.now, by, outcome, body.reason.as_str(), id])?;
    if let Some(told) = found.contested_by {
        let kind = match body.outcome {
            ContestOutcome::Upheld => NoticeKind::ContestUpheld,
            ContestOutcome::Dismissed => NoticeKind::ContestDismissed,
        };
        notify_of_activity(cx, told, kind, None, &serde_json::json!({ "reason": body.reason }))?;
    }
    cx.journal(&id.to_string(), &serde_json::json!({ "outcome": outcome }))?;
    Ok(Done {})
}
