//! `POST …/sign-ups` and `POST …/withdrawal`

use super::{facts, plan, sql};
use crate::answer::{Answer, Stop};
use crate::bind;
use crate::community::{Cx, Feature};
use domain::contract::{Absence, Empty};
use domain::ids::{ActivityId, CommunityCode, MemberId};
use domain::volunteering::{PlaceState, Refusal, Seat, SignUpState, SignedUp, Withdrawn};
use domain::volunteering::{sign_up as may_sign_up, withdraw as may_withdraw};

pub fn sign_up(cx: &Cx<'_>, (_, id): (CommunityCode, ActivityId), _: &(), _: &Empty) -> Answer<SignedUp> {
    let member = cx.allow_self()?;
    let activity = facts::activity(cx, id)?.ok_or_else(|| Stop::from(Absence::NotFound))?;
    if !crate::privacy::child_may(cx, member)? {
        return Err(Refusal::GuardianConsentMissing.into());
    }
    let state = facts::sign_up_state(cx, id, member)?;
    let times = activity.times;
    let clash = cx.first(sql::CLASH, bind![member, id, times.ends_at, times.starts_at])?;
    let clash = clash.map(|row| row.text(0)).transpose()?;
    let seat = may_sign_up(&times, &activity.crowd, state, clash, cx.now)?;
    let (place, position) = match seat {
        Seat::Confirmed => (PlaceState::Confirmed, None),
        Seat::Waiting { position } => (PlaceState::Waiting, Some(position)),
    };
    cx.run(sql::TAKE_PLACE, bind![id, member, place.as_str(), cx.now])?;
    cx.journal(&id.to_string(), &serde_json::json!({ "place": place }))?;
    cx.touch(Feature::Volunteering)?;
    Ok(SignedUp { place, position })
}

pub fn withdraw(cx: &Cx<'_>, (_, id): (CommunityCode, ActivityId), _: &(), _: &Empty) -> Answer<Withdrawn> {
    let member = cx.allow_self()?;
    let activity = facts::activity(cx, id)?.ok_or_else(|| Stop::from(Absence::NotFound))?;
    let state = facts::sign_up_state(cx, id, member)?;
    let checked_in = facts::service_of(cx, id, member)?.is_some();
    may_withdraw(&activity.times, state, checked_in, cx.now)?;
    cx.run(sql::WITHDRAW, bind![id, member])?;
    let freed = u32::from(state == SignUpState::Confirmed && !activity.times.cancelled);
    let moved_up = plan::move_up(cx, id, freed, &activity.title, activity.times.starts_at)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "moved_up": moved_up }))?;
    cx.touch(Feature::Volunteering)?;
    Ok(Withdrawn { moved_up })
}

/// Withdraws all places of a member who leaves the community; the first on the waiting list moves up. Returns how many
/// places.
pub fn give_all_back(cx: &Cx<'_>, member: MemberId) -> Answer<u32> {
    let mut given = 0;
    for row in cx.run(sql::OPEN_PLACES, bind![member, cx.now])? {
        let id: ActivityId = row.parsed(0)?;
        cx.run(sql::WITHDRAW, bind![id, member])?;
        let freed = row.parsed::<PlaceState>(1)? == PlaceState::Confirmed && !row.flag(4)?;
        plan::move_up(cx, id, u32::from(freed), &row.text(2)?, row.time(3)?)?;
        given += 1;
    }
    if given > 0 {
        cx.touch(Feature::Volunteering)?;
    }
    Ok(given)
}
