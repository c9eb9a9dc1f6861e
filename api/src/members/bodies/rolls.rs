//! `GET …/rolls` and `POST …/rolls`

use super::sql;
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::db::Value;
use crate::object::Cx;
use domain::access::Subject;
use domain::contract::{Empty, Page, PageLimit, RequestError, page_limit};
use domain::ids::{CommunityCode, RollId};
use domain::masking;
use domain::members::{
    Day, RecordRollRequest, RecordedRoll, Roll, RollOf, RollQuery, RollRow, SeatRefusal, born_by, roll_day, roll_hash,
};
use domain::time::start_of;

/// A whole roll: its ids in order, one on each line.
struct RollDigest {
    total: u32,
    ids: String,
    hash: String,
}

crate::handle!(ShowRoll, show_roll);
/// A page of the roll of today or of an earlier day.
pub fn show_roll(cx: &Cx<'_>, _: (CommunityCode,), query: &RollQuery, _: &Empty) -> HandlerResult<Roll> {
    cx.allow(&Subject::Community)?;
    let day = roll_day(query.day, cx.now.day())?;
    let of = query.of.unwrap_or(RollOf::Adults);
    let whole = rebuild(cx, day, of)?;
    let limit = page_limit(query.limit);
    let rows = read_rows(cx, day, of, query.after.as_deref().unwrap_or_default(), limit)?;
    let page = Page::cut(rows, limit, |row| row.id.clone());
    let birth_unknown = match of {
        RollOf::Adults => {
            cx.first(sql::BIRTH_UNKNOWN, bind![start_of(day.date())])?.map_or(Ok(0), |row| row.count(0))?
        }
        _ => 0,
    };
    let recorded = recorded(cx, day, of)?;
    Ok(Roll { day, of, hash: whole.hash, total: whole.total, birth_unknown, page, recorded })
}

crate::handle!(RecordRoll, record_roll);
/// Stores a roll as it is rebuilt now, so that later changes do not affect it.
pub fn record_roll(cx: &Cx<'_>, _: (CommunityCode,), _: &(), draft: &RecordRollRequest) -> HandlerResult<RecordedRoll> {
    cx.allow(&Subject::Community)?;
    let (day, of) = (roll_day(Some(draft.day), cx.now.day())?, draft.of);
    let whole = rebuild(cx, day, of)?;
    if recorded(cx, day, of)?.is_some_and(|known| known.hash == whole.hash) {
        return Err(SeatRefusal::RollAlreadyRecorded.into());
    }
    let roll = cx.new_id(RollId::from_parts);
    let (day_text, of_text, who) = (day.to_string(), of.to_string(), cx.member()?);
    let hash = whole.hash.as_str();
    cx.run(sql::RECORD, bind![roll, day_text, of_text, hash, whole.total, whole.ids, who, cx.now])?;
    let detail = serde_json::json!({ "day": day, "of": of, "hash": hash, "count": whole.total });
    cx.journal(&roll.to_string(), &detail)?;
    Ok(RecordedRoll { roll, at: cx.now, hash: whole.hash, count: whole.total })
}

fn recorded(cx: &Cx<'_>, day: Day, of: RollOf) -> HandlerResult<Option<RecordedRoll>> {
    Ok(cx.read_first(sql::RECORDED, bind![day.to_string(), of.to_string()])?)
}

fn rebuild(cx: &Cx<'_>, day: Day, of: RollOf) -> HandlerResult<RollDigest> {
    let start = start_of(day.date());
    let row = match of {
        RollOf::Adults => cx.first(sql::ADULTS, bind![start, born_by(day.date())])?,
        RollOf::Households => cx.first(sql::LIVED_IN, bind![start])?,
        RollOf::Body(body) => {
            cx.first(sql::BODY, bind![body])?.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
            cx.first(sql::SEATED, bind![start, day.to_string(), body])?
        }
    };
    let row = row.ok_or_else(|| HandlerError::Fault("a count gives a row".to_owned()))?;
    let (total, ids) = (row.count(0)?, row.text(1)?);
    let hash = roll_hash(ids.split('\n').filter(|id| !id.is_empty()));
    Ok(RollDigest { total, ids, hash })
}

fn read_rows(cx: &Cx<'_>, day: Day, of: RollOf, after: &str, limit: PageLimit) -> HandlerResult<Vec<RollRow>> {
    let (start, limit) = (Value::from(start_of(day.date())), Value::from(limit));
    let after = Value::from(after);
    let rows = match of {
        RollOf::Adults => cx.run(sql::ADULT_ROWS, &[start, after, limit, born_by(day.date()).into()])?,
        RollOf::Households => cx.run(sql::LIVED_IN_ROWS, &[start, after, limit])?,
        RollOf::Body(body) => cx.run(sql::SEATED_ROWS, &[start, after, limit, day.to_string().into(), body.into()])?,
    };
    rows.iter()
        .map(|row| {
            let address_masked = masking::mask_address(&row.text(2)?, &row.text(3)?);
            Ok(RollRow { id: row.text(0)?, name: row.text(1)?, address_masked })
        })
        .collect()
}
