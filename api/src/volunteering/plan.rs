//! `POST …/activities`, `…/revision`, `…/cancellation`

use super::{facts, sql};
use crate::answer::{Answer, Stop};
use crate::bind;
use crate::community::{Cx, Feature};
use crate::notices::tell;
use domain::access::Subject;
use domain::contract::Absence;
use domain::ids::{ActivityId, BodyId, CommunityCode, MemberId};
use domain::members::BodyKind;
use domain::notices::NoticeKind;
use domain::sessions::Done;
use domain::time::UtcMillis;
use domain::volunteering::{
    ActivityDraft, ActivityTimes, Cancellation, Crowd, Published, Refusal, Rules, cancel, publish, revise,
};

pub fn publish_activity(cx: &Cx<'_>, _: (CommunityCode,), _: &(), draft: &ActivityDraft) -> Answer<Published> {
    cx.allow(&Subject::Body(draft.body))?;
    let rules = Rules::current();
    let times = times_of(draft)?;
    publish(&times, draft.capacity, cx.now, rules)?;
    may_organise(cx, draft.body)?;
    let id = cx.new_id(ActivityId::from_parts);
    let by = cx.member()?;
    let (title, place, plan) = (draft.title.as_str(), draft.place.as_str(), draft.plan.as_str());
    let values = bind![
        id,
        draft.body,
        title,
        place,
        plan,
        times.starts_at,
        times.ends_at,
        draft.capacity,
        rules.version.as_str(),
        by,
        cx.now
    ];
    cx.run(sql::PUBLISH, values)?;
    cx.journal(&id.to_string(), &detail(draft))?;
    cx.touch(Feature::Volunteering)?;
    Ok(Published { activity: id })
}

pub fn revise_activity(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, ActivityId),
    _: &(),
    draft: &ActivityDraft,
) -> Answer<Done> {
    let Some(old) = facts::activity(cx, id)? else { return cx.absent() };
    cx.allow(&Subject::Body(old.body))?;
    cx.allow(&Subject::Body(draft.body))?;
    let times = times_of(draft)?;
    let crowd = Crowd { capacity: draft.capacity, ..old.crowd };
    revise(&old.times, &times, &crowd, cx.now, Rules::current())?;
    may_organise(cx, draft.body)?;
    let (title, place, plan) = (draft.title.as_str(), draft.place.as_str(), draft.plan.as_str());
    let values = bind![draft.body, title, place, plan, times.starts_at, times.ends_at, draft.capacity, id];
    cx.run(sql::REVISE, values)?;
    let free = draft.capacity.saturating_sub(old.crowd.signed_up);
    let params = serde_json::json!({ "title": title, "starts_at": times.starts_at });
    tell_everybody(cx, id, NoticeKind::ActivityRevised, &params)?;
    move_up(cx, id, free, title, times.starts_at)?;
    cx.journal(&id.to_string(), &detail(draft))?;
    cx.touch(Feature::Volunteering)?;
    Ok(Done {})
}

pub fn cancel_activity(cx: &Cx<'_>, (_, id): (CommunityCode, ActivityId), _: &(), body: &Cancellation) -> Answer<Done> {
    let Some(activity) = facts::activity(cx, id)? else { return cx.absent() };
    cx.allow(&Subject::Body(activity.body))?;
    cancel(&activity.times, cx.now)?;
    cx.run(sql::CANCEL, bind![cx.now, body.reason.as_str(), id])?;
    let params = serde_json::json!({ "title": activity.title, "reason": body.reason });
    tell_everybody(cx, id, NoticeKind::ActivityCancelled, &params)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "reason": body.reason }))?;
    cx.touch(Feature::Volunteering)?;
    Ok(Done {})
}

/// Gives freed places to the first on the waiting list and notifies them. Returns how many moved up.
pub fn move_up(cx: &Cx<'_>, id: ActivityId, free: u32, title: &str, starts_at: UtcMillis) -> Answer<u32> {
    if free == 0 {
        return Ok(0);
    }
    let moved = cx.run(sql::MOVE_UP, bind![id, free])?;
    for row in &moved {
        let params = serde_json::json!({ "title": title, "starts_at": starts_at });
        tell(cx, row.parsed(0)?, NoticeKind::MovedUp, id, &params)?;
    }
    Ok(u32::try_from(moved.len()).unwrap_or(u32::MAX))
}

fn tell_everybody(cx: &Cx<'_>, id: ActivityId, kind: NoticeKind, params: &serde_json::Value) -> Answer<()> {
    for row in cx.run(sql::SIGNED_UP_MEMBERS, bind![id])? {
        let member: MemberId = row.parsed(0)?;
        tell(cx, member, kind, id, params)?;
    }
    Ok(())
}

/// Only a team or the residents' committee organises (M67 art. 26).
fn may_organise(cx: &Cx<'_>, body: BodyId) -> Answer<()> {
    let kind = cx.first(sql::BODY, bind![body])?.map(|row| row.parsed::<BodyKind>(0)).transpose()?;
    match kind {
        Some(BodyKind::VolunteerTeam | BodyKind::ResidentsCommittee) => Ok(()),
        _ => Err(Refusal::NoSuchBody.into()),
    }
}

fn times_of(draft: &ActivityDraft) -> Answer<ActivityTimes> {
    for (field, at) in [("starts_at", draft.starts_at), ("ends_at", draft.ends_at)] {
        if !at.is_plausible() {
            return Err(Stop::Problem(Absence::malformed(field, "UTC milliseconds")));
        }
    }
    Ok(ActivityTimes { starts_at: draft.starts_at, ends_at: draft.ends_at, cancelled: false })
}

fn detail(draft: &ActivityDraft) -> serde_json::Value {
    serde_json::json!({
        "title": draft.title, "place": draft.place, "body": draft.body, "capacity": draft.capacity,
        "starts_at": draft.starts_at, "ends_at": draft.ends_at,
    })
}
