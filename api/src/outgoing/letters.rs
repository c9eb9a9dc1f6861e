//! Letters from object to object: to whom each goes, and what its sender does with the reply.
//!
//! Invariant: a letter says nothing that its reader may not know, so it lies in the clear; it has its effect once, however
//! often it arrives; and its sender writes down that it arrived in the transaction that removes it.

use super::{put, settle_then};
use crate::answer::{Message, Stop};
use crate::community::Cx;
use crate::crypto::{self, Chance};
use crate::db::Db;
use crate::{decisions, region};
use domain::ids::NoticeId;
use domain::regions::{CheckAnswer, CheckTold};
use domain::time::UtcMillis;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Where the object of a region takes what communities tell it, and a community what its region answers.
pub const CHECKS: &str = "/internal/checks";
pub const CHECK_ANSWERS: &str = "/internal/check-answers";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Letter {
    /// From a community to its street or township.
    Check(CheckTold),
    /// And back.
    Answer(CheckAnswer),
}

impl Letter {
    /// The class and the name of the object, and the path there.
    pub fn address(&self) -> (&'static str, String, &'static str) {
        match self {
            Self::Check(told) => ("REGION", told.community.parent().to_string(), CHECKS),
            Self::Answer(answer) => ("COMMUNITY", answer.community.to_string(), CHECK_ANSWERS),
        }
    }

    pub fn body(&self) -> Result<String, Stop> {
        match self {
            Self::Check(told) => write(told),
            Self::Answer(answer) => write(answer),
        }
    }
}

fn write<T: Serialize>(value: &T) -> Result<String, Stop> {
    serde_json::to_string(value).map_err(|error| Stop::Fault(error.to_string()))
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, Stop> {
    serde_json::from_str(text).map_err(|error| Stop::Fault(error.to_string()))
}

/// Writes a letter and hands it on, to be tried after the commit.
pub fn tell(cx: &Cx<'_>, letter: Letter) -> Result<(), Stop> {
    let message = tell_from(cx.db, cx.now, cx.chance, letter)?;
    cx.send(message);
    Ok(())
}

/// The same where nobody asks: whoever calls sends the message.
pub fn tell_from(db: &dyn Db, now: UtcMillis, chance: Chance<'_>, letter: Letter) -> Result<Message, Stop> {
    let id = NoticeId::from_parts(now, crypto::random_u128(chance)).to_string();
    put(db, now, &id, write(&letter)?.into_bytes(), true)?;
    Ok(Message::Letter { id, letter: Box::new(letter) })
}

pub(super) fn open(id: String, bytes: &[u8]) -> Option<Message> {
    let letter = serde_json::from_slice(bytes).ok()?;
    Some(Message::Letter { id, letter: Box::new(letter) })
}

/// A try has ended: with the other side's reply when it has taken the letter.
pub fn settle_letter(
    db: &dyn Db,
    now: UtcMillis,
    id: &str,
    letter: &Letter,
    reply: Option<&str>,
) -> Result<bool, Stop> {
    settle_then(db, now, id, reply.is_some(), &|| match (letter, reply) {
        (_, None) => Ok(()),
        (Letter::Check(_), Some(reply)) => decisions::was_received(db, &read(reply)?),
        (Letter::Answer(_), Some(reply)) => region::was_taken(db, now, &read(reply)?),
    })
}
