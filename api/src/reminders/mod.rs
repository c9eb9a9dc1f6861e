//! Reminders on the day before (提醒): of a meeting to its roll, of a discussion's end to its participants, of a
//! deadline to the committee.
//!
//! State: a due row for each reminder. Invariant: the notices and the removal of the due row are one transaction, so
//! nobody is reminded twice; whether the occasion was moved, answered or called off meanwhile is checked again.
//!
//! A reminder rings at [`REMIND_HOUR`](domain::limits::REMIND_HOUR) on the day before. Then the feature (`remind.rs`
//! in meetings and matters) says whether there is still something to remind of, and what its moment is now. The
//! notices go to the roll of a meeting, to the participants of a discussion, and to the committee for a review or
//! outcomes that are due.

mod sql;

use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::db::{Db, Row};
use crate::object::Cx;
use crate::{due, journal, notices};
use domain::notices::{NoticeKind, ReminderAction, decide_reminder, remind_at};
use domain::process::{DueKind, DueNext};
use domain::time::{UtcMillis, day_text};

/// The content of a due reminder.
pub struct Reminder {
    /// The time of the occasion, as of now.
    pub moment: UtcMillis,
    pub notice: NoticeKind,
    pub params: serde_json::Value,
    /// The recipients: a count and one JSON list.
    pub to: Option<Row>,
}

/// Sets a reminder on the day before a moment, once; none for a nearer moment.
pub fn set_reminder(cx: &Cx<'_>, kind: DueKind, subject: &str, moment: UtcMillis) -> HandlerResult<()> {
    match remind_at(moment, cx.now) {
        Some(at) => due::set_due(cx.db, kind, subject, at),
        None => Ok(()),
    }
}

/// Sends a due reminder, if there is still something to remind of.
pub fn run_reminder(
    db: &dyn Db,
    now: UtcMillis,
    kind: DueKind,
    subject: &str,
    found: Option<Reminder>,
) -> HandlerResult<DueNext> {
    match found.map(|found| (decide_reminder(found.moment, now), found)) {
        Some((ReminderAction::Wait(at), _)) => Ok(DueNext::At(at)),
        Some((ReminderAction::Tell, found)) => {
            notify_reminded(db, now, kind, subject, &found)?;
            Ok(DueNext::Done)
        }
        Some((ReminderAction::Drop, _)) | None => Ok(DueNext::Done),
    }
}

fn notify_reminded(
    db: &dyn Db,
    now: UtcMillis,
    kind: DueKind,
    subject: &str,
    reminder: &Reminder,
) -> Result<(), HandlerError> {
    let Some(to) = &reminder.to else { return Ok(()) };
    let (told, members) = (to.count(0)?, to.text(1)?);
    notices::notify_many_by_clock(db, now, subject, &members, reminder.notice, &reminder.params)?;
    let detail = serde_json::json!({ "told": told }).to_string();
    Ok(journal::append_row(db, now, "", &["due/", kind.as_str()].concat(), subject, &detail)?)
}

/// The present members of the committee.
pub fn committee_members(db: &dyn Db, now: UtcMillis) -> Result<Option<Row>, HandlerError> {
    Ok(db.run(sql::COMMITTEE, bind![day_text(now.day())])?.into_iter().next())
}
