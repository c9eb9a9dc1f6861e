//! Outgoing messages: written in the transaction that causes them, tried at once, and again by the alarm.
//!
//! State: a row with its due time, sealed under the deployment's secret unless it is a letter to another object
//! (`letters.rs`). Invariant: during a try the due time is after its latest possible end, so nobody else tries
//! meanwhile; a message that the other side has taken is removed at once. After a crash in between it is sent again
//! under the same id, by which the other side recognises it.

mod letters;
mod sql;

pub use letters::{send_letter, write_letter};

use crate::answer::{HandlerError, Message};
use crate::bind;
use crate::crypto::Secrets;
use crate::db::{Db, Row, run_transaction};
use crate::object::Cx;
use crate::{due, seal};
use domain::ids::NoticeId;
use domain::process::{DueKind, DueNext};
use domain::regions::next_telling;
use domain::sessions::{Code, Phone, next_try};
use domain::time::{SECOND, UtcMillis};
use serde::{Deserialize, Serialize};

/// A try ends within this time, with success or without.
pub const TRY_MILLIS: u32 = 10_000;
/// A try without a known end counts as failed after this time.
const LOST_AFTER_MILLIS: i64 = 2 * TRY_MILLIS as i64;

#[derive(Serialize, Deserialize)]
struct MessageContent {
    phone: String,
    code: String,
}

/// Stores the message with a code and passes it on, to be tried after the commit.
pub fn send_code_message(cx: &Cx<'_>, phone: &Phone, code: &Code) -> Result<(), HandlerError> {
    let id = cx.new_id(NoticeId::from_parts).to_string();
    let content = MessageContent { phone: phone.to_string(), code: code.as_str().to_owned() };
    let text = serde_json::to_string(&content).map_err(|error| HandlerError::Fault(error.to_string()))?;
    let sealed = seal::seal_text(cx.secrets, &["outgoing", &id], &text, cx.chance);
    let sealed = sealed.ok_or_else(|| HandlerError::Fault("a message could not be sealed".to_owned()))?;
    put(cx.db, cx.now, &id, sealed, false)?;
    cx.send_after_commit(Message::SignInCode { id, phone: content.phone, code: content.code });
    Ok(())
}

fn put(db: &dyn Db, now: UtcMillis, id: &str, content: Vec<u8>, is_letter: bool) -> Result<(), HandlerError> {
    db.run(sql::ADD, bind![id, content, now, is_letter])?;
    due::set_due(db, DueKind::Send, id, now.plus(LOST_AFTER_MILLIS))
}

/// When the message of a row of `FIND` is tried again; `None` when it is given up.
fn again(row: &Row, now: UtcMillis) -> Result<Option<UtcMillis>, HandlerError> {
    let (made_at, tries, is_letter) = (row.time(0)?, row.count(1)?, row.flag(2)?);
    Ok(if is_letter { Some(next_telling(tries, now)) } else { next_try(made_at, tries, now) })
}

/// A message is due again: marks it for another try, or gives it up.
pub fn retry_message(db: &dyn Db, now: UtcMillis, id: &str) -> Result<DueNext, HandlerError> {
    let rows = db.run(sql::FIND, bind![id])?;
    let again = rows.first().map(|row| again(row, now.plus(-SECOND))).transpose()?.flatten();
    if again.is_none() {
        db.run(sql::REMOVE, bind![id])?;
        return Ok(DueNext::Done);
    }
    db.run(sql::TAKE, bind![id])?;
    Ok(DueNext::At(now.plus(LOST_AFTER_MILLIS)))
}

/// The messages that were marked and must now be sent.
pub fn taken_messages(db: &dyn Db, secrets: &Secrets) -> Result<Vec<Message>, HandlerError> {
    let mut messages = vec![];
    for row in db.run(sql::TAKEN, &[])? {
        let (id, content) = (row.text(0)?, row.maybe_blob(1)?.unwrap_or_default());
        if row.flag(2)? {
            messages.extend(letters::open_letter(id, &content));
            continue;
        }
        let text = seal::open_text(secrets, &["outgoing", &id], &content);
        // A message that no longer opens, because the secret was changed, is given up after its number of tries.
        if let Some(MessageContent { phone, code }) = text.and_then(|text| serde_json::from_str(&text).ok()) {
            messages.push(Message::SignInCode { id, phone, code });
        }
    }
    if !messages.is_empty() {
        db.run(sql::HANDED_ON, &[])?;
    }
    Ok(messages)
}

/// Ends a try. Returns whether the message is given up.
pub fn settle_message(db: &dyn Db, now: UtcMillis, id: &str, was_taken_over: bool) -> Result<bool, HandlerError> {
    settle_then(db, now, id, was_taken_over, &|| Ok(()))
}

/// The same, with a further write in the same transaction.
pub fn settle_then(
    db: &dyn Db,
    now: UtcMillis,
    id: &str,
    was_taken_over: bool,
    then: &dyn Fn() -> Result<(), HandlerError>,
) -> Result<bool, HandlerError> {
    run_transaction(db, || then().and_then(|()| settle_within(db, now, id, was_taken_over)))
}

fn settle_within(db: &dyn Db, now: UtcMillis, id: &str, was_taken_over: bool) -> Result<bool, HandlerError> {
    let rows = db.run(sql::FIND, bind![id])?;
    let Some(row) = rows.first() else { return Ok(false) };
    let again = again(row, now)?.filter(|_| !was_taken_over);
    match again {
        Some(at) => due::put_off(db, DueKind::Send, id, at)?,
        None => remove(db, id)?,
    }
    Ok(again.is_none() && !was_taken_over)
}

fn remove(db: &dyn Db, id: &str) -> Result<(), HandlerError> {
    db.run(sql::REMOVE, bind![id])?;
    due::remove_due(db, DueKind::Send, id)
}
