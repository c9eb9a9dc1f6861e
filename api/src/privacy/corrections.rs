//! `POST …/correction-requests`, `GET …/correction-requests` and `POST …/correction-requests/{correction}/decision`

use super::sql::{self, AskedCorrection, WaitingCorrection};
use crate::answer::HandlerResult;
use crate::bind;
use crate::members;
use crate::notices::notify_of_activity;
use crate::object::{Cx, Feature};
use crate::sessions;
use domain::access::Subject;
use domain::contract::Empty;
use domain::ids::{CommunityCode, CorrectionId, HouseholdId, MemberId};
use domain::masking;
use domain::notices::NoticeKind;
use domain::privacy::{
    Correction, CorrectionField, CorrectionOutcome, CorrectionRequest, CorrectionState, CorrectionTask, Corrections,
    DecideCorrectionRequest, FieldCorrection, Refusal, may_decide_correction, read_wanted,
};
use domain::sessions::Done;

crate::handle!(RequestCorrection, request_correction);
pub fn request_correction(cx: &Cx<'_>, _: (CommunityCode,), _: &(), body: &CorrectionRequest) -> HandlerResult<Done> {
    let member = cx.allow_self()?;
    read_wanted(body.field, body.wanted.as_str(), cx.now.day())?;
    if cx.first(sql::WAITS, bind![member, body.field.as_str()])?.is_some() {
        return Err(Refusal::AlreadyAsked.into());
    }
    let id = cx.new_id(CorrectionId::from_parts);
    cx.run(sql::ASK, bind![id, member, body.field.as_str(), body.wanted.as_str(), cx.now])?;
    cx.journal(&id.to_string(), &serde_json::json!({ "field": body.field }))?;
    Ok(Done {})
}

crate::handle!(ListCorrections, list_corrections);
pub fn list_corrections(cx: &Cx<'_>, _: (CommunityCode,), _: &(), _: &Empty) -> HandlerResult<Corrections> {
    cx.allow(&Subject::Community)?;
    let own = cx.standing().household;
    let mut requests = vec![];
    for waiting in cx.read_all::<WaitingCorrection>(sql::CORRECTIONS_WAITING, &[])? {
        let request = waiting.request;
        let is_phone = request.field == CorrectionField::Phone;
        requests.push(CorrectionTask {
            member: waiting.member,
            name: waiting.name,
            now: waiting.now.map(|now| if is_phone { masking::mask_phone(&now) } else { now }),
            // The new number is typed by the person and read by the deciding worker: masked here as everywhere.
            request: Correction {
                wanted: request
                    .wanted
                    .map(|wanted| if is_phone { masking::mask_phone(&digits(&wanted)) } else { wanted }),
                ..request
            },
            own: own == Some(waiting.household),
        });
    }
    Ok(Corrections { requests })
}

fn digits(text: &str) -> String {
    text.parse::<domain::sessions::Phone>().map_or_else(|_| text.to_owned(), String::from)
}

pub fn of_member(cx: &Cx<'_>, member: MemberId) -> HandlerResult<Vec<Correction>> {
    Ok(cx.read_all(sql::CORRECTIONS_OF, bind![member])?)
}

crate::handle!(DecideCorrection, decide_correction);
/// Applies a correction or refuses it, and tells the requesting member why.
pub fn decide_correction(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, CorrectionId),
    _: &(),
    body: &DecideCorrectionRequest,
) -> HandlerResult<Done> {
    let asked: Option<AskedCorrection> = cx.read_first(sql::CORRECTION, bind![id])?;
    let Some(AskedCorrection { member, field, wanted, asked_at, is_decided, household }) = asked else {
        return cx.refuse_absent();
    };
    cx.allow(&Subject::Community)?;
    let by = cx.member()?;
    let is_own = member == by || cx.standing().household == Some(household);
    may_decide_correction(&CorrectionState { asked_at, is_decided, is_own })?;
    let kind = match body.outcome {
        CorrectionOutcome::Applied => {
            apply(cx, member, household, &read_wanted(field, &wanted, cx.now.day())?)?;
            NoticeKind::CorrectionApplied
        }
        CorrectionOutcome::Refused => NoticeKind::CorrectionRefused,
    };
    cx.run(sql::DECIDE, bind![cx.now, by, body.outcome.as_str(), body.reason.as_str(), id])?;
    notify_of_activity(cx, member, kind, None, &serde_json::json!({ "reason": body.reason }))?;
    let detail = serde_json::json!({ "member": member, "outcome": body.outcome, "field": field });
    cx.journal(&id.to_string(), &detail).map(|()| Done {})
}

fn apply(cx: &Cx<'_>, member: MemberId, household: HouseholdId, wanted: &FieldCorrection) -> HandlerResult<()> {
    match wanted {
        FieldCorrection::Name(name) => {
            cx.run(sql::SET_NAME, bind![name.as_str(), member])?;
            members::read_sort_keys(cx.db)?;
            cx.bump_revision(Feature::Members)?;
        }
        FieldCorrection::Phone(phone) => {
            if cx.first(sql::PHONE_ELSEWHERE, bind![phone.as_str(), household])?.is_some() {
                return Err(Refusal::PhoneTaken.into());
            }
            sessions::set_phone(cx, member, phone)?;
        }
        FieldCorrection::Sex(sex) => {
            cx.run(sql::SET_SEX, bind![sex.as_str(), member])?;
        }
        FieldCorrection::BornDay(day) => {
            cx.run(sql::SET_BORN_DAY, bind![day.as_str(), member])?;
        }
        FieldCorrection::Other => {}
    }
    Ok(())
}
