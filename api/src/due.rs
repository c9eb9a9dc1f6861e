//! The object's own acts: a table of due times behind its one alarm. Each act is a transaction of its own that also
//! moves or removes its row, so that an alarm that runs twice does nothing twice.

use crate::answer::Stop;
use crate::bind;
use crate::db::{Db, Outcome};
use crate::members::import::sql as imports;
use crate::{archive, erasing, journal, members, outgoing, privacy, region, reminders, sessions};
use domain::limits;
use domain::time::{DAY, HOUR, UtcMillis};

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
pub fn begin(db: &dyn Db, now: UtcMillis) -> Result<(), Stop> {
    db.run(sql::ADD, bind!["purge", "commands", now.plus(DAY)])?;
    db.run(sql::ADD, bind!["purge", "sign-in", now.plus(DAY)])?;
    db.run(sql::ADD, bind!["retention", "daily", now.plus(DAY)])?;
    Ok(())
}

/// Adds an act for its time; an existing row stays as it is.
pub fn set(db: &dyn Db, kind: &str, subject: &str, at: UtcMillis) -> Result<(), Stop> {
    db.run(sql::ADD, bind![kind, subject, at])?;
    Ok(())
}

/// Removes an act that was done or is no longer wanted.
pub fn done(db: &dyn Db, kind: &str, subject: &str) -> Result<(), Stop> {
    db.run(sql::DONE, bind![kind, subject])?;
    Ok(())
}

/// Something to be done later, once.
pub fn add(db: &dyn Db, kind: &str, subject: &str, at: UtcMillis) -> Result<(), Stop> {
    db.run(sql::ADD, bind![kind, subject, at])?;
    Ok(())
}

/// Moves an act to another time.
pub fn put_off(db: &dyn Db, kind: &str, subject: &str, at: UtcMillis) -> Result<(), Stop> {
    db.run(sql::MOVE, bind![at, kind, subject])?;
    Ok(())
}

/// Moves an act to an earlier time; one that comes before it stays.
pub fn bring_forward(db: &dyn Db, kind: &str, subject: &str, at: UtcMillis) -> Result<(), Stop> {
    db.run(sql::BRING_FORWARD, bind![at, kind, subject])?;
    Ok(())
}

/// The time of the next alarm.
pub fn next(db: &dyn Db) -> Result<Option<UtcMillis>, Stop> {
    Ok(db.run(sql::NEXT, &[])?.first().map_or(Ok(None), |row| row.maybe_time(0))?)
}

/// Does everything that is due.
pub fn run(db: &dyn Db, now: UtcMillis) -> Result<u32, Stop> {
    let mut done = 0;
    for row in db.run(sql::NOW, bind![now])? {
        let (kind, subject) = (row.text(0)?, row.text(1)?);
        let mut result = Ok(());
        db.transaction(&mut || {
            result = act(db, now, &kind, &subject);
            if result.is_ok() { Outcome::Commit } else { Outcome::RollBack }
        })?;
        result?;
        done += 1;
    }
    Ok(done)
}

/// Deletes data of signing in after its retention period, the same in every kind of object.
fn purge_doors(db: &dyn Db, now: UtcMillis) -> Result<(), Stop> {
    erasing::this_week(db, now)?;
    db.run(sessions::PURGE_CODES, bind![now.plus(-HOUR)])?;
    db.run(sessions::PURGE_RATES, bind![now.plus(-2 * HOUR), now])?;
    db.run(sessions::PURGE_SESSIONS, bind![now.plus(-DAY)])?;
    db.run(sessions::PURGE_EVENTS, bind![now.plus(-limits::SIGN_IN_HISTORY_DAYS * DAY)])?;
    Ok(())
}

fn act(db: &dyn Db, now: UtcMillis, kind: &str, subject: &str) -> Result<(), Stop> {
    match (kind, subject) {
        ("purge", "commands") => {
            db.run(sql::PURGE_COMMANDS, bind![now.plus(-limits::IDEMPOTENCY_DAYS * DAY)])?;
            journal::append(db, now, "", "due/purge-commands", "", "{}")?;
            db.run(sql::MOVE, bind![now.plus(DAY), kind, subject])?;
        }
        ("purge", "sign-in") => {
            purge_doors(db, now)?;
            db.run(sessions::PURGE_TICKETS, bind![now])?;
            db.run(sessions::PURGE_CHALLENGES, bind![now])?;
            db.run(sql::MOVE, bind![now.plus(DAY), kind, subject])?;
        }
        region::PURGE => {
            purge_doors(db, now)?;
            db.run(sessions::PURGE_TICKETS, bind![now])?;
            db.run(sql::PURGE_COMMANDS, bind![now.plus(-limits::IDEMPOTENCY_DAYS * DAY)])?;
            region::forget_old(db, now)?;
            db.run(sql::MOVE, bind![now.plus(DAY), kind, subject])?;
        }
        ("import", import) => {
            if !db.run(imports::LAPSE, bind![now, import])?.is_empty() {
                erasing::soon(db, now, &["import_lines"])?;
                db.run(imports::FORGET_LINES, bind![import])?;
                journal::append(db, now, "", "due/forget-import", import, "{}")?;
            }
            db.run(sql::DONE, bind![kind, subject])?;
        }
        ("retention", _) => {
            privacy::erase_what_is_old(db, now)?;
            members::read_initials(db)?;
            db.run(sql::MOVE, bind![now.plus(DAY), kind, subject])?;
        }
        ("closing", _) => {
            privacy::carry_out(db, now, subject)?;
            done(db, kind, subject)?;
        }
        (archive::FORGET, file) => archive::forget_unused(db, now, file)?,
        (outgoing::KIND, id) => outgoing::take(db, now, id)?,
        _ if reminders::take(db, now, kind, subject)? => {}
        _ => {
            // Left by a newer version that was rolled back: it must not keep the alarm ringing.
            db.run(sql::DONE, bind![kind, subject])?;
        }
    }
    Ok(())
}
