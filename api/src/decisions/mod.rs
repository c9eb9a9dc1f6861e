//! Decisions: cases, their steps and the opinions of others. The rules are `domain::decisions`.
//!
//! Invariant: a step is closed by the rules that the case was opened under, kept whole in `rule_sets`; meetings and ballots
//! are read in `facts.rs` and nowhere else, and never written.

mod asked;
mod close;
mod dossier;
pub(crate) mod facts;
mod holds;
mod link;
pub(crate) mod load;
mod open;
mod opinions;
mod powers;
mod settings;
pub(crate) mod sql;
mod steps;
mod view;

pub use asked::{take_answer_of_office, tell_demonstration, was_received};
pub use close::{close_step, leave_case};
pub use dossier::show_dossier;
pub use holds::{lift_hold, raise_hold};
pub use link::{attach_paper, deliver_draft, link_meeting};
pub use open::open_case;
pub use opinions::{ask_opinion, give_opinion};
pub use powers::{record_authorisation, show_rules};
pub use settings::set_rule;
pub(crate) use settings::{decided, is_at, notice_floor, waits_for};
pub use view::{list_cases, show_case};
