//! Reminders of the day before (提醒): of a meeting to its roll, of a discussion's end to those who take part in it, of a
//! term to the committee.
//!
//! State: a due time for each thing that is reminded of. Invariant: the notices and the end of the due time are one
//! transaction, so nobody is reminded twice; what was moved, answered or called off meanwhile is looked at anew.

mod sql;

use crate::answer::{Answer, Stop};
use crate::bind;
use crate::community::Cx;
use crate::db::{Db, Row};
use crate::{due, journal, matters, meetings, notices};
use domain::notices::{NoticeKind, Reminding, remind, remind_at};
use domain::time::{UtcMillis, day_text};

pub const MEETING: &str = "remind-meeting";
/// By when it is said what became of a meeting.
pub const OUTCOMES: &str = "remind-outcomes";
/// The end of a discussion.
pub const DISCUSSION: &str = "remind-discussion";
/// By when a matter that was handed in is reviewed.
pub const REVIEW: &str = "remind-review";

/// What a due time stands for.
pub struct Reminder {
    /// As it is by now.
    pub moment: UtcMillis,
    pub notice: NoticeKind,
    pub params: serde_json::Value,
    /// Whom it concerns: a count and one JSON list.
    pub to: Option<Row>,
}

/// Reminds of a moment on the day before, once; of what is nearer nobody is reminded.
pub fn of(cx: &Cx<'_>, kind: &str, subject: &str, moment: UtcMillis) -> Answer<()> {
    match remind_at(moment, cx.now) {
        Some(at) => due::set(cx.db, kind, subject, at),
        None => Ok(()),
    }
}

/// Does what is due; says whether this kind is one of these.
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

/// Who sits on the committee today.
pub fn committee(db: &dyn Db, now: UtcMillis) -> Result<Option<Row>, Stop> {
    Ok(db.run(sql::COMMITTEE, bind![day_text(now.day())])?.into_iter().next())
}
