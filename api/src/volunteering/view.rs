//! `GET …/activities/{activity}`: the activity and the caller's own part in it.

use super::facts;
use super::sql::{self, ActivityDetail, OwnServiceRow, ServiceRecord};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::{Cx, Feature};
use domain::access::Subject;
use domain::calendar;
use domain::contract::{Empty, RequestError};
use domain::ids::{ActivityId, CommunityCode, MemberId};
use domain::volunteering::{
    Activity, ActivityRow, ActivityTimes, OwnParticipation, PlaceState, Rules, ServiceView, SignUpState,
    counted_minutes,
};

crate::handle!(ShowActivity, show_activity);
pub fn show_activity(cx: &Cx<'_>, (_, id): (CommunityCode, ActivityId), _: &(), _: &Empty) -> HandlerResult<Activity> {
    cx.allow(&Subject::Public)?;
    let today = domain::time::day_text(cx.now.day());
    let absent = || HandlerError::from(RequestError::NotFound);
    let row: ActivityRow = cx.read_first(sql::ONE, bind![id])?.ok_or_else(absent)?;
    let detail: ActivityDetail = cx.read_first(sql::DETAIL, bind![id, today])?.ok_or_else(absent)?;
    let rules = Rules::current();
    let times = ActivityTimes { starts_at: row.starts_at, ends_at: row.ends_at, cancelled: row.cancelled };
    let record_deadline = times.record_deadline(rules);
    let mine = cx.standing().member.map(|member| mine(cx, id, member)).transpose()?;
    cx.set_etag(&[Feature::Volunteering, Feature::Members])?;
    Ok(Activity {
        row,
        plan: detail.plan,
        leader_name: detail.leader_name,
        check_in_from: times.check_in_window(rules).0,
        check_out_until: times.check_out_until(rules),
        record_deadline,
        deadline_is_firm: calendar::is_known(record_deadline.plus(-1).day()),
        cancelled_reason: detail.cancelled_reason,
        confirmed_people: detail.confirmed_people,
        confirmed_minutes: detail.confirmed_minutes,
        mine,
    })
}

fn mine(cx: &Cx<'_>, activity: ActivityId, member: MemberId) -> HandlerResult<OwnParticipation> {
    let (place, position) = place_of(facts::sign_up_state(cx, activity, member)?);
    let service = cx.read_first(sql::OWN_SERVICE, bind![activity, member])?.map(own_service);
    Ok(OwnParticipation { place, position, service })
}

pub fn place_of(state: SignUpState) -> (Option<PlaceState>, Option<u32>) {
    match state {
        SignUpState::None => (None, None),
        SignUpState::Confirmed => (Some(PlaceState::Confirmed), None),
        SignUpState::Waiting { position } => (Some(PlaceState::Waiting), Some(position)),
        SignUpState::Withdrawn => (Some(PlaceState::Withdrawn), None),
    }
}

fn own_service(row: OwnServiceRow) -> ServiceView {
    let times = ActivityTimes { starts_at: row.starts_at, ends_at: row.ends_at, cancelled: false };
    service_view(row.record, row.activity, row.title, &times)
}

/// The record of a service at an activity with this title and these times.
pub fn service_view(record: ServiceRecord, activity: ActivityId, title: String, times: &ActivityTimes) -> ServiceView {
    let rules = Rules::current();
    let measured = |out| counted_minutes(times, record.checked_in_at, out, rules).0;
    ServiceView {
        id: record.id,
        activity,
        title,
        state: record.state,
        checked_in_at: record.checked_in_at,
        checked_out_at: record.checked_out_at,
        measured_minutes: record.checked_out_at.map_or(0, measured),
        confirmed_minutes: record.confirmed_minutes,
        reason: record.reason,
        record_deadline: times.record_deadline(rules),
    }
}

/// Service of a member that is measured but not decided yet.
pub fn pending_of(cx: &Cx<'_>, member: MemberId) -> HandlerResult<Vec<ServiceView>> {
    Ok(cx.read_all(sql::PENDING, bind![member])?.into_iter().map(own_service).collect())
}
