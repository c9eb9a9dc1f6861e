//! The journal (操作日志): every change, who made it, in a chain of hashes. Never updated; read by the supervision
//! committee.
//!
//! Invariant: `hash = SHA-256(previous hash ‖ canonical row)`; the first previous hash is 32 zero bytes. A changed,
//! removed or reordered row breaks the chain from there on.

use crate::ids::MemberId;
use crate::reply;
use crate::time::UtcMillis;
use sha2::{Digest, Sha256};

reply! {
    /// A page of the journal, newest first.
    pub struct Journal {
        pub rows: Vec<JournalRow>,
        pub next_before: Option<u64>,
    }
    pub struct JournalRow {
        pub seq: u64,
        pub at: UtcMillis,
        /// `None`: the system itself, by a due time.
        pub actor: Option<MemberId>,
        pub actor_name: Option<String>,
        /// On whose behalf, when a worker acted for somebody.
        pub on_behalf_of: Option<MemberId>,
        /// The endpoint's name, or `due/…` for what the system does by itself.
        pub command: String,
        /// What it was about: an id.
        pub subject: String,
        /// Facts of the change as JSON, without personal data beyond ids.
        pub detail: String,
        pub previous_hash: String,
        pub hash: String,
    }
}

/// What the hash covers, in this order.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    pub seq: u64,
    pub at: UtcMillis,
    pub actor: &'a str,
    pub on_behalf_of: &'a str,
    pub command: &'a str,
    pub subject: &'a str,
    pub detail: &'a str,
}

pub const FIRST_PREVIOUS: [u8; 32] = [0; 32];

/// The hash of a row. Every part is preceded by its length, so that no two rows read alike.
pub fn chain(previous: &[u8; 32], entry: &Entry<'_>) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(previous);
    hash.update(entry.seq.to_be_bytes());
    hash.update(entry.at.0.to_be_bytes());
    for part in [entry.actor, entry.on_behalf_of, entry.command, entry.subject, entry.detail] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().into()
}

/// Two hexadecimal digits a byte.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |value: u8| char::from(DIGITS[usize::from(value & 0x0f)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
}

impl JournalRow {
    /// Whether the row's hash follows from its content and its previous hash.
    pub fn is_whole(&self) -> bool {
        let Some(previous) = crate::volunteering::CheckInKey::from_hex(&self.previous_hash) else { return false };
        let ids = |id: Option<MemberId>| id.map(|id| id.to_string()).unwrap_or_default();
        let (actor, on_behalf_of) = (ids(self.actor), ids(self.on_behalf_of));
        let entry = Entry {
            seq: self.seq,
            at: self.at,
            actor: &actor,
            on_behalf_of: &on_behalf_of,
            command: &self.command,
            subject: &self.subject,
            detail: &self.detail,
        };
        hex(&chain(&previous.0, &entry)) == self.hash
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_counts() {
        let entry =
            Entry { seq: 1, at: UtcMillis(5), actor: "a", on_behalf_of: "", command: "c", subject: "s", detail: "{}" };
        let hash = chain(&FIRST_PREVIOUS, &entry);
        let others = [
            Entry { seq: 2, ..entry },
            Entry { at: UtcMillis(6), ..entry },
            Entry { actor: "", on_behalf_of: "a", ..entry },
            Entry { command: "cs", subject: "", ..entry },
            Entry { detail: "{ }", ..entry },
        ];
        for other in others {
            assert_ne!(chain(&FIRST_PREVIOUS, &other), hash, "{other:?}");
        }
        assert_ne!(chain(&hash, &entry), hash);
    }
}
