//! `POST …/check-ins`, `…/check-outs` and `GET …/check-in-key`

use super::facts::{self, ActivityFacts, ServiceRecord};
use super::sql;
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::crypto;
use crate::object::{Cx, Feature, sent_at};
use domain::access::Subject;
use domain::contract::{Empty, RequestError};
use domain::ids::{ActivityId, CommunityCode, MemberId, ServiceId};
use domain::time::SECOND;
use domain::volunteering::{
    AttendanceCodeRequest, CheckInKeyReply, CheckedIn, CheckedOut, Interval, Presence, PresenceMethod, Refusal, Rules,
    SignUpState, counted_minutes, decide_arrival, decide_departure,
};

/// The data that both reports read before they decide.
struct CheckInFacts {
    activity: ActivityFacts,
    sign_up: SignUpState,
    service: Option<ServiceRecord>,
    others: Vec<Interval>,
    wrong_tries: u32,
}

crate::handle!(CheckIn, check_in);
pub fn check_in(
    cx: &Cx<'_>,
    (community, id): (CommunityCode, ActivityId),
    _: &(),
    report: &AttendanceCodeRequest,
) -> HandlerResult<CheckedIn> {
    let member = cx.allow_self()?;
    let scene = scene(cx, id, member, report)?;
    let presence = presence(cx, &community, id, &scene, report)?;
    let times = &scene.activity.times;
    let arrival =
        decide_arrival(times, scene.sign_up, scene.service.is_some(), &scene.others, &presence, Rules::current());
    let arrival = counting_wrong_codes(cx, id, member, arrival)?;
    let service = cx.new_id(ServiceId::from_parts);
    let (at, difference) = (arrival.checked_in_at, arrival.clock_difference_millis);
    cx.run(sql::CHECK_IN, bind![service, id, member, at, PresenceMethod::Code.as_str(), difference, cx.now])?;
    cx.journal(
        &service.to_string(),
        &serde_json::json!({ "activity": id, "at": at, "clock_difference_millis": difference }),
    )?;
    cx.bump_revision(Feature::Volunteering)?;
    Ok(CheckedIn { service, checked_in_at: at, clock_difference_seconds: difference / SECOND })
}

crate::handle!(CheckOut, check_out);
pub fn check_out(
    cx: &Cx<'_>,
    (community, id): (CommunityCode, ActivityId),
    _: &(),
    report: &AttendanceCodeRequest,
) -> HandlerResult<CheckedOut> {
    let member = cx.allow_self()?;
    let scene = scene(cx, id, member, report)?;
    let presence = presence(cx, &community, id, &scene, report)?;
    let (times, rules) = (&scene.activity.times, Rules::current());
    let checked_in_at = scene.service.as_ref().map(|service| service.checked_in_at);
    let gone = scene.service.as_ref().is_some_and(|service| {
        service.checked_out_at.is_some() || service.state == domain::volunteering::ServiceState::Rejected
    });
    let departure = decide_departure(times, scene.sign_up, checked_in_at, gone, &scene.others, &presence, rules);
    let departure = counting_wrong_codes(cx, id, member, departure)?;
    let Some(service) = scene.service else { return Err(Refusal::NotCheckedIn.into()) };
    let (at, difference) = (departure.checked_out_at, departure.clock_difference_millis);
    cx.run(sql::CHECK_OUT, bind![at, PresenceMethod::Code.as_str(), difference, cx.now, service.id])?;
    let detail = serde_json::json!({ "activity": id, "at": at, "clock_difference_millis": difference });
    cx.journal(&service.id.to_string(), &detail)?;
    cx.bump_revision(Feature::Volunteering)?;
    Ok(CheckedOut {
        service: service.id,
        checked_in_at: service.checked_in_at,
        checked_out_at: at,
        measured_minutes: counted_minutes(times, service.checked_in_at, at, rules).0,
        clock_difference_seconds: difference / SECOND,
        record_deadline: times.record_deadline(rules),
    })
}

fn scene(cx: &Cx<'_>, id: ActivityId, member: MemberId, report: &AttendanceCodeRequest) -> HandlerResult<CheckInFacts> {
    if !report.at.is_plausible() {
        return Err(HandlerError::Problem(RequestError::malformed("at", "UTC milliseconds")));
    }
    let activity = facts::load_activity(cx, id)?.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    let others = facts::other_services(cx, member, id, &activity.times)?;
    let wrong_tries = cx.first(sql::WRONG_TRIES, bind![id, member])?.map_or(Ok(0), |row| row.count(0))?;
    Ok(CheckInFacts {
        sign_up: facts::sign_up_state(cx, id, member)?,
        service: facts::service_of(cx, id, member)?,
        activity,
        others,
        wrong_tries,
    })
}

fn presence<'r>(
    cx: &Cx<'_>,
    community: &CommunityCode,
    id: ActivityId,
    scene: &CheckInFacts,
    report: &'r AttendanceCodeRequest,
) -> HandlerResult<Presence<'r>> {
    Ok(Presence {
        key: crypto::check_in_key(cx.secrets, community.as_str(), &id.to_string()),
        code: &report.code,
        at: report.at,
        sent_at: sent_at(cx)?,
        received_at: cx.now,
        wrong_tries: scene.wrong_tries,
    })
}

/// A wrong code is counted, and the count stays although the command is refused.
fn counting_wrong_codes<T>(
    cx: &Cx<'_>,
    id: ActivityId,
    member: MemberId,
    decided: Result<T, Refusal>,
) -> HandlerResult<T> {
    if let Err(Refusal::CodeNotValid { .. }) = decided {
        cx.run(sql::COUNT_WRONG_TRY, bind![id, member])?;
        cx.commit_on_refusal();
    }
    Ok(decided?)
}

crate::handle!(ShowCheckInKey, show_check_in_key);
/// The key for the organiser's phone, which then shows codes without a network.
pub fn show_check_in_key(
    cx: &Cx<'_>,
    (community, id): (CommunityCode, ActivityId),
    _: &(),
    _: &Empty,
) -> HandlerResult<CheckInKeyReply> {
    let Some(activity) = facts::load_activity(cx, id)? else { return cx.refuse_absent() };
    cx.allow(&Subject::Body(activity.body))?;
    if activity.times.cancelled {
        return Err(Refusal::Cancelled.into());
    }
    let rules = Rules::current();
    Ok(CheckInKeyReply {
        key: crypto::check_in_key(cx.secrets, community.as_str(), &id.to_string()).to_hex(),
        title: activity.title,
        valid_from: activity.times.check_in_window(rules).0,
        valid_until: activity.times.check_out_until(rules),
        now: cx.now,
    })
}
