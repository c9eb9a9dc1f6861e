//! Acting for somebody: opening and ending an assistance, what is done in it, and contesting it. The rules are
//! `domain::assistance`.
//!
//! Invariant: the header is read here and nowhere else; while it holds, the caller's standing is the resident's own,
//! without any seat, and the journal names both.

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
