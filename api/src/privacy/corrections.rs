//! `POST …/correction-requests`, `GET …/correction-requests` and `POST …/correction-requests/{correction}/decision`

use super::sql;
use crate::answer::HandlerResult;
use crate::bind;
use crate::db::Row;
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
    DecideCorrectionRequest, FieldCorrection, Refusal, Rules, may_decide_correction, read_wanted,
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
    for row in cx.run(sql::CORRECTIONS_WAITING, &[])? {
        let request = of(&row)?;
        let now = row.maybe_text(9)?;
        let is_phone = request.field == CorrectionField::Phone;
        requests.push(CorrectionTask {
            member: row.parsed(7)?,
            name: row.text(8)?,
            now: now.map(|now| if is_phone { masking::mask_phone(&now) } else { now }),
            // The new number is typed by the person and read by the deciding worker: masked here as everywhere.
            request: Correction {
                wanted: request
                    .wanted
                    .map(|wanted| if is_phone { masking::mask_phone(&digits(&wanted)) } else { wanted }),
                ..request
            },
            own: own == Some(row.parsed(10)?),
        });
    }
    Ok(Corrections { requests })
}

fn digits(text: &str) -> String {
    text.parse::<domain::sessions::Phone>().map_or_else(|_| text.to_owned(), String::from)
}

pub fn of_member(cx: &Cx<'_>, member: MemberId) -> HandlerResult<Vec<Correction>> {
    cx.run(sql::CORRECTIONS_OF, bind![member])?.iter().map(of).collect()
}

fn of(row: &Row) -> HandlerResult<Correction> {
    let asked_at = row.time(4)?;
    Ok(Correction {
        id: row.parsed(0)?,
        seq: row.int(1)?.unsigned_abs(),
        field: row.parsed(2)?,
        wanted: row.maybe_text(3)?,
        asked_at,
        answer_due: CorrectionState::answer_due(asked_at, Rules::current()),
        outcome: row.maybe_parsed(5)?,
        reason: row.maybe_text(6)?,
    })
}

crate::handle!(DecideCorrection, decide_correction);
/// Applies a correction or refuses it, and tells the requesting member why.
pub fn decide_correction(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, CorrectionId),
    _: &(),
    body: &DecideCorrectionRequest,
) -> HandlerResult<Done> {
    let Some(row) = cx.first(sql::CORRECTION, bind![id])? else { return cx.refuse_absent() };
    cx.allow(&Subject::Community)?;
    let by = cx.member()?;
    let (member, household): (MemberId, HouseholdId) = (row.parsed(0)?, row.parsed(5)?);
    let is_own = member == by || cx.standing().household == Some(household);
    may_decide_correction(&CorrectionState { asked_at: row.time(3)?, is_decided: row.flag(4)?, is_own })?;
    let kind = match body.outcome {
        CorrectionOutcome::Applied => {
            apply(cx, member, household, &read_wanted(row.parsed(1)?, &row.text(2)?, cx.now.day())?)?;
            NoticeKind::CorrectionApplied
        }
        CorrectionOutcome::Refused => NoticeKind::CorrectionRefused,
    };
    cx.run(sql::DECIDE, bind![cx.now, by, body.outcome.as_str(), body.reason.as_str(), id])?;
    notify_of_activity(cx, member, kind, None, &serde_json::json!({ "reason": body.reason }))?;
    let detail = serde_json::json!({ "member": member, "outcome": body.outcome, "field": row.text(1)? });
    cx.journal(&id.to_string(), &detail).map(|()| Done {})
}

fn apply(cx: &Cx<'_>, member: MemberId, household: HouseholdId, wanted: &FieldCorrection) -> HandlerResult<()> {
    match wanted {
        FieldCorrection::Name(name) => {
            cx.run(sql::SET_NAME, bind![name.as_str(), member])?;
            members::read_initials(cx.db)?;
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
