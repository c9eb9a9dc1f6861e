//! Acting for somebody (代办) at the counter: opening it from the roster, the acts, the slip, and the supervision
//! committee's view of all of it.
//!
//! Invariant: every act on behalf of somebody goes through [`Command::in_assistance`], so that it is recorded with both
//! names; nothing is offered that the contract does not list.
//!
//! [`Command::in_assistance`]: crate::command::Command::in_assistance

mod assisting;
mod list;
mod open;
mod review;
mod slip;

pub use assisting::assisting_page;
pub use list::assistances_page;
pub use open::open_assistance_dialog;
pub use review::assistance_review_page;
