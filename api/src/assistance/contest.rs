//! `POST …/assisted-acts/{act}/contest` and `…/answer`

use super::sql;
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::db::Row;
use crate::notices::notify_of_activity;
use crate::object::Cx;
use domain::access::Subject;
use domain::assistance::{
    Act, AnswerContestRequest, ContestActRequest, ContestOutcome, Rules, may_answer_contest, may_contest_act,
};
use domain::contract::RequestError;
use domain::ids::{ActId, CommunityCode, HouseholdId, MemberId};
use domain::notices::NoticeKind;
use domain::sessions::Done;

fn act_of(row: &Row) -> HandlerResult<Act> {
    let contested_at = row.maybe_time(2)?;
    Ok(Act { at: row.time(0)?, worker: row.parsed(1)?, contested_at, is_answered: row.flag(3)? })
}

crate::handle!(ContestAct, contest_act);
/// Contests an act. The act itself stays: undoing it is a separate command.
pub fn contest_act(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, ActId),
    _: &(),
    body: &ContestActRequest,
) -> HandlerResult<Done> {
    let Some(row) = cx.first(sql::ACT, bind![id])? else {
        cx.allow_self()?;
        return Err(HandlerError::Problem(RequestError::NotFound.into()));
    };
    cx.allow(&Subject::Member { member: row.parsed(4)?, household: Some(row.parsed(5)?), grid: None })?;
    let by = cx.member()?;
    may_contest_act(&act_of(&row)?, by, cx.now, Rules::current())?;
    cx.run(sql::CONTEST, bind![cx.now, by, body.reason.as_str(), id])?;
    cx.journal(&id.to_string(), &serde_json::json!({ "member": row.parsed::<MemberId>(4)? }))?;
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
    let Some(row) = cx.first(sql::ACT, bind![id])? else { return cx.refuse_absent() };
    cx.allow(&Subject::Community)?;
    let (by, act) = (cx.member()?, act_of(&row)?);
    let household: HouseholdId = row.parsed(5)?;
    may_answer_contest(&act, act.worker == by || cx.standing().household == Some(household))?;
    let outcome = body.outcome.as_str();
    cx.run(sql::ANSWER, bind![cx.now, by, outcome, body.reason.as_str(), id])?;
    if let Some(told) = row.maybe_parsed::<MemberId>(7)? {
        let kind = match body.outcome {
            ContestOutcome::Upheld => NoticeKind::ContestUpheld,
            ContestOutcome::Dismissed => NoticeKind::ContestDismissed,
        };
        notify_of_activity(cx, told, kind, None, &serde_json::json!({ "reason": body.reason }))?;
    }
    cx.journal(&id.to_string(), &serde_json::json!({ "outcome": outcome }))?;
    Ok(Done {})
}
