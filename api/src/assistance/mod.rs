//! Acting for somebody: opening and ending an assistance, what is done in it, and contesting it. The rules are
//! `domain::assistance`.
//!
//! Invariant: the header is read only here; while it applies, the caller's standing is the resident's, without any
//! seat, and the journal names both people.

mod contest;
mod lists;
mod on_behalf;
mod open;
mod sql;
mod view;

pub use contest::{answer_contest, contest_act};
pub use lists::{list_given_assistance, list_received_assistance, review_assistance, show_assistance};
pub use on_behalf::{record, take_on};
pub use open::{end_assistance, extend_assistance, open_assistance};
