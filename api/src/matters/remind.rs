//! Reminders of matters: the end of the discussion, and the day by which a matter is reviewed.

mod sql;

use crate::answer::HandlerError;
use crate::bind;
use crate::db::Db;
use crate::reminders::{Reminder, committee_members};
use domain::matters::{Rules, answer_due};
use domain::notices::NoticeKind;
use domain::time::UtcMillis;

/// For the proposer, the co-signers, and everybody who has posted.
pub fn discussion_reminder(db: &dyn Db, id: &str) -> Result<Option<Reminder>, HandlerError> {
    let Some(row) = db.run(sql::ENDING, bind![id])?.into_iter().next() else { return Ok(None) };
    let (moment, title) = (row.time(0)?, row.text(1)?);
    let params = serde_json::json!({ "matter": id, "title": title, "until": moment });
    let to = db.run(sql::WHO_TAKE_PART, bind![id])?.into_iter().next();
    Ok(Some(Reminder { moment, notice: NoticeKind::DiscussionEnding, params, to }))
}

pub fn in_review(db: &dyn Db, now: UtcMillis, id: &str) -> Result<Option<Reminder>, HandlerError> {
    let Some(row) = db.run(sql::IN_REVIEW, bind![id])?.into_iter().next() else { return Ok(None) };
    let (moment, title) = (answer_due(row.time(0)?, Rules::current()), row.text(1)?);
    let params = serde_json::json!({ "matter": id, "title": title, "deadline": moment });
    Ok(Some(Reminder { moment, notice: NoticeKind::ReviewDue, params, to: committee_members(db, now)? }))
}
