//! Tells those whom an announcement addresses, on its first day.

use super::sql::{self, AnnouncementFacts};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::db::Db;
use crate::{journal, notices};
use domain::ids::AnnouncementId;
use domain::members::born_by;
use domain::time::{UtcMillis, day_text};

/// The due act. One that was withdrawn meanwhile is told to nobody.
pub fn tell_announcement(db: &dyn Db, now: UtcMillis, subject: &str) -> HandlerResult<()> {
    let Some(id) = subject.parse::<AnnouncementId>().ok() else { return Ok(()) };
    let Some(row) = db.run(sql::FACTS, bind![id])?.into_iter().next() else { return Ok(()) };
    let facts = row.decode::<AnnouncementFacts>()?;
    if facts.withdrawn || facts.is_told {
        return Ok(());
    }
    let told = tell_addressed(db, now, id, &facts)?;
    let detail = serde_json::json!({ "told": told }).to_string();
    Ok(journal::append_row(db, now, "", "due/tell-announcement", subject, &detail)?)
}

/// Leaves a notice for each of those of age whom the announcement addresses today. Returns their number.
pub fn tell_addressed(
    db: &dyn Db,
    now: UtcMillis,
    id: AnnouncementId,
    facts: &AnnouncementFacts,
) -> HandlerResult<u32> {
    let today = now.day();
    let values = bind![born_by(today), facts.grid, facts.body, day_text(today)];
    let rows = db.run(sql::ADDRESSEES, values)?;
    let to = rows.first().ok_or_else(|| HandlerError::Fault("no count of those addressed".to_owned()))?;
    let (told, members) = (to.count(0)?, to.text(1)?);
    let params = serde_json::json!({ "announcement": id, "title": facts.title });
    notices::notify_of_announcement(db, now, id, &members, &params)?;
    db.run(sql::SET_ADDRESSED, bind![told, id])?;
    Ok(told)
}
