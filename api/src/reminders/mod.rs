//! Reminders on the day before (提醒): of a meeting to its roll, of a discussion's end to its participants, of a
//! deadline to the committee.
//!
//! State: a due row for each reminder. Invariant: the notices and the removal of the due row are one transaction, so
//! nobody is reminded twice; whether the occasion was moved, answered or called off meanwhile is checked again.

mod sql;

use crate::answer::{Answer, Stop};
use crate::bind;
use crate::community::Cx;
use crate::db::{Db, Row};
use crate::{due, journal, matters, meetings, notices};
use domain::notices::{NoticeKind, Reminding, remind, remind_at};
use domain::time::{UtcMillis, day_text};

pub const MEETING: &str = "remind-meeting";
/// The deadline for recording the outcomes of a meeting.
pub const OUTCOMES: &str = "remind-outcomes";
/// The end of a discussion.
pub const DISCUSSION: &str = "remind-discussion";
/// The deadline for reviewing a matter that was handed in.
pub const REVIEW: &str = "remind-review";

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
pub fn of(cx: &Cx<'_>, kind: &str, subject: &str, moment: UtcMillis) -> Answer<()> {
    match remind_at(moment, cx.now) {
        Some(at) => due::set(cx.db, kind, subject, at),
        None => Ok(()),
    }
}

/// Sends a due reminder; returns whether the kind is one of these.
pub fn take(db: &dyn Db, now: UtcMillis, kind: &str, subject: &str) -> Result<bool, Stop> {
    let found = match kind {
        MEETING => meetings::to_come(db, now, subject)?,
        OUTCOMES => meetings::outcomes_owed(db, now, subject)?,
        DISCUSSION => matters::ending(db, subject)?,
        REVIEW => matters::in_review(db, now, subject)?,
        _ => return Ok(false),
    };
    match found.as_ref().map(|found| (remind(found.moment, now), found)) {
        Some((Reminding::Wait(at), _)) => due::put_off(db, kind, subject, at)?,
        Some((Reminding::Tell, found)) => {
            tell(db, now, kind, subject, found)?;
            due::done(db, kind, subject)?;
        }
        Some((Reminding::Drop, _)) | None => due::done(db, kind, subject)?,
    }
    Ok(true)
}

fn tell(db: &dyn Db, now: UtcMillis, kind: &str, subject: &str, reminder: &Reminder) -> Result<(), Stop> {
    let Some(to) = &reminder.to else { return Ok(()) };
    let (told, members) = (to.count(0)?, to.text(1)?);
    notices::remind_many(db, now, subject, &members, reminder.notice, &reminder.params)?;
    let detail = serde_json::json!({ "told": told }).to_string();
    Ok(journal::append(db, now, "", &["due/", kind].concat(), subject, &detail)?)
}

/// The present members of the committee.
pub fn committee(db: &dyn Db, now: UtcMillis) -> Result<Option<Row>, Stop> {
    Ok(db.run(sql::COMMITTEE, bind![day_text(now.day())])?.into_iter().next())
}
