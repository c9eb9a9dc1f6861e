//! Personal data of members: the register, the copy, consents, corrections, closing, looks at phones, searches, and
//! erasing at the end of retention. The rules are `domain::privacy`.
//!
//! Invariant: data is erased by statements of this folder's `sql.rs`, in one transaction with a journal row of counts;
//! ledger and journal are never erased.
//!
//! # Register, copy and closing
//!
//! `domain/rules/privacy.json` is the register: what is held of a person, on which ground, for how long, from which
//! source. Its part `officers` is the register of a region; a test asks for each table of a region where the register
//! names it. The copy of a person's data is read part by part, with one statement for each part (`sql.rs`,
//! `deliberation/sql.rs`).
//!
//! Closing an account waits for a cooling-off period behind a due time. Then the person is erased. The member's row
//! stays under a pseudonym, because ledger, rolls and journal refer to it. Every day the object erases what is past
//! its period, with a journal row of counts (`retention.rs`).
//!
//! # Looks and searches
//!
//! A full phone number is shown once, by a command without a key, so that no answer is stored; `reveals` records who
//! looked and why. A search of the roster is a POST, because names belong in no address. It leaves one row with the
//! worker and the words, and one row for each person shown. The supervision committee reads these rows until their
//! period is over, and the copy of a person's data contains them.

mod closing;
mod consents;
mod corrections;
mod own_data;
mod retention;
mod reveals;
mod searches;
pub(crate) mod sql;

pub use closing::carry_out;
pub use consents::{child_may, spoken_is_withdrawn};
pub use retention::erase_what_is_old;
pub use searches::remember_search;
