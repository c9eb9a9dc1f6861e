//! `POST …/confirmations`, `…/rejection`, `…/correction`: from measured presence to the ledger.

use super::facts;
use super::sql::{self, LoadedService};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::ledger::{self, LedgerPosting};
use crate::notices::notify_of_activity;
use crate::object::{Cx, Feature};
use domain::access::Subject;
use domain::contract::RequestError;
use domain::ids::{ActivityId, CommunityCode, MemberId, ServiceId};
use domain::ledger::TransferPurpose;
use domain::limits;
use domain::notices::NoticeKind;
use domain::sessions::Done;
use domain::time::{UtcMillis, end_of, start_of};
use domain::volunteering::{
    ConfirmServicesRequest, ConfirmationFacts, CorrectServiceRequest, CorrectionFacts, LedgerChange, MinutesCorrected,
    Refusal, RejectServiceRequest, Rules, Service, ServiceConfirmation, ServicesConfirmed, confirm_minutes,
    correct_minutes, counted_minutes, may_reject_service,
};

fn record(cx: &Cx<'_>, id: ServiceId) -> HandlerResult<Option<LoadedService>> {
    Ok(cx.read_first(sql::SERVICE, bind![id])?)
}

crate::handle!(ConfirmServices, confirm_services);
/// Confirms all records of the list or none.
pub fn confirm_services(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, ActivityId),
    _: &(),
    body: &ConfirmServicesRequest,
) -> HandlerResult<ServicesConfirmed> {
    let Some(activity) = facts::load_activity(cx, id)? else { return cx.refuse_absent() };
    cx.allow(&Subject::Body(activity.body))?;
    if body.services.is_empty() || body.services.len() > limits::CONFIRMATIONS_MAX {
        return Err(Refusal::TooManyAtOnce { count_max: limits::CONFIRMATIONS_MAX }.into());
    }
    let mut seen: Vec<ServiceId> = body.services.iter().map(|item| item.service).collect();
    seen.sort_unstable();
    if seen.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(Refusal::DoubledInList.into());
    }
    // All are decided before the first is written; one refusal stops them all.
    let mut decided = vec![];
    for item in &body.services {
        let record = record(cx, item.service)?.filter(|record| record.activity == id);
        let record = record.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
        decided.push((decide_one(cx, &activity, &record, item)?, record, item));
    }
    let mut total = 0;
    for (minutes, record, item) in &decided {
        write_one(cx, &activity, record, item, *minutes)?;
        total += minutes;
    }
    cx.bump_revision(Feature::Volunteering)?;
    Ok(ServicesConfirmed { count: u32::try_from(decided.len()).unwrap_or(u32::MAX), minutes: total })
}

fn decide_one(
    cx: &Cx<'_>,
    activity: &facts::ActivityFacts,
    record: &LoadedService,
    item: &ServiceConfirmation,
) -> HandlerResult<u32> {
    let command = ConfirmationFacts {
        by: cx.member()?,
        minutes: item.minutes,
        has_reason: item.reason.is_some(),
        day_minutes_already: day_minutes(cx, record)?,
    };
    Ok(confirm_minutes(&activity.times, &record.service, &command, Rules::current())?.0)
}

fn write_one(
    cx: &Cx<'_>,
    activity: &facts::ActivityFacts,
    record: &LoadedService,
    item: &ServiceConfirmation,
    minutes: u32,
) -> HandlerResult<()> {
    let by = cx.member()?;
    let reason = item.reason.as_ref().map(domain::text::Reason::as_str);
    let post = LedgerPosting { purpose: TransferPurpose::Service, service: record.id, corrects: None, reason: None };
    let transfer = ledger::credit_service(cx, record.service.volunteer, minutes, &post)?;
    cx.run(sql::CONFIRM, bind![minutes, by, cx.now, reason, transfer, record.id])?;
    let measured = measured(activity, &record.service);
    let kind = if minutes < measured { NoticeKind::ServiceConfirmedReduced } else { NoticeKind::ServiceConfirmed };
    let params =
        serde_json::json!({ "title": activity.title, "minutes": minutes, "measured": measured, "reason": reason });
    notify_of_activity(cx, record.service.volunteer, kind, record.activity, &params)?;
    let late = cx.now > activity.times.record_deadline(Rules::current());
    let detail = serde_json::json!({
        "member": record.service.volunteer, "minutes": minutes, "measured": measured, "transfer": transfer,
        "after_deadline": late, "reason": reason,
    });
    cx.journal(&record.id.to_string(), &detail)
}

