//! `POST …/sign-ups` and `POST …/withdrawal`

use super::sql::{self, OpenPlace};
use super::{activities, facts};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::{Cx, Feature};
use domain::contract::{Empty, RequestError};
use domain::ids::{ActivityId, CommunityCode, MemberId};
use domain::volunteering::{PlaceState, Refusal, SignUpOutcome, SignUpState, SignUpWithdrawn, SignedUp};
use domain::volunteering::{may_withdraw_sign_up as may_withdraw, sign_up as may_sign_up};

crate::handle!(SignUp, sign_up);
pub fn sign_up(cx: &Cx<'_>, (_, id): (CommunityCode, ActivityId), _: &(), _: &Empty) -> HandlerResult<SignedUp> {
    let member = cx.allow_self()?;
    let activity = facts::load_activity(cx, id)?.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    if !crate::privacy::child_may(cx, member)? {
        return Err(Refusal::GuardianConsentMissing.into());
    }
    let state = facts::sign_up_state(cx, id, member)?;
    let times = activity.times;
    let clash = cx.first(sql::CLASH, bind![member, id, times.ends_at, times.starts_at])?;
    let clash = clash.map(|row| row.text(0)).transpose()?;
    let seat = may_sign_up(&times, &activity.crowd, state, clash, cx.now)?;
    let (place, position) = match seat {
        SignUpOutcome::Confirmed => (PlaceState::Confirmed, None),
        SignUpOutcome::Waiting { position } => (PlaceState::Waiting, Some(position)),
    };
    cx.run(sql::TAKE_PLACE, bind![id, member, place.as_str(), cx.now])?;
    cx.journal(&id.to_string(), &serde_json::json!({ "place": place }))?;
    cx.bump_revision(Feature::Volunteering)?;
    Ok(SignedUp { place, position })
}

crate::handle!(Withdraw, withdraw_sign_up);
pub fn withdraw_sign_up(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, ActivityId),
    _: &(),
    _: &Empty,
) -> HandlerResult<SignUpWithdrawn> {
    let member = cx.allow_self()?;
    let activity = facts::load_activity(cx, id)?.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    let state = facts::sign_up_state(cx, id, member)?;
    let checked_in = facts::service_of(cx, id, member)?.is_some();
    may_withdraw(&activity.times, state, checked_in, cx.now)?;
    cx.run(sql::WITHDRAW, bind![id, member])?;
    let freed = u32::from(state == SignUpState::Confirmed && !activity.times.cancelled);
    let moved_up = activities::move_up(cx, id, freed, &activity.title, activity.times.starts_at)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "moved_up": moved_up }))?;
    cx.bump_revision(Feature::Volunteering)?;
    Ok(SignUpWithdrawn { moved_up })
}

/// Withdraws all places of a member who leaves the community; the first on the waiting list moves up. Returns how many
/// places.
pub fn give_all_back(cx: &Cx<'_>, member: MemberId) -> HandlerResult<u32> {
    let mut given = 0;
    for place in cx.read_all::<OpenPlace>(sql::OPEN_PLACES, bind![member, cx.now])? {
        cx.run(sql::WITHDRAW, bind![place.activity, member])?;
        let freed = place.state == PlaceState::Confirmed && !place.cancelled;
        activities::move_up(cx, place.activity, u32::from(freed), &place.title, place.starts_at)?;
        given += 1;
    }
    if given > 0 {
        cx.bump_revision(Feature::Volunteering)?;
    }
    Ok(given)
}
