//! Reminders of meetings: that one is near, and that outcomes are still to be recorded.

use super::sql;
use crate::answer::HandlerError;
use crate::bind;
use crate::db::Db;
use crate::reminders::{Reminder, committee_members};
use domain::meetings::{Electorate, Rules, outcomes_due};
use domain::members::born_by;
use domain::notices::NoticeKind;
use domain::time::UtcMillis;

/// A meeting that is still announced; for everybody on its roll, of households for all who are of age.
pub fn to_come(db: &dyn Db, now: UtcMillis, id: &str) -> Result<Option<Reminder>, HandlerError> {
    let Some(row) = db.run(sql::TO_COME, bind![id])?.into_iter().next() else { return Ok(None) };
    let to = match row.parsed::<Electorate>(3)? {
        Electorate::Households => db.run(sql::HOUSEHOLDS_TO_TELL, bind![id, born_by(now.day())])?,
        _ => db.run(sql::VOTERS_TO_TELL, bind![id])?,
    };
    let (moment, title, place) = (row.time(0)?, row.text(1)?, row.text(2)?);
    let params = serde_json::json!({ "meeting": id, "title": title, "place": place, "starts_at": moment });
    Ok(Some(Reminder { moment, notice: NoticeKind::MeetingTomorrow, params, to: to.into_iter().next() }))
}

/// A meeting whose outcomes are not recorded yet.
pub fn outcomes_owed(db: &dyn Db, now: UtcMillis, id: &str) -> Result<Option<Reminder>, HandlerError> {
    let Some(row) = db.run(sql::OUTCOMES_OWED, bind![id])?.into_iter().next() else { return Ok(None) };
    let (moment, title) = (outcomes_due(row.time(0)?, Rules::current()), row.text(1)?);
    let params = serde_json::json!({ "meeting": id, "title": title, "deadline": moment });
    Ok(Some(Reminder { moment, notice: NoticeKind::OutcomesDue, params, to: committee_members(db, now)? }))
}
