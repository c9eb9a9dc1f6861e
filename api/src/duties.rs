//! What an object does by itself: its due acts, and what follows from the reply to a letter.
//!
//! Invariant: each act is a transaction of its own that also moves or removes its row, so that an alarm that runs twice
//! does nothing twice.

use crate::answer::HandlerError;
use crate::bind;
use crate::db::{Db, TransactionOutcome};
use crate::internal_requests::read_body;
use crate::members::import::sql as imports;
use crate::outgoing::Letter;
use crate::{archive, decisions, due, erasing, journal, members, outgoing, privacy, regions, reminders, sessions};
use domain::limits;
use domain::time::{DAY, HOUR, UtcMillis};

/// Does everything that is due.
pub fn run_due(db: &dyn Db, now: UtcMillis) -> Result<u32, HandlerError> {
    let mut done = 0;
    for (kind, subject) in due::list_due(db, now)? {
        let mut result = Ok(());
        db.transaction(&mut || {
            result = act(db, now, &kind, &subject);
            if result.is_ok() { TransactionOutcome::Commit } else { TransactionOutcome::RollBack }
        })?;
        result?;
        done += 1;
    }
    Ok(done)
}

/// Deletes data of signing in after its retention period, the same in every kind of object.
fn purge_doors(db: &dyn Db, now: UtcMillis) -> Result<(), HandlerError> {
    erasing::this_week(db, now)?;
    db.run(sessions::PURGE_CODES, bind![now.plus(-HOUR)])?;
    db.run(sessions::PURGE_RATES, bind![now.plus(-2 * HOUR), now])?;
    db.run(sessions::PURGE_SESSIONS, bind![now.plus(-DAY)])?;
    db.run(sessions::PURGE_EVENTS, bind![now.plus(-limits::SIGN_IN_HISTORY_DAYS * DAY)])?;
    Ok(())
}

fn act(db: &dyn Db, now: UtcMillis, kind: &str, subject: &str) -> Result<(), HandlerError> {
    match (kind, subject) {
        ("purge", "commands") => {
            due::purge_commands(db, now.plus(-limits::IDEMPOTENCY_DAYS * DAY))?;
            journal::append_row(db, now, "", "due/purge-commands", "", "{}")?;
            due::put_off(db, kind, subject, now.plus(DAY))?;
        }
        ("purge", "sign-in") => {
            purge_doors(db, now)?;
            db.run(sessions::PURGE_TICKETS, bind![now])?;
            db.run(sessions::PURGE_CHALLENGES, bind![now])?;
            due::put_off(db, kind, subject, now.plus(DAY))?;
        }
        regions::PURGE => {
            purge_doors(db, now)?;
            db.run(sessions::PURGE_TICKETS, bind![now])?;
            due::purge_commands(db, now.plus(-limits::IDEMPOTENCY_DAYS * DAY))?;
            regions::forget_old(db, now)?;
            due::put_off(db, kind, subject, now.plus(DAY))?;
        }
        ("import", import) => {
            if !db.run(imports::LAPSE, bind![now, import])?.is_empty() {
                erasing::erase_soon(db, now, &["import_lines"])?;
                db.run(imports::FORGET_LINES, bind![import])?;
                journal::append_row(db, now, "", "due/forget-import", import, "{}")?;
            }
            due::remove_due(db, kind, subject)?;
        }
        ("retention", _) => {
            privacy::erase_what_is_old(db, now)?;
            members::read_initials(db)?;
            due::put_off(db, kind, subject, now.plus(DAY))?;
        }
        ("closing", _) => {
            privacy::carry_out(db, now, subject)?;
            due::remove_due(db, kind, subject)?;
        }
        (archive::FORGET, file) => archive::forget_unused(db, now, file)?,
        (outgoing::KIND, id) => outgoing::retry_message(db, now, id)?,
        _ if reminders::run_reminder(db, now, kind, subject)? => {}
        _ => {
            // Left by a newer version that was rolled back: it must not keep the alarm ringing.
            due::remove_due(db, kind, subject)?;
        }
    }
    Ok(())
}

/// Ends a try: with the other side's reply if it has taken the letter.
pub fn settle_letter(
    db: &dyn Db,
    now: UtcMillis,
    id: &str,
    letter: &Letter,
    reply: Option<&str>,
) -> Result<bool, HandlerError> {
    outgoing::settle_then(db, now, id, reply.is_some(), &|| match (letter, reply) {
        (_, None) => Ok(()),
        (Letter::Check(_), Some(reply)) => decisions::was_received(db, &read_body(reply.as_bytes())?),
        (Letter::Answer(_), Some(reply)) => regions::was_taken(db, now, &read_body(reply.as_bytes())?),
    })
}
