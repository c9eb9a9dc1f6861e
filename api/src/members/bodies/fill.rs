//! `POST …/bodies/{body}/seats`

use super::sql::{self, PersonRecord, SideRecord};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::{Cx, Feature};
use crate::sessions;
use chrono::NaiveDate;
use domain::access::Subject;
use domain::contract::RequestError;
use domain::ids::{BodyId, CommunityCode, MemberId, SeatId};
use domain::members::{
    BodyKind, Day, FillSeatRequest, Handover, Holder, Record, SeatFilled, SeatingFacts, SelectionMethod, Side,
    VacantSeat, may_fill_seat, read_day, role_of, side_of, takes_over,
};
use domain::sessions::is_staff;
use domain::time::day_text;

crate::handle!(FillSeat, fill_seat);
/// Seats a member. Everything that the rule needs is read first; then the seat is written with the way it was filled.
pub fn fill_seat(
    cx: &Cx<'_>,
    (_, body): (CommunityCode, BodyId),
    _: &(),
    wanted: &FillSeatRequest,
) -> HandlerResult<SeatFilled> {
    cx.allow(&Subject::Community)?;
    let row = cx.first(sql::BODY, bind![body])?.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    let kind: BodyKind = row.parsed(0)?;
    let (candidate, born) = records(cx, wanted.member)?;
    if candidate.is_empty() || (wanted.grid.is_some() && cx.first(sql::GRID, bind![wanted.grid])?.is_none()) {
        return Err(RequestError::NotFound.into());
    }
    let today = cx.now.day();
    let open = vacant(cx, body, wanted)?;
    let birth_unknown = may_fill_seat(&SeatingFacts {
        kind,
        wanted,
        today,
        caller: &records(cx, cx.member()?)?.0,
        candidate: &candidate,
        born,
        holders: &holders(cx, body, wanted)?,
        across: &side_records(cx, side_of(kind, wanted.post).map(Side::other), wanted.from, wanted.until)?,
        relatives: &load_relatives(cx, &candidate)?,
        vacant: &open.iter().map(|(_, vacant)| *vacant).collect::<Vec<_>>(),
    })?;
    let follows = followed(wanted, &open);
    let took_over = follows.map(|seat| handover(cx, seat)).transpose()?.flatten();
    let seat = cx.new_id(SeatId::from_parts);
    write(cx, seat, body, wanted, follows)?;
    if role_of(kind, wanted.post).is_some_and(is_staff) {
        sessions::end_sessions_by_slip(cx, wanted.member)?;
    }
    Ok(SeatFilled { seat, birth_unknown, took_over })
}

fn write(
    cx: &Cx<'_>,
    seat: SeatId,
    body: BodyId,
    wanted: &FillSeatRequest,
    follows: Option<SeatId>,
) -> HandlerResult<()> {
    let (from, until) = (wanted.from.to_string(), wanted.until.to_string());
    let (how, basis) = (wanted.how.as_str(), wanted.basis.as_str());
    let who = cx.member()?;
    cx.run(
        sql::FILL,
        bind![
            seat,
            body,
            wanted.member,
            wanted.grid,
            wanted.post.as_str(),
            from.as_str(),
            until.as_str(),
            how,
            basis,
            wanted.duties.as_str(),
            who,
            cx.now,
            follows,
        ],
    )?;
    let detail = serde_json::json!({
        "member": wanted.member, "body": body, "post": wanted.post, "from": from, "until": until, "how": how,
        "basis": basis, "follows": follows,
    });
    cx.journal(&seat.to_string(), &detail)?;
    cx.bump_revision(Feature::Members)
}

/// Ended seats of the post, and of the grid where it has one, that have no successor yet, with their ids.
fn vacant(cx: &Cx<'_>, body: BodyId, wanted: &FillSeatRequest) -> HandlerResult<Vec<(SeatId, VacantSeat)>> {
    cx.run(sql::VACANT, bind![body, wanted.post.as_str(), wanted.grid])?
        .iter()
        .map(|row| {
            let until: Day = row.parsed(2)?;
            Ok((row.parsed(0)?, VacantSeat { ended: row.time(1)?.day(), until: until.date() }))
        })
        .collect()
}

/// The seat that this one follows: in a by-election the one whose term it completes, otherwise the last one.
fn followed(wanted: &FillSeatRequest, open: &[(SeatId, VacantSeat)]) -> Option<SeatId> {
    let fits = |vacant: &VacantSeat| {
        wanted.how != SelectionMethod::ByElected
            || (vacant.until == wanted.until.date() && vacant.ended <= wanted.from.date())
    };
    let mut fitting = open.iter().filter(|(_, vacant)| fits(vacant));
    if takes_over(wanted.how, wanted.post) { fitting.next().map(|(seat, _)| *seat) } else { None }
}

fn handover(cx: &Cx<'_>, seat: SeatId) -> HandlerResult<Option<Handover>> {
    Ok(cx.read_first(sql::HANDOVER, bind![seat])?)
}

fn holders(cx: &Cx<'_>, body: BodyId, wanted: &FillSeatRequest) -> HandlerResult<Vec<Holder>> {
    Ok(cx.read_all(sql::HOLDERS, bind![body, wanted.from.to_string(), wanted.until.to_string()])?)
}

/// Records of all who hold a seat of one side at some time between two days.
pub fn side_records(cx: &Cx<'_>, side: Option<Side>, from: Day, until: Day) -> HandlerResult<Vec<Record>> {
    if side.is_none() {
        return Ok(vec![]);
    }
    let rows: Vec<SideRecord> = cx.read_all(sql::SIDES, bind![from.to_string(), until.to_string()])?;
    let found = rows.into_iter().filter(|row| side_of(row.kind, row.post) == side);
    Ok(found.map(|row| row.record).collect())
}

/// Declared near relatives of any of these records.
pub fn load_relatives(cx: &Cx<'_>, of: &[Record]) -> HandlerResult<Vec<(MemberId, MemberId)>> {
    let ids: Vec<MemberId> = of.iter().map(|record| record.member).collect();
    let list = serde_json::to_string(&ids).map_err(|error| HandlerError::Fault(error.to_string()))?;
    cx.run(sql::RELATIVES, bind![list])?.iter().map(|row| Ok((row.parsed(0)?, row.parsed(1)?))).collect()
}

/// All records of one person, the named one first, and its day of birth.
fn records(cx: &Cx<'_>, member: MemberId) -> HandlerResult<(Vec<Record>, Option<NaiveDate>)> {
    let rows: Vec<PersonRecord> = cx.read_all(sql::RECORDS, bind![member])?;
    let born = rows.first().and_then(|row| row.born.as_deref()).and_then(read_day);
    Ok((rows.into_iter().map(|row| row.record).collect(), born))
}

/// Today, as a day of the contract.
pub fn current_day(cx: &Cx<'_>) -> Day {
    Day::of(cx.now.day())
}

/// Today, in the form that the store compares.
pub fn today_text(cx: &Cx<'_>) -> String {
    day_text(cx.now.day())
}
