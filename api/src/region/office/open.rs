//! What a region writes when the operator names its first head.

use super::seats::{Wanted, seat};
use super::sql;
use crate::answer::{Answer, Stop};
use crate::bind;
use crate::community::{World, today};
use crate::db::Outcome;
use crate::{due, journal};
use domain::members::Day;
use domain::regions::{OfficeOpening, OfficerPost, Refusal, take_office};
use domain::time::DAY;

/// Seats the head in one transaction. Naming the same head again changes nothing.
pub fn open_office(world: &World<'_>, opening: &OfficeOpening) -> Answer<()> {
    let mut result = Ok(());
    world.db.transaction(&mut || {
        result = write(world, opening);
        if result.is_ok() { Outcome::Commit } else { Outcome::RollBack }
    })?;
    result
}

fn write(world: &World<'_>, opening: &OfficeOpening) -> Answer<()> {
    let (db, now) = (world.db, world.now);
    let region = db.run(super::super::sql::REGION, &[])?;
    if !region.first().is_some_and(|row| row.text(0).as_deref() == Ok(opening.region.as_str())) {
        return Err(Refusal::UnknownRegion.into());
    }
    let heads = db.run(sql::HEADS, bind![opening.first.phone.as_str(), today(now)])?;
    let heads = heads.iter().map(|row| row.flag(0)).collect::<Result<Vec<_>, _>>()?;
    if !take_office(&heads)? {
        return Ok(());
    }
    let from = Day::of(now.day());
    let wanted = Wanted {
        name: &opening.first.name,
        phone: &opening.first.phone,
        post: OfficerPost::Head,
        from,
        until: opening.until,
        basis: &opening.basis,
    };
    let filled = seat(db, now, world.chance, &wanted, None)?;
    due::set(db, super::PURGE.0, super::PURGE.1, now.plus(DAY))?;
    let told =
        serde_json::json!({ "officer": filled.officer, "seat": filled.seat, "from": from, "until": opening.until });
    let told = domain::journal::without_text(&told).to_string();
    journal::append(db, now, "", "regions/open-office", opening.region.as_str(), &told).map_err(Stop::from)
}
