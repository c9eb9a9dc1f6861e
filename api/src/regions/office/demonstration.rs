//! Officers for trying the demonstration (示范数据): invented people, seated in demonstration mode and only where
//! nobody was ever seated, by the same rule as everybody.

use super::seats::{NewOfficerSeat, seat_officer};
use super::sql;
use crate::answer::{HandlerError, HandlerResult};
use crate::db::TransactionOutcome;
use crate::object::{Mode, ObjectEnv};
use crate::{demonstration, due, journal};
use domain::contract::RequestError;
use domain::members::Day;
use domain::process::DueKind;
use domain::time::DAY;

/// The length of their terms, from the day of the demonstration's making.
const TERM_DAYS: i64 = 3 * 365;

/// Seats the officers of this region, in one transaction; a second call changes nothing.
pub fn seat_demonstration(world: &ObjectEnv<'_>) -> HandlerResult<()> {
    if world.mode != Mode::Demonstration {
        return Err(RequestError::NotFound.into());
    }
    let mut result = Ok(());
    world.db.transaction(&mut || {
        result = write(world);
        if result.is_ok() { TransactionOutcome::Commit } else { TransactionOutcome::RollBack }
    })?;
    result
}

fn write(world: &ObjectEnv<'_>) -> HandlerResult<()> {
    let (db, now) = (world.db, world.now);
    let region = db.run(super::super::sql::REGION, &[])?;
    let Some(code) = region.first().map(|row| row.text(0)).transpose()? else { return Ok(()) };
    if !db.run(sql::EVER_SEATED, &[])?.is_empty() {
        return Ok(());
    }
    let invented = || HandlerError::Fault("an invented officer who cannot be".to_owned());
    for shown in demonstration::list_officers().into_iter().filter(|shown| shown.region.as_str() == code) {
        let wanted = NewOfficerSeat {
            name: &shown.name.parse().map_err(|_| invented())?,
            phone: &shown.phone.parse().map_err(|_| invented())?,
            post: shown.post,
            from: Day::of(now.day()),
            until: Day::of(now.plus(TERM_DAYS * DAY).day()),
            basis: &demonstration::OFFICERS_BASIS.parse().map_err(|_| invented())?,
        };
        let filled = seat_officer(db, now, world.chance, &wanted, None)?;
        let told = serde_json::json!({ "demonstration": true, "officer": filled.officer, "post": shown.post });
        journal::append_row(db, now, "", "demonstration/seat-officer", &filled.seat.to_string(), &told.to_string())?;
    }
    due::set_due(db, DueKind::Purge, due::PURGE_OFFICE, now.plus(DAY))
}
