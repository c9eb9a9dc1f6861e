//! What the object writes when the gate opens it: its own row, the body of its committee, and that body's first person.

use super::sql;
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::crypto::{self, Chance};
use crate::db::{Db, TransactionOutcome};
use crate::members::{read_sort_keys, sql as members};
use crate::{due, journal};
use domain::communities::{CommunityKind, FIRST_SEAT_DAYS, OpenCommunityRequest, OpeningRefusal, path_of};
use domain::ids::{BodyId, GridId, HouseholdId, MemberId, SeatId};
use domain::members::NO_GRID;
use domain::time::{DAY, UtcMillis, day_text};

/// Opens the community in one transaction; returns whether it was new. Opening it again in the same way changes nothing,
/// so that the regions above can still be told if that failed the first time.
pub fn open_community(
    db: &dyn Db,
    now: UtcMillis,
    chance: Chance<'_>,
    opening: &OpenCommunityRequest,
) -> HandlerResult<bool> {
    let path = path_of(&opening.code, &opening.path)?;
    if !db.run(sql::HOME, &[])?.is_empty() {
        let first = db.run(sql::FIRST, &[])?;
        let same = first.first().is_some_and(|row| row.text(0).as_deref() == Ok(opening.first.phone.as_str()));
        return if same { Ok(false) } else { Err(OpeningRefusal::AlreadyOpen.into()) };
    }
    let path = serde_json::to_string(&path[1..]).map_err(|error| HandlerError::Fault(error.to_string()))?;
    let mut result = Ok(());
    db.transaction(&mut || {
        result = write(db, now, chance, opening, &path);
        if result.is_ok() { TransactionOutcome::Commit } else { TransactionOutcome::RollBack }
    })?;
    result.map(|()| true)
}

fn write(
    db: &dyn Db,
    now: UtcMillis,
    chance: Chance<'_>,
    opening: &OpenCommunityRequest,
    path: &str,
) -> HandlerResult<()> {
    let (code, name) = (opening.code.as_str(), opening.name.as_str());
    db.run(sql::OPEN, bind![code, name, opening.kind.as_str(), path, false, now])?;
    let id = || crypto::random_u128(chance);
    let (grid, household) = (GridId::from_parts(now, id()), HouseholdId::from_parts(now, id()));
    let (member, body, seat) =
        (MemberId::from_parts(now, id()), BodyId::from_parts(now, id()), SeatId::from_parts(now, id()));
    db.run(members::ADD_GRID, bind![grid, NO_GRID])?;
    // Until the roster is imported, the first person's address is the office.
    let place = serde_json::json!([[household, grid, "居委会", "", "办公室"]]).to_string();
    db.run(members::ADD_HOUSEHOLDS, bind![place])?;
    let person =
        serde_json::json!([[member, household, grid, opening.first.name, opening.first.phone, now]]).to_string();
    db.run(members::ADD_MEMBERS, bind![person])?;
    read_sort_keys(db)?;
    let committee = match opening.kind {
        CommunityKind::Community => "居民委员会",
        CommunityKind::Village => "村民委员会",
    };
    db.run(members::ADD_BODY, bind![body, "residents-committee", format!("{name}{committee}")])?;
    let (from, until) = (day_text(now.day()), day_text(now.plus(FIRST_SEAT_DAYS * DAY).day()));
    db.run(
        members::ADD_SEAT,
        bind![seat, body, member, None::<i64>, "member", from, until.as_str(), None::<&str>, None::<&str>],
    )?;
    due::begin_housekeeping(db, now)?;
    let told = serde_json::json!({ "member": member, "seat": seat, "until": until, "reason": opening.basis });
    journal::append_row(db, now, "", "communities/open-community", code, &told.to_string())?;
    Ok(())
}
