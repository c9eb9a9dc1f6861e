//! `GET …/activities/{activity}`: the activity and the caller's own part in it.

use super::{facts, lists, sql};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::db::Row;
use crate::object::{Cx, Feature};
use domain::access::Subject;
use domain::calendar;
use domain::contract::{Empty, RequestError};
use domain::ids::{ActivityId, CommunityCode, MemberId};
use domain::volunteering::{
    Activity, ActivityTimes, OwnParticipation, PlaceState, Rules, ServiceView, SignUpState, counted_minutes,
};

crate::handle!(ShowActivity, show_activity);
pub fn show_activity(cx: &Cx<'_>, (_, id): (CommunityCode, ActivityId), _: &(), _: &Empty) -> HandlerResult<Activity> {
    cx.allow(&Subject::Public)?;
    let today = domain::time::day_text(cx.now.day());
    let row = cx.first(sql::ONE, bind![id])?.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    let row = lists::activity_row(&row)?;
    let detail = cx.first(sql::DETAIL, bind![id, today])?.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    let rules = Rules::current();
    let times = ActivityTimes { starts_at: row.starts_at, ends_at: row.ends_at, cancelled: row.cancelled };
    let record_deadline = times.record_deadline(rules);
    let mine = cx.standing().member.map(|member| mine(cx, id, member)).transpose()?;
    cx.set_etag(&[Feature::Volunteering, Feature::Members])?;
    Ok(Activity {
        row,
        plan: detail.text(0)?,
        leader_name: detail.maybe_text(4)?,
        check_in_from: times.check_in_window(rules).0,
        check_out_until: times.check_out_until(rules),
        record_deadline,
        deadline_is_firm: calendar::is_known(record_deadline.plus(-1).day()),
        cancelled_reason: detail.maybe_text(1)?,
        confirmed_people: detail.count(2)?,
        confirmed_minutes: detail.count(3)?,
        mine,
    })
}

fn mine(cx: &Cx<'_>, activity: ActivityId, member: MemberId) -> HandlerResult<OwnParticipation> {
    let (place, position) = place_of(facts::sign_up_state(cx, activity, member)?);
    let service = cx.first(sql::SERVICE_VIEW, bind![activity, member])?;
    Ok(OwnParticipation { place, position, service: service.map(|row| service_view(&row)).transpose()? })
}

pub fn place_of(state: SignUpState) -> (Option<PlaceState>, Option<u32>) {
    match state {
        SignUpState::None => (None, None),
        SignUpState::Confirmed => (Some(PlaceState::Confirmed), None),
        SignUpState::Waiting { position } => (Some(PlaceState::Waiting), Some(position)),
        SignUpState::Withdrawn => (Some(PlaceState::Withdrawn), None),
    }
}

/// Reads the columns of `sql::service_view!`.
pub fn service_view(row: &Row) -> HandlerResult<ServiceView> {
    let times = ActivityTimes { starts_at: row.time(8)?, ends_at: row.time(9)?, cancelled: false };
    let rules = Rules::current();
    let (checked_in_at, checked_out_at) = (row.time(4)?, row.maybe_time(5)?);
    let measured = checked_out_at.map_or(0, |out| counted_minutes(&times, checked_in_at, out, rules).0);
    Ok(ServiceView {
        id: row.parsed(0)?,
        activity: row.parsed(1)?,
        title: row.text(2)?,
        state: row.parsed(3)?,
        checked_in_at,
        checked_out_at,
        measured_minutes: measured,
        confirmed_minutes: row.count(6)?,
        reason: row.maybe_text(7)?,
        record_deadline: times.record_deadline(rules),
    })
}

/// Service of a member that is measured but not decided yet.
pub fn pending_of(cx: &Cx<'_>, member: MemberId) -> HandlerResult<Vec<ServiceView>> {
    cx.run(sql::PENDING, bind![member])?.iter().map(service_view).collect()
}
