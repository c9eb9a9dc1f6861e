//! Ballots of meetings. The rules are `domain::ballots`; the roll, presence and representation are read from the
//! meetings' tables and never written.
//!
//! Invariant: while the ballot is open, a secret vote leaves a place in a sealed sheet of the urn and a count without a
//! side; after closing, one row with receipt and choice. Its request does not identify the sender and has no journal
//! row and no key, because each of these would be a time or an order next to a name. Giving a token stores no time of
//! its own, and its journal row is written at closing.
//!
//! # Why file, log and journal tell no order
//!
//! SQLite writes each cell of a page below the one before, whatever its key. Rows that are written one by one
//! therefore tell their order, even without a column for it. So the votes of an open ballot lie in an urn (`urn.rs`):
//! sheets with a fixed number of places, each vote in a random place, each sheet sealed as a whole under
//! `IDENTITY_KEY` and overwritten where it lies. Sheets keep their length, are lent to one ballot after the other,
//! and are never deleted, because a row that moves leaves a copy behind. The ballot's row counts how many votes came,
//! not for which side.
//!
//! Closing is one transaction: the votes go to `ballot_cast` in the order of their receipts, the journal gets its
//! `take-token` rows in the order of the voters, the sheets are wiped, and the seed of the key is deleted. Taking a
//! token is the one change without a journal row at its moment. Tokens bear the moment of the opening. The phone
//! takes its token when the page opens. Before it casts, it waits a random part of
//! [`CAST_WAIT_MILLIS_MAX`](domain::limits::CAST_WAIT_MILLIS_MAX); near the stated end, or when the page is hidden,
//! it casts at once. `api/tests/host/ballots_pages.rs` reads file, log and journal as an attacker would.
//!
//! # What this does not hide
//!
//! Somebody who watches the turnout while the ballot is open, or who copies the write-ahead log (workerd lets nobody
//! checkpoint it) or Cloudflare's point-in-time history, sees when votes come in. With `IDENTITY_KEY` they also see
//! which receipt came. Then only the early token and the random wait separate a vote from a name, and where two or
//! three people vote that is little. With that key one can also make tokens, never more than were given. This uses up
//! a token that was given and not yet cast; its holder is refused with `no-token-left`. The journal of ballots from
//! before the urn tells the order of their tokens for ever. Migration 24 removed the order of their votes, except
//! from backups made before it.

mod counts;
mod dossier;
mod facts;
mod lifecycle;
mod lists;
mod papers;
mod purpose;
mod secret;
mod show;
pub(crate) mod sql;
pub mod urn;
mod votes;

pub use dossier::of_dossier;
pub use facts::{is_any_voice_used, open_count};
pub use lifecycle::draft_for_case;
pub use show::{list_open_for, live_ballots};
