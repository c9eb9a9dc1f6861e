//! Sending letters from object to object. What the sender does with the reply is in [`crate::duties`].
//!
//! Invariant: a letter takes effect once, however often it arrives, and its sender records the arrival in the
//! transaction that removes it.

use super::put;
use crate::answer::{HandlerError, Message};
use crate::crypto::{self, Chance};
use crate::db::Db;
use crate::internal_requests::write_body;
use crate::object::Cx;
use domain::ids::NoticeId;
use domain::regions::Letter;
use domain::time::UtcMillis;

/// Stores a letter and passes it on, to be tried after the commit.
pub fn send_letter(cx: &Cx<'_>, letter: Letter) -> Result<(), HandlerError> {
    let message = write_letter(cx.db, cx.now, cx.chance, letter)?;
    cx.send_after_commit(message);
    Ok(())
}

/// The same outside a request: the caller sends the message.
pub fn write_letter(db: &dyn Db, now: UtcMillis, chance: Chance<'_>, letter: Letter) -> Result<Message, HandlerError> {
    let id = NoticeId::from_parts(now, crypto::random_u128(chance)).to_string();
    put(db, now, &id, write_body(&letter)?.into_bytes(), true)?;
    Ok(Message::Letter { id, letter: Box::new(letter) })
}

pub(super) fn open_letter(id: String, bytes: &[u8]) -> Option<Message> {
    let letter = serde_json::from_slice(bytes).ok()?;
    Some(Message::Letter { id, letter: Box::new(letter) })
}
