//! Letters from object to object: where each is sent, and what its sender does with the reply.
//!
//! Invariant: a letter contains nothing that its reader may not know, so it is stored unsealed; it takes effect once,
//! however often it arrives; and its sender records the arrival in the transaction that removes it.

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

/// The paths where a region takes letters of communities, and where a community takes its region's answers.
pub const CHECKS: &str = "/internal/checks";
pub const CHECK_ANSWERS: &str = "/internal/check-answers";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Letter {
    /// From a community to its street or township.
    Check(CheckTold),
    /// From there back to the community.
    Answer(CheckAnswer),
}

impl Letter {
    /// The class and the name of the receiving object, and the path.
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

/// Stores a letter and passes it on, to be tried after the commit.
pub fn tell(cx: &Cx<'_>, letter: Letter) -> Result<(), Stop> {
    let message = tell_from(cx.db, cx.now, cx.chance, letter)?;
    cx.send(message);
    Ok(())
}

/// The same outside a request: the caller sends the message.
pub fn tell_from(db: &dyn Db, now: UtcMillis, chance: Chance<'_>, letter: Letter) -> Result<Message, Stop> {
    let id = NoticeId::from_parts(now, crypto::random_u128(chance)).to_string();
    put(db, now, &id, write(&letter)?.into_bytes(), true)?;
    Ok(Message::Letter { id, letter: Box::new(letter) })
}

pub(super) fn open(id: String, bytes: &[u8]) -> Option<Message> {
    let letter = serde_json::from_slice(bytes).ok()?;
    Some(Message::Letter { id, letter: Box::new(letter) })
}

/// Ends a try: with the other side's reply if it has taken the letter.
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
