//! `GET` and `POST …/activities/{activity}/attendance`: who came, and the organiser's list.

use super::sql::{self, VolunteerRow};
use super::{facts, view};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::notices::notify_of_activity;
use crate::object::{Cx, Feature};
use domain::access::Subject;
use domain::contract::{Empty, RequestError};
use domain::ids::{ActivityId, CommunityCode, MemberId, ServiceId};
use domain::notices::NoticeKind;
use domain::time::{MINUTE, SECOND};
use domain::volunteering::{
    ActivityTimes, Attendance, AttendanceRow, ByList, CheckedOut, ListPresenceRequest, PlaceState, PresenceMethod,
    Refusal, Rules, SignUpState, by_list, counted_minutes,
};

/// Smaller clock differences need no attention of the organiser.
const DIFFERENCE_SHOWN_MILLIS: i64 = 2 * MINUTE;

crate::handle!(ShowAttendance, show_attendance);
pub fn show_attendance(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, ActivityId),
    _: &(),
    _: &Empty,
) -> HandlerResult<Attendance> {
    let Some(activity) = facts::load_activity(cx, id)? else { return cx.refuse_absent() };
    cx.allow(&Subject::Body(activity.body))?;
    let own = cx.member()?;
    let mut waiting = 0;
    let mut rows = vec![];
    for row in cx.read_all::<VolunteerRow>(sql::ATTENDANCE, bind![id])? {
        waiting += u32::from(row.place == PlaceState::Waiting);
        let position = (row.place == PlaceState::Waiting).then_some(waiting);
        rows.push(attendance_row(row, id, &activity, own, position));
    }
    Ok(Attendance { rows })
}

fn attendance_row(
    row: VolunteerRow,
    activity: ActivityId,
    facts: &facts::ActivityFacts,
    own: MemberId,
    position: Option<u32>,
) -> AttendanceRow {
    let came = row.service.as_ref().map(|service| service.checked_in_at);
    let left = row.service.as_ref().and_then(|service| service.checked_out_at);
    let delay = match (row.out_received_at, left, row.in_received_at, came) {
        (Some(received), Some(left), _, _) => Some(received.since(left)),
        (_, _, Some(received), Some(came)) => Some(received.since(came)),
        _ => None,
    };
    let differences = [row.in_difference_millis, row.out_difference_millis];
    let off = differences.into_iter().flatten().max_by_key(|millis| millis.abs());
    let shown = |millis: i64| (millis.abs() >= DIFFERENCE_SHOWN_MILLIS).then_some(millis / SECOND);
    let service = row.service.map(|record| view::service_view(record, activity, facts.title.clone(), &facts.times));
    AttendanceRow {
        member: row.member,
        name: row.name,
        phone_masked: row.phone_masked,
        place: row.place,
        position,
        service,
        checked_in_by: row.checked_in_by,
        checked_out_by: row.checked_out_by,
        clock_difference_seconds: off.and_then(shown),
        delay_seconds: delay.and_then(shown),
        own: row.member == own,
    }
}

crate::handle!(ListPresence, list_presence);
/// Enters one person's presence from the organiser's list. A person who never signed up takes a place by that.
pub fn list_presence(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, ActivityId),
    _: &(),
    body: &ListPresenceRequest,
) -> HandlerResult<CheckedOut> {
    let Some(activity) = facts::load_activity(cx, id)? else { return cx.refuse_absent() };
    cx.allow(&Subject::Body(activity.body))?;
    plausible(body)?;
    let by = cx.member()?;
    let living = cx.first(sql::LEFT_AT, bind![body.member])?.map(|row| row.maybe_int(0)).transpose()?;
    if !matches!(living, Some(None)) {
        return Err(Refusal::NotAResident.into());
    }
    let service = facts::service_of(cx, id, body.member)?;
    let open = service.as_ref().filter(|service| service.state == domain::volunteering::ServiceState::Open);
    let times = ByList {
        checked_in_at: open.map_or(body.checked_in_at, |service| service.checked_in_at),
        checked_out_at: body.checked_out_at,
    };
    let others = facts::other_services(cx, body.member, id, &activity.times)?;
    let rules = Rules::current();
    let started = service.is_some() && open.is_none();
    let listed = by_list(&activity.times, times, body.member == by, started, &others, cx.now, rules)?;
    take_place(cx, id, body.member, &activity)?;
    let list = PresenceMethod::List.as_str();
    let service = if let Some(service) = open {
        service.id
    } else {
        let service = cx.new_id(ServiceId::from_parts);
        cx.run(sql::CHECK_IN, bind![service, id, body.member, listed.checked_in_at, list, 0i64, cx.now])?;
        service
    };
    cx.run(sql::CHECK_OUT, bind![listed.checked_out_at, list, 0i64, cx.now, service])?;
    let params = serde_json::json!({ "title": activity.title, "reason": body.reason });
    notify_of_activity(cx, body.member, NoticeKind::PresenceListed, id, &params)?;
    let detail = serde_json::json!({
        "activity": id, "member": body.member, "reason": body.reason,
        "checked_in_at": listed.checked_in_at, "checked_out_at": listed.checked_out_at,
    });
    cx.journal(&service.to_string(), &detail)?;
    cx.bump_revision(Feature::Volunteering)?;
    Ok(checked_out(service, &activity.times, &listed, rules))
}

fn checked_out(service: ServiceId, times: &ActivityTimes, listed: &ByList, rules: &Rules) -> CheckedOut {
    CheckedOut {
        service,
        checked_in_at: listed.checked_in_at,
        checked_out_at: listed.checked_out_at,
        measured_minutes: counted_minutes(times, listed.checked_in_at, listed.checked_out_at, rules).0,
        clock_difference_seconds: 0,
        record_deadline: times.record_deadline(rules),
    }
}

/// A place for somebody who came without signing up, as long as one is free.
fn take_place(cx: &Cx<'_>, id: ActivityId, member: MemberId, activity: &facts::ActivityFacts) -> HandlerResult<()> {
    if facts::sign_up_state(cx, id, member)? == SignUpState::Confirmed {
        return Ok(());
    }
    if activity.crowd.signed_up >= activity.crowd.capacity {
        let (_, position) = view::place_of(facts::sign_up_state(cx, id, member)?);
        return Err(Refusal::StillWaiting { position: position.unwrap_or(activity.crowd.waiting + 1) }.into());
    }
    cx.run(sql::TAKE_PLACE, bind![id, member, PlaceState::Confirmed.as_str(), cx.now])?;
    Ok(())
}

fn plausible(body: &ListPresenceRequest) -> HandlerResult<()> {
    for (field, at) in [("checked_in_at", body.checked_in_at), ("checked_out_at", body.checked_out_at)] {
        if !at.is_plausible() {
            return Err(HandlerError::Problem(RequestError::malformed(field, "UTC milliseconds")));
        }
    }
    Ok(())
}
