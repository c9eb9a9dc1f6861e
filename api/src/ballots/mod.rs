//! Ballots of meetings. The rules are `domain::ballots`; the roll, presence and representation are read from the
//! meetings' tables and never written.
//!
//! Invariant: while the ballot is open, a secret vote leaves a place in a sealed sheet of the urn and a count without a
//! side; after closing, one row with receipt and choice. Its request does not identify the sender and has no journal
//! row and no key, because each of these would be a time or an order next to a name. Giving a token stores no time of
//! its own, and its journal row is written at closing.

mod counts;
mod dossier;
mod facts;
mod life;
mod lists;
mod purpose;
mod secret;
mod show;
pub(crate) mod sql;
pub mod urn;
mod votes;

pub use counts::{confirm_count, enter_count, hand_out_paper};
pub use dossier::of_dossier;
pub use facts::open_count;
pub use life::{close_ballot, draft_ballot, drop_ballot, open_ballot, revise_ballot};
pub use lists::{list_receipts, list_votes};
pub use secret::{cast_secret_ballot, take_token};
pub use show::{list_ballots, live, show_ballot, show_turnout};
pub use votes::cast_open_vote;
