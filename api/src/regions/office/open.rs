//! What a region writes when the operator names its first head.

use super::seats::{NewOfficerSeat, seat_officer};
use super::sql;
use crate::answer::HandlerResult;
use crate::bind;
use crate::db::TransactionOutcome;
use crate::object::{ObjectEnv, today_text};
use crate::{due, journal};
use domain::members::Day;
use domain::process::DueKind;
use domain::regions::{OfficerPost, OpenOfficeRequest, Refusal, take_office};
use domain::time::DAY;

/// Seats the head in one transaction; returns whether the seat is new. Naming the same head again changes nothing.
pub fn open_office(world: &ObjectEnv<'_>, opening: &OpenOfficeRequest) -> HandlerResult<bool> {
    let mut result = Ok(false);
    world.db.transaction(&mut || {
        result = write(world, opening);
        if result.is_ok() { TransactionOutcome::Commit } else { TransactionOutcome::RollBack }
    })?;
    result
}

fn write(world: &ObjectEnv<'_>, opening: &OpenOfficeRequest) -> HandlerResult<bool> {
    let (db, now) = (world.db, world.now);
    let region = db.run(super::super::sql::REGION, &[])?;
    if !region.first().is_some_and(|row| row.text(0).as_deref() == Ok(opening.region.as_str())) {
        return Err(Refusal::UnknownRegion.into());
    }
    let heads = db.run(sql::HEADS, bind![opening.first.phone.as_str(), today_text(now)])?;
    let heads = heads.iter().map(|row| row.flag(0)).collect::<Result<Vec<_>, _>>()?;
    if !take_office(&heads)? {
        return Ok(false);
    }
    let from = Day::of(now.day());
    let wanted = NewOfficerSeat {
        name: &opening.first.name,
        phone: &opening.first.phone,
        post: OfficerPost::Head,
        from,
        until: opening.until,
        basis: &opening.basis,
    };
    let filled = seat_officer(db, now, world.chance, &wanted, None)?;
    due::set_due(db, DueKind::Purge, due::PURGE_OFFICE, now.plus(DAY))?;
    let told =
        serde_json::json!({ "officer": filled.officer, "seat": filled.seat, "from": from, "until": opening.until });
    let told = domain::journal::without_text(&told).to_string();
    journal::append_row(db, now, "", "regions/open-office", opening.region.as_str(), &told)?;
    Ok(true)
}
