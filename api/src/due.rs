//! The table of due times behind the object's one alarm. What is done then is in [`crate::duties`].

use crate::answer::HandlerError;
use crate::bind;
use crate::db::Db;
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

/// Housekeeping that every community has from the day it opens.
pub fn begin_housekeeping(db: &dyn Db, now: UtcMillis) -> Result<(), HandlerError> {
    db.run(sql::ADD, bind!["purge", "commands", now.plus(DAY)])?;
    db.run(sql::ADD, bind!["purge", "sign-in", now.plus(DAY)])?;
    db.run(sql::ADD, bind!["retention", "daily", now.plus(DAY)])?;
    Ok(())
}

/// Adds an act for its time; an existing row stays as it is.
pub fn set_due(db: &dyn Db, kind: &str, subject: &str, at: UtcMillis) -> Result<(), HandlerError> {
    db.run(sql::ADD, bind![kind, subject, at])?;
    Ok(())
}

/// Removes an act that was done or is no longer wanted.
pub fn remove_due(db: &dyn Db, kind: &str, subject: &str) -> Result<(), HandlerError> {
    db.run(sql::DONE, bind![kind, subject])?;
    Ok(())
}

/// Moves an act to another time.
pub fn put_off(db: &dyn Db, kind: &str, subject: &str, at: UtcMillis) -> Result<(), HandlerError> {
    db.run(sql::MOVE, bind![at, kind, subject])?;
    Ok(())
}

/// Moves an act to an earlier time; one that comes before it stays.
pub fn bring_forward(db: &dyn Db, kind: &str, subject: &str, at: UtcMillis) -> Result<(), HandlerError> {
    db.run(sql::BRING_FORWARD, bind![at, kind, subject])?;
    Ok(())
}

/// The time of the next alarm.
pub fn next_due(db: &dyn Db) -> Result<Option<UtcMillis>, HandlerError> {
    Ok(db.run(sql::NEXT, &[])?.first().map_or(Ok(None), |row| row.maybe_time(0))?)
}

/// The acts that are due: kind and subject. Rewriting of tables is done by the alarm before this.
pub fn list_due(db: &dyn Db, now: UtcMillis) -> Result<Vec<(String, String)>, HandlerError> {
    let rows = db.run(sql::NOW, bind![now])?;
    rows.iter().map(|row| Ok((row.text(0)?, row.text(1)?))).collect()
}

/// Deletes the stored answers to commands that were given before this time.
pub fn purge_commands(db: &dyn Db, before: UtcMillis) -> Result<(), HandlerError> {
    db.run(sql::PURGE_COMMANDS, bind![before])?;
    Ok(())
}
