//! Decisions: cases, their steps and the opinions of others. The rules are `domain::decisions`.
//!
//! Invariant: a step is closed by the rules that the case was opened under, kept whole in `rule_sets`; meetings and ballots
//! are read in `facts.rs` and nowhere else, and never written.
//!
//! Triggers refuse a change of a closed step or an ended case, a step out of order, and a resolution with an open
//! step, a lost vote or a hold. One row of `rule_sets` serves all cases under the same rules. Migration 25 bound the
//! ballots of older stores where that was unambiguous; `cargo xtask inspect` lists closed steps that another ballot
//! may have decided.
//!
//! # Asking the street or township
//!
//! A street or township (街道、乡镇) checks a draft before the resolution (审核) or files a resolution (备案), and
//! answers in its own office. The question is a letter to the object of the region, and the answer is a letter back
//! (`check_letters.rs`, `api/src/regions/checks/`). A letter contains everything and is known by the id of the opinion, so it
//! may arrive twice and in any order. Its sender keeps it until the other object has answered 200. The committee may
//! still enter a paper: the first answer counts, and the other side learns which one it was. A region takes letters
//! from its own children only, and a community takes answers from its own parent to its own questions only. A letter
//! to the region contains only what is public in the community; which officer answered stays in the journal of the
//! region.

mod authorisations;
mod check_letters;
mod close;
mod dossier;
pub(crate) mod facts;
mod holds;
mod link;
pub(crate) mod load;
mod open;
mod opinions;
mod settings;
pub(crate) mod sql;
mod steps;
mod view;

pub use check_letters::{send_demonstration_checks, take_answer_of_office, was_received};
pub(crate) use link::link_announced;
pub(crate) use settings::{case_outcome, is_at, notice_floor, quorum_people, waits_for};
