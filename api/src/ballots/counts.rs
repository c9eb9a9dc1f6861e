//! `POST …/ballots/{ballot}/count` and `…/second-count`

use super::facts::{self, LoadedBallot};
use super::sql;
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::Cx;
use domain::access::Subject;
use domain::ballots::{CountRequest, CountTaken, Counts, Method, Refusal, may_confirm_count, may_enter_count};
use domain::contract::RequestError;
use domain::ids::{BallotId, CommunityCode, MemberId};

crate::handle!(EnterCount, enter_count);
pub fn enter_count(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, BallotId),
    _: &(),
    body: &CountRequest,
) -> HandlerResult<CountTaken> {
    let Some(found) = facts::load_ballot(cx, id)? else { return cx.refuse_absent() };
    cx.allow(&found.managing_subject(cx)?)?;
    let (by, counts) = (cx.member()?, body.counts());
    may_enter_count(&found.state, &counts, by, body.revision)?;
    cx.run(sql::DROP_COUNT, bind![id])?;
    write(cx, &found, "first", (by, &counts))?;
    cx.journal(&id.to_string(), &detail(&counts))?;
    Ok(CountTaken { agreed: false })
}

crate::handle!(ConfirmCount, confirm_count);
/// The subject of the access check is the teller, so the table refuses everybody else.
pub fn confirm_count(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, BallotId),
    _: &(),
    body: &CountRequest,
) -> HandlerResult<CountTaken> {
    let Some(found) = facts::load_ballot(cx, id)? else {
        cx.allow_self()?;
        return Err(RequestError::NotFound.into());
    };
    let teller = |member| Subject::Member { member, household: None, grid: None };
    cx.allow(&found.state.meeting.teller.map_or(Subject::Community, teller))?;
    let (by, counts) = (cx.member()?, body.counts());
    match may_confirm_count(&found.state, &counts, by, body.revision) {
        Ok(()) => {}
        // Papers: both people count again. Hands are down by now, so the first count stays and the chair checks it.
        Err(refusal @ Refusal::CountsDiffer { .. }) if found.state.method == Method::Secret => {
            cx.run(sql::DROP_COUNT, bind![id])?;
            cx.journal(&id.to_string(), &serde_json::json!({ "differs": true }))?;
            cx.commit_on_refusal();
            return Err(HandlerError::from(refusal));
        }
        Err(refusal) => return Err(refusal.into()),
    }
    write(cx, &found, "second", (by, &counts))?;
    cx.journal(&id.to_string(), &detail(&counts))?;
    Ok(CountTaken { agreed: true })
}

fn write(cx: &Cx<'_>, found: &LoadedBallot, hand: &str, (by, counts): (MemberId, &Counts)) -> HandlerResult<()> {
    let Counts { r#for, against, abstain, invalid } = *counts;
    cx.run(sql::ENTER, bind![found.id, hand, r#for, against, abstain, invalid, cx.now, by])?;
    Ok(())
}

fn detail(counts: &Counts) -> serde_json::Value {
    let Counts { r#for, against, abstain, invalid } = *counts;
    serde_json::json!({ "for": r#for, "against": against, "abstain": abstain, "invalid": invalid })
}
