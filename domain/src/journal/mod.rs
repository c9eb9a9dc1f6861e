//! The journal (操作日志): every change and who made it, in a chain of hashes. Rows are never updated; the supervision
//! committee reads them.
//!
//! | Part | File |
//! |---|---|
//! | rows, their filters, and the export, over the wire | `wire.rs` |
//! | the reader's check of a chain of rows | `checking.rs` |
//!
//! Invariant: `hash = SHA-256(previous hash ‖ canonical row)`; the first previous hash is 32 zero bytes. A changed,
//! removed or reordered row breaks the chain from there on.

mod checking;
pub mod endpoints;
mod wire;

pub use checking::{Chain, ChainRow, Link, check_link, follows_from};
pub use wire::{
    FindJournalPeopleRequest, JournalExport, JournalExportQuery, JournalFilter, JournalObject, JournalObjectKind,
    JournalPeople, JournalPerson, JournalQuery, JournalRow, Refusal, SubjectText,
};

use crate::ids::MemberId;
use crate::time::UtcMillis;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The content that the hash covers, in this order.
#[derive(Debug, Clone, Copy)]
pub struct HashedRow<'a> {
    pub seq: u64,
    pub at: UtcMillis,
    pub actor: &'a str,
    pub on_behalf_of: &'a str,
    pub command: &'a str,
    pub subject: &'a str,
    pub detail: &'a str,
}

pub const FIRST_PREVIOUS: [u8; 32] = [0; 32];

/// The hash of a row. Each part is preceded by its length, so that no two rows have the same encoding.
pub fn hash_row(previous: &[u8; 32], entry: &HashedRow<'_>) -> [u8; 32] {
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

/// A detail without free text: text that people typed may name somebody, and rows are never erased. Ids, words of the
/// program, days and numbers stay; any other value is replaced by a mark that there was one.
pub fn without_text(detail: &Value) -> Value {
    match detail {
        Value::String(text) if !is_word(text) => Value::String("…".to_owned()),
        Value::Array(items) => items.iter().map(without_text).collect(),
        Value::Object(fields) => fields.iter().map(|(name, value)| (name.clone(), without_text(value))).collect(),
        other => other.clone(),
    }
}

/// An id, a code, a day, or a word of the program: kebab-case without blanks. Digits alone may be a phone number.
fn is_word(text: &str) -> bool {
    let is_id = text.parse::<MemberId>().is_ok();
    let letters = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'/' | b'_'));
    let only_digits = text.bytes().all(|b| b.is_ascii_digit()) && text.len() > 12;
    let is_phone = text.parse::<crate::sessions::Phone>().is_ok();
    is_id || text == "zh-CN" || (letters && !is_phone && !only_digits)
}

/// Two hexadecimal digits for each byte.
pub fn to_hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |value: u8| char::from(DIGITS[usize::from(value & 0x0f)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
}

/// Reads bytes from exactly two hexadecimal digits for each, in lower case only, so that one value has one spelling.
pub fn from_hex<const BYTES: usize>(text: &str) -> Option<[u8; BYTES]> {
    let mut bytes = [0; BYTES];
    // `from_str_radix` would take a sign for a digit.
    if text.len() != 2 * BYTES || !text.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f')) {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_two_digits_each() {
        for (text, bytes) in [
            ("00ff", Some([0, 255])),
            ("00FF", None),
            ("+7ff", None),
            ("-1ff", None),
            ("00f", None),
            ("00fff", None),
            ("00zz", None),
            ("0 ff", None),
            ("é0f", None),
        ] {
            assert_eq!(from_hex::<2>(text), bytes, "{text}");
        }
    }
    use serde_json::json;

    #[test]
    fn a_detail_keeps_facts_and_no_words_of_people() {
        let id = MemberId::from_parts(UtcMillis(1), 7).to_string();
        let facts = json!({ "member": id, "outcome": "upheld", "minutes": 60, "late": false, "day": "2026-11-24",
            "none": null, "community": "511402901001", "command": "volunteering/sign-up" });
        assert_eq!(without_text(&facts), facts);
        for text in
            ["照李秀英说的", "Li Xiuying", "13800001234", "138 0000 1234", "11010519491231002X", "110105194912310021"]
        {
            let typed = json!({ "reason": text, "list": [{ "deep": text }] });
            assert_eq!(without_text(&typed), json!({ "reason": "…", "list": [{ "deep": "…" }] }), "{text}");
        }
    }

    #[test]
    fn every_part_counts() {
        let entry = HashedRow {
            seq: 1,
            at: UtcMillis(5),
            actor: "a",
            on_behalf_of: "",
            command: "c",
            subject: "s",
            detail: "{}",
        };
        let hash = hash_row(&FIRST_PREVIOUS, &entry);
        let others = [
            HashedRow { seq: 2, ..entry },
            HashedRow { at: UtcMillis(6), ..entry },
            HashedRow { actor: "", on_behalf_of: "a", ..entry },
            HashedRow { command: "cs", subject: "", ..entry },
            HashedRow { detail: "{ }", ..entry },
        ];
        for other in others {
            assert_ne!(hash_row(&FIRST_PREVIOUS, &other), hash, "{other:?}");
        }
        assert_ne!(hash_row(&hash, &entry), hash);
    }
}
