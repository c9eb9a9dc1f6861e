//! The table of due times behind the object's one alarm. What is done then is in [`crate::duties`].

use crate::answer::HandlerError;
use crate::bind;
use crate::db::{Db, Row};
use domain::process::{DueKind, DueNext};
use domain::time::{DAY, UtcMillis};

mod sql {
    pub const NEXT: &str = "select min(at) from due";
    /// Without rewriting of tables (`erasing`), which needs that no transaction is open: the alarm does it before this.
    pub const NOW: &str = "
select kind, subject from due where at <= ? and kind <> 'rewrite' order by at, kind, subject limit 50";
    pub const MOVE: &str = "update due set at = ? where kind = ? and subject = ?";
    pub const BRING_FORWARD: &str = "update due set at = min(at, ?) where kind = ? and subject = ?";
    pub const DONE: &str = "delete from due where kind = ? and subject = ?";
    pub const PURGE_COMMANDS: &str = "delete from commands where at < ?";
    pub const ADD: &str = "insert into due (kind, subject, at) values (?, ?, ?) on conflict (kind, subject) do nothing";
}

/// Subjects of [`DueKind::Purge`].
pub const PURGE_COMMANDS: &str = "commands";
pub const PURGE_SIGN_IN: &str = "sign-in";
/// All of an office.
pub const PURGE_OFFICE: &str = "office";

/// Housekeeping that every community has from the day it opens.
pub fn begin_housekeeping(db: &dyn Db, now: UtcMillis) -> Result<(), HandlerError> {
    set_due(db, DueKind::Purge, PURGE_COMMANDS, now.plus(DAY))?;
    set_due(db, DueKind::Purge, PURGE_SIGN_IN, now.plus(DAY))?;
    set_due(db, DueKind::Retention, "daily", now.plus(DAY))
}

/// Adds an act for its time; an existing row stays as it is.
pub fn set_due(db: &dyn Db, kind: DueKind, subject: &str, at: UtcMillis) -> Result<(), HandlerError> {
    db.run(sql::ADD, bind![kind, subject, at])?;
    Ok(())
}

/// Removes an act that was done or is no longer wanted.
pub fn remove_due(db: &dyn Db, kind: DueKind, subject: &str) -> Result<(), HandlerError> {
    db.run(sql::DONE, bind![kind, subject])?;
    Ok(())
}

/// Moves an act to another time.
pub fn put_off(db: &dyn Db, kind: DueKind, subject: &str, at: UtcMillis) -> Result<(), HandlerError> {
    db.run(sql::MOVE, bind![at, kind, subject])?;
    Ok(())
}

/// Moves an act to an earlier time; one that comes before it stays.
pub fn bring_forward(db: &dyn Db, kind: DueKind, subject: &str, at: UtcMillis) -> Result<(), HandlerError> {
    db.run(sql::BRING_FORWARD, bind![at, kind, subject])?;
    Ok(())
}

/// The time of the next alarm.
pub fn next_due(db: &dyn Db) -> Result<Option<UtcMillis>, HandlerError> {
    Ok(db.run(sql::NEXT, &[])?.first().map_or(Ok(None), |row| row.maybe_time(0))?)
}

/// An act that is due. A row of a newer version that was rolled back has no kind here.
pub struct DueAct {
    pub kind: Option<DueKind>,
    pub subject: String,
    kind_text: String,
}

/// The acts that are due. Rewriting of tables is done by the alarm before this.
pub fn list_due(db: &dyn Db, now: UtcMillis) -> Result<Vec<DueAct>, HandlerError> {
    let rows = db.run(sql::NOW, bind![now])?;
    let read = |row: &Row| {
        let kind_text = row.text(0)?;
        Ok(DueAct { kind: kind_text.parse().ok(), subject: row.text(1)?, kind_text })
    };
    rows.iter().map(read).collect()
}

/// Removes the row of an act that was done, or moves it to its next time.
pub fn finish_act(db: &dyn Db, act: &DueAct, next: DueNext) -> Result<(), HandlerError> {
    let (kind, subject) = (act.kind_text.as_str(), act.subject.as_str());
    match next {
        DueNext::Done => db.run(sql::DONE, bind![kind, subject])?,
        DueNext::At(at) => db.run(sql::MOVE, bind![at, kind, subject])?,
    };
    Ok(())
}

/// Deletes the stored answers to commands that were given before this time.
pub fn purge_commands(db: &dyn Db, before: UtcMillis) -> Result<(), HandlerError> {
    db.run(sql::PURGE_COMMANDS, bind![before])?;
    Ok(())
}