fn measured(activity: &facts::ActivityFacts, service: &Service) -> u32 {
    let out = service.checked_out_at.unwrap_or(service.checked_in_at);
    counted_minutes(&activity.times, service.checked_in_at, out, Rules::current()).0
}

/// Minutes confirmed for the volunteer on the day of this service, without this service.
fn day_minutes(cx: &Cx<'_>, record: &LoadedService) -> HandlerResult<u32> {
    let day = record.service.checked_in_at.day();
    let (from, until): (UtcMillis, UtcMillis) = (start_of(day), end_of(day));
    let row = cx.first(sql::DAY_MINUTES, bind![record.service.volunteer, from, until, record.id])?;
    Ok(row.map_or(Ok(0), |row| row.count(0))?)
}

crate::handle!(RejectService, reject_service);
pub fn reject_service(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, ServiceId),
    _: &(),
    body: &RejectServiceRequest,
) -> HandlerResult<Done> {
    let Some(record) = record(cx, id)? else { return cx.refuse_absent() };
    cx.allow(&Subject::Body(record.body))?;
    let by = cx.member()?;
    may_reject_service(&record.service, by)?;
    cx.run(sql::REJECT, bind![by, cx.now, body.reason.as_str(), id])?;
    let title = title_of(cx, record.activity)?;
    let params = serde_json::json!({ "title": title, "reason": body.reason });
    notify_of_activity(cx, record.service.volunteer, NoticeKind::ServiceRejected, record.activity, &params)?;
    let detail = serde_json::json!({ "member": record.service.volunteer, "reason": body.reason });
    cx.journal(&id.to_string(), &detail)?;
    cx.bump_revision(Feature::Volunteering)?;
    Ok(Done {})
}

crate::handle!(CorrectService, correct_service);
/// Corrects minutes by a transfer that is linked to the first one; the old entry stays.
pub fn correct_service(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, ServiceId),
    _: &(),
    body: &CorrectServiceRequest,
) -> HandlerResult<MinutesCorrected> {
    let Some(record) = record(cx, id)? else { return cx.refuse_absent() };
    cx.allow(&Subject::Body(record.body))?;
    let command =
        CorrectionFacts { by: cx.member()?, minutes: body.minutes, day_minutes_other: day_minutes(cx, &record)? };
    let decision = correct_minutes(&record.service, &command, Rules::current())?;
    let volunteer: MemberId = record.service.volunteer;
    let reason = Some(body.reason.as_str());
    let post = LedgerPosting { purpose: TransferPurpose::Correction, service: id, corrects: record.transfer, reason };
    match decision {
        LedgerChange::Add(minutes) => ledger::credit_service(cx, volunteer, minutes.0, &post)?,
        LedgerChange::TakeBack(minutes) => ledger::take_back_service(cx, volunteer, minutes.0, &post)?,
    };
    cx.run(sql::SET_MINUTES, bind![body.minutes, id])?;
    let title = title_of(cx, record.activity)?;
    let params = serde_json::json!({ "title": title, "minutes": body.minutes, "reason": body.reason });
    notify_of_activity(cx, volunteer, NoticeKind::ServiceCorrected, record.activity, &params)?;
    let detail = serde_json::json!({
        "member": volunteer, "minutes": body.minutes, "before": record.service.confirmed_minutes, "reason": body.reason,
    });
    cx.journal(&id.to_string(), &detail)?;
    cx.bump_revision(Feature::Volunteering)?;
    Ok(MinutesCorrected { minutes: body.minutes, total_minutes: ledger::member_balance(cx, volunteer)? })
}

fn title_of(cx: &Cx<'_>, activity: ActivityId) -> HandlerResult<String> {
    Ok(facts::load_activity(cx, activity)?.map(|activity| activity.title).unwrap_or_default())
}
