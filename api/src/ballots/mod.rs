//! Ballots of meetings. The rules are `domain::ballots`; the roll, who is present and who represents whom are read from the
//! meetings' tables and never written.
//!
//! Invariant: a secret vote leaves one row, receipt and choice, and a count that a trigger raised. Its request is not asked
//! who sends it, has no journal row and no key, because each of these would be a time or an order beside a name.

mod counts;
mod dossier;
mod facts;
mod life;
mod lists;
mod purpose;
mod secret;
mod show;
pub(crate) mod sql;
mod votes;

pub use counts::{confirm_count, enter_count, hand_out_paper};
pub use dossier::of_dossier;
pub use facts::open_count;
pub use life::{close_ballot, draft_ballot, drop_ballot, open_ballot, revise_ballot};
pub use lists::{list_receipts, list_votes};
pub use secret::{cast_secret_ballot, take_token};
pub use show::{list_ballots, live, show_ballot, show_turnout};
pub use votes::cast_open_vote;
