//! Lets a reader verify rows of the journal without asking the store.
//!
//! State of a [`Chain`]: the sequence and the hash that the next row must follow. Invariant: the accepted rows are the
//! journal from its first row, each following the previous one.

use super::{FIRST_PREVIOUS, HashedRow, JournalRow, from_hex, hash_row, to_hex};
use crate::ids::MemberId;

/// How a row relates to its own content and to the previous row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    Whole,
    /// The hash does not match the content.
    Changed,
    /// The row does not follow the previous row.
    Torn,
}

/// A row of a chain of hashes: a community's or a region's.
pub trait ChainRow {
    fn seq(&self) -> u64;
    fn previous_hash(&self) -> &str;
    fn hash(&self) -> &str;
    /// Whether the row's hash matches its content and its previous hash.
    fn is_whole(&self) -> bool;
}

/// Whether `hash` matches the entry and the previous hash.
pub fn follows_from(hash: &str, previous_hash: &str, entry: &HashedRow<'_>) -> bool {
    let previous = from_hex(previous_hash);
    previous.is_some_and(|previous| to_hex(&hash_row(&previous, entry)) == hash)
}

impl ChainRow for JournalRow {
    fn seq(&self) -> u64 {
        self.seq
    }
    fn previous_hash(&self) -> &str {
        &self.previous_hash
    }
    fn hash(&self) -> &str {
        &self.hash
    }
    fn is_whole(&self) -> bool {
        JournalRow::is_whole(self)
    }
}

impl JournalRow {
    /// Whether the row's hash matches its content and its previous hash.
    pub fn is_whole(&self) -> bool {
        let ids = |id: Option<MemberId>| id.map(|id| id.to_string()).unwrap_or_default();
        let (actor, on_behalf_of) = (ids(self.actor), ids(self.on_behalf_of));
        let entry = HashedRow {
            seq: self.seq,
            at: self.at,
            actor: &actor,
            on_behalf_of: &on_behalf_of,
            command: &self.command,
            subject: &self.subject,
            detail: &self.detail,
        };
        follows_from(&self.hash, &self.previous_hash, &entry)
    }
}

/// How a row follows the previous one on the same page. The oldest row of a page has no previous row there; only the
/// very first row is known to have none.
pub fn check_link<R: ChainRow>(row: &R, older: Option<&R>) -> Link {
    let follows = match older {
        Some(older) => older.seq() + 1 == row.seq() && older.hash() == row.previous_hash(),
        None => row.seq() > 1 || row.previous_hash() == to_hex(&FIRST_PREVIOUS),
    };
    match (row.is_whole(), follows) {
        (true, true) => Link::Whole,
        (true, false) => Link::Torn,
        (false, _) => Link::Changed,
    }
}

/// The journal, read from its first row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    seq: u64,
    hash: String,
}

impl Default for Chain {
    fn default() -> Self {
        Self { seq: 0, hash: to_hex(&FIRST_PREVIOUS) }
    }
}

impl Chain {
    /// Takes the next row. A row whose hash does not match is not taken, and later rows would then prove nothing.
    pub fn take(&mut self, row: &JournalRow) -> Link {
        let link = match (row.is_whole(), row.seq == self.seq + 1 && row.previous_hash == self.hash) {
            (true, true) => Link::Whole,
            (true, false) => Link::Torn,
            (false, _) => return Link::Changed,
        };
        if link == Link::Whole {
            (self.seq, self.hash) = (row.seq, row.hash.clone());
        }
        link
    }

    /// How many rows have been taken.
    pub fn rows(&self) -> u64 {
        self.seq
    }

    /// The hash of the last row: a person who notes it can show later that no earlier row was changed.
    pub fn last_hash(&self) -> &str {
        &self.hash
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::UtcMillis;

    fn rows(count: u64) -> Vec<JournalRow> {
        let (mut rows, mut previous) = (vec![], FIRST_PREVIOUS);
        for seq in 1..=count {
            let entry = HashedRow {
                seq,
                at: UtcMillis(5),
                actor: "",
                on_behalf_of: "",
                command: "due/retention",
                subject: "s",
                detail: "{}",
            };
            let hash = hash_row(&previous, &entry);
            rows.push(JournalRow {
                seq,
                at: entry.at,
                actor: None,
                actor_name: None,
                on_behalf_of: None,
                on_behalf_of_name: None,
                command: entry.command.to_owned(),
                subject: entry.subject.to_owned(),
                detail: entry.detail.to_owned(),
                previous_hash: to_hex(&previous),
                hash: to_hex(&hash),
                about: None,
            });
            previous = hash;
        }
        rows
    }

    /// The first row that is not taken, and why.
    fn read(rows: &[JournalRow]) -> Option<(u64, Link)> {
        let mut chain = Chain::default();
        rows.iter().map(|row| (row.seq, chain.take(row))).find(|(_, link)| *link != Link::Whole)
    }

    #[test]
    fn a_chain_is_whole_from_its_first_row_on() {
        let rows = rows(5);
        let mut chain = Chain::default();
        assert!(rows.iter().all(|row| chain.take(row) == Link::Whole));
        assert_eq!((chain.rows(), chain.last_hash()), (5, rows[4].hash.as_str()));
    }

    #[test]
    fn whatever_was_done_to_it_is_found_at_its_row() {
        type Change = fn(&mut Vec<JournalRow>);
        let cases: [(&str, Change, (u64, Link)); 7] = [
            ("a word changed", |rows| "t".clone_into(&mut rows[2].subject), (3, Link::Changed)),
            ("a time changed", |rows| rows[0].at = UtcMillis(6), (1, Link::Changed)),
            ("a hash that is none", |rows| "zz".clone_into(&mut rows[1].previous_hash), (2, Link::Changed)),
            ("a row taken out", |rows| drop(rows.remove(2)), (4, Link::Torn)),
            ("the first taken out", |rows| drop(rows.remove(0)), (2, Link::Torn)),
            ("a row twice", |rows| rows.insert(2, rows[1].clone()), (2, Link::Torn)),
            ("two changed places", |rows| rows.swap(1, 2), (3, Link::Torn)),
        ];
        for (what, change, expect) in cases {
            let mut rows = rows(5);
            change(&mut rows);
            assert_eq!(read(&rows), Some(expect), "{what}");
        }
    }

    /// A row that was changed together with its hash matches itself, but the next row no longer follows it.
    #[test]
    fn a_row_written_anew_tears_the_next() {
        let mut rows = rows(5);
        let hash = hash_row(
            &from_hex(&rows[1].previous_hash).unwrap(),
            &HashedRow {
                seq: 2,
                at: UtcMillis(9),
                actor: "",
                on_behalf_of: "",
                command: "due/retention",
                subject: "s",
                detail: "{}",
            },
        );
        (rows[1].at, rows[1].hash) = (UtcMillis(9), to_hex(&hash));
        assert!(rows[1].is_whole());
        assert_eq!(read(&rows), Some((3, Link::Torn)));
    }

    #[test]
    fn neighbours_on_a_page() {
        let rows = rows(4);
        for (row, older, expect) in [
            (3, Some(2), Link::Whole),
            (3, Some(1), Link::Torn),
            (3, None, Link::Whole),
            (0, None, Link::Whole),
            (0, Some(1), Link::Torn),
        ] {
            assert_eq!(check_link(&rows[row], older.map(|at: usize| &rows[at])), expect, "{row} {older:?}");
        }
        let mut first = rows[1].clone();
        first.seq = 1;
        assert_eq!(check_link(&first, None), Link::Changed);
    }
}
