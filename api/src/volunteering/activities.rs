//! `POST …/activities`, `…/revision`, `…/cancellation`

use super::{facts, sql};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::notices::notify_of_activity;
use crate::object::{Cx, Feature};
use domain::access::Subject;
use domain::contract::RequestError;
use domain::ids::{ActivityId, BodyId, CommunityCode, MemberId};
use domain::members::BodyKind;
use domain::notices::NoticeKind;
use domain::sessions::Done;
use domain::time::UtcMillis;
use domain::volunteering::{
    ActivityPublished, ActivityRequest, ActivityTimes, CancelActivityRequest, Crowd, Refusal, Rules,
    may_cancel_activity, may_publish_activity, may_revise_activity,
};

crate::handle!(PublishActivity, publish_activity);
pub fn publish_activity(
    cx: &Cx<'_>,
    _: (CommunityCode,),
    _: &(),
    draft: &ActivityRequest,
) -> HandlerResult<ActivityPublished> {
    cx.allow(&Subject::Body(draft.body))?;
    let rules = Rules::current();
    let times = times_of(draft)?;
    may_publish_activity(&times, draft.capacity, cx.now, rules)?;
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
    cx.bump_revision(Feature::Volunteering)?;
    Ok(ActivityPublished { activity: id })
}

crate::handle!(ReviseActivity, revise_activity);
pub fn revise_activity(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, ActivityId),
    _: &(),
    draft: &ActivityRequest,
) -> HandlerResult<Done> {
    let Some(old) = facts::load_activity(cx, id)? else { return cx.refuse_absent() };
    cx.allow(&Subject::Body(old.body))?;
    cx.allow(&Subject::Body(draft.body))?;
    let times = times_of(draft)?;
    let crowd = Crowd { capacity: draft.capacity, ..old.crowd };
    may_revise_activity(&old.times, &times, &crowd, cx.now, Rules::current())?;
    may_organise(cx, draft.body)?;
    let (title, place, plan) = (draft.title.as_str(), draft.place.as_str(), draft.plan.as_str());
    let values = bind![draft.body, title, place, plan, times.starts_at, times.ends_at, draft.capacity, id];
    cx.run(sql::REVISE, values)?;
    let free = draft.capacity.saturating_sub(old.crowd.signed_up);
    let params = serde_json::json!({ "title": title, "starts_at": times.starts_at });
    notify_participants(cx, id, NoticeKind::ActivityRevised, &params)?;
    move_up(cx, id, free, title, times.starts_at)?;
    cx.journal(&id.to_string(), &detail(draft))?;
    cx.bump_revision(Feature::Volunteering)?;
    Ok(Done {})
}

crate::handle!(CancelActivity, cancel_activity);
pub fn cancel_activity(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, ActivityId),
    _: &(),
    body: &CancelActivityRequest,
) -> HandlerResult<Done> {
    let Some(activity) = facts::load_activity(cx, id)? else { return cx.refuse_absent() };
    cx.allow(&Subject::Body(activity.body))?;
    may_cancel_activity(&activity.times, cx.now)?;
    cx.run(sql::CANCEL, bind![cx.now, body.reason.as_str(), id])?;
    let params = serde_json::json!({ "title": activity.title, "reason": body.reason });
    notify_participants(cx, id, NoticeKind::ActivityCancelled, &params)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "reason": body.reason }))?;
    cx.bump_revision(Feature::Volunteering)?;
    Ok(Done {})
}

/// Gives freed places to the first on the waiting list and notifies them. Returns how many moved up.
pub fn move_up(cx: &Cx<'_>, id: ActivityId, free: u32, title: &str, starts_at: UtcMillis) -> HandlerResult<u32> {
    if free == 0 {
        return Ok(0);
    }
    let moved = cx.run(sql::MOVE_UP, bind![id, free])?;
    for row in &moved {
        let params = serde_json::json!({ "title": title, "starts_at": starts_at });
        notify_of_activity(cx, row.parsed(0)?, NoticeKind::MovedUp, id, &params)?;
    }
    Ok(u32::try_from(moved.len()).unwrap_or(u32::MAX))
}

fn notify_participants(cx: &Cx<'_>, id: ActivityId, kind: NoticeKind, params: &serde_json::Value) -> HandlerResult<()> {
    for row in cx.run(sql::SIGNED_UP_MEMBERS, bind![id])? {
        let member: MemberId = row.parsed(0)?;
        notify_of_activity(cx, member, kind, id, params)?;
    }
    Ok(())
}

/// Only a team or the residents' committee organises (M67 art. 26).
fn may_organise(cx: &Cx<'_>, body: BodyId) -> HandlerResult<()> {
    let kind = cx.first(sql::BODY, bind![body])?.map(|row| row.parsed::<BodyKind>(0)).transpose()?;
    match kind {
        Some(BodyKind::VolunteerTeam | BodyKind::ResidentsCommittee) => Ok(()),
        _ => Err(Refusal::NoSuchBody.into()),
    }
}

fn times_of(draft: &ActivityRequest) -> HandlerResult<ActivityTimes> {
    for (field, at) in [("starts_at", draft.starts_at), ("ends_at", draft.ends_at)] {
        if !at.is_plausible() {
            return Err(HandlerError::Problem(RequestError::malformed(field, "UTC milliseconds")));
        }
    }
    Ok(ActivityTimes { starts_at: draft.starts_at, ends_at: draft.ends_at, cancelled: false })
}

fn detail(draft: &ActivityRequest) -> serde_json::Value {
    serde_json::json!({
        "title": draft.title, "place": draft.place, "body": draft.body, "capacity": draft.capacity,
        "starts_at": draft.starts_at, "ends_at": draft.ends_at,
    })
}
