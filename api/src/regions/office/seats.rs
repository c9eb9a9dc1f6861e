//! `GET …/officers`, `POST …/officers` and `POST …/officer-seats/{seat}/ending`: who sits in the office, and who decides it.

use super::sql;
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::crypto::{self, Chance};
use crate::db::Db;
use crate::object::{Cx, today_text};
use domain::access::Subject;
use domain::contract::{Empty, RequestError};
use domain::ids::{OfficerId, RegionCode, SeatId};
use domain::limits;
use domain::members::{Day, PersonName, SeatBasis};
use domain::regions::{
    self as rules, EndOfficerSeatRequest, FillOfficerSeatRequest, OfficerPost, OfficerSeatFilled, Officers,
    SeatEndingFacts, SeatFillingFacts,
};
use domain::sessions::{Done, Phone};
use domain::time::UtcMillis;

crate::handle!(ListOfficers, list_officers);
pub fn list_officers(cx: &Cx<'_>, _: (RegionCode,), _: &(), _: &Empty) -> HandlerResult<Officers> {
    cx.allow(&Subject::Region)?;
    let officers = cx.read_all(sql::LIST, bind![today_text(cx.now), limits::OFFICERS_PER_REGION_MAX])?;
    Ok(Officers { officers })
}

crate::handle!(FillOfficerSeat, fill_officer_seat);
pub fn fill_officer_seat(
    cx: &Cx<'_>,
    _: (RegionCode,),
    _: &(),
    body: &FillOfficerSeatRequest,
) -> HandlerResult<OfficerSeatFilled> {
    cx.allow(&Subject::Region)?;
    let by = cx.officer()?;
    let wanted = NewOfficerSeat {
        name: &body.name,
        phone: &body.phone,
        post: body.post,
        from: body.from,
        until: body.until,
        basis: &body.basis,
    };
    let filled = seat_officer(cx.db, cx.now, cx.chance, &wanted, Some(by))?;
    let told =
        serde_json::json!({ "officer": filled.officer, "post": body.post, "from": body.from, "until": body.until });
    cx.journal(&filled.seat.to_string(), &told)?;
    Ok(filled)
}

crate::handle!(EndOfficerSeat, end_officer_seat);
pub fn end_officer_seat(
    cx: &Cx<'_>,
    (_, seat): (RegionCode, SeatId),
    _: &(),
    body: &EndOfficerSeatRequest,
) -> HandlerResult<Done> {
    cx.allow(&Subject::Region)?;
    let by = cx.officer()?;
    let row = cx
        .first(sql::SEAT, bind![seat, today_text(cx.now)])?
        .ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    let (officer, post): (OfficerId, OfficerPost) = (row.parsed(0)?, row.parsed(1)?);
    rules::may_end_seat(&SeatEndingFacts { own: officer == by, post, over: row.flag(2)?, other_heads: row.count(3)? })?;
    // Sessions of the seat end with it, by trigger.
    cx.run(sql::END_SEAT, bind![cx.now, body.reason.as_str(), by, seat])?;
    cx.journal(&seat.to_string(), &serde_json::json!({ "officer": officer, "post": post, "reason": body.reason }))?;
    Ok(Done {})
}

/// The values of a seat to be filled.
pub struct NewOfficerSeat<'a> {
    pub name: &'a PersonName,
    pub phone: &'a Phone,
    pub post: OfficerPost,
    pub from: Day,
    pub until: Day,
    pub basis: &'a SeatBasis,
}

/// Checks the rule and writes the seat; `by` is `None` when the operator does it. The same name with the same phone is
/// the same person; a phone with another name belongs to a new person from then on.
pub fn seat_officer(
    db: &dyn Db,
    now: UtcMillis,
    chance: Chance<'_>,
    wanted: &NewOfficerSeat<'_>,
    by: Option<OfficerId>,
) -> HandlerResult<OfficerSeatFilled> {
    let (name, phone) = (wanted.name.as_str(), wanted.phone.as_str());
    let rows = db.run(sql::BEFORE_FILLING, bind![by, phone, name, today_text(now)])?;
    let row = rows.first().ok_or_else(|| HandlerError::Fault("a question without an answer".to_owned()))?;
    rules::may_fill_seat(&SeatFillingFacts {
        own: row.flag(0)?,
        open_until: row.maybe_parsed::<Day>(1)?.map(Day::date),
        open_seats: row.count(2)?,
        from: wanted.from.date(),
        until: wanted.until.date(),
        today: now.day(),
    })?;
    let officer = if let Some(officer) = row.maybe_parsed(3)? {
        officer
    } else {
        let officer = OfficerId::from_parts(now, crypto::random_u128(chance));
        db.run(sql::ADD_OFFICER, bind![officer, name, phone])?;
        officer
    };
    let seat = SeatId::from_parts(now, crypto::random_u128(chance));
    let (from, until) = (wanted.from.to_string(), wanted.until.to_string());
    let values = bind![seat, officer, wanted.post.as_str(), from, until, wanted.basis.as_str(), by, now];
    db.run(sql::ADD_SEAT, values)?;
    Ok(OfficerSeatFilled { officer, seat })
}
