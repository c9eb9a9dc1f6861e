//! What every proceeding (办事流程) is made of, whatever it is about: a term, a question that is answered once, conditions
//! with their state, a proof under a hash.
//!
//! | Part | File | Used by |
//! |---|---|---|
//! | a term in days or working days | `term.rs` | pre-review, appeals, outcomes, contests, corrections, opinions, records of service |
//! | a question that waits for one answer | `question.rs` | pre-review, appeals, contests, corrections, opinions |
//! | a condition, its measure and who can supply it | `guard.rs` | steps of decisions |
//! | on what authority a rule applies | `origin.rs` | rule packs, conditions, settings |
//! | a text under a hash | `canonical_text.rs` | certificates, dossiers |
//! | letters between objects, with their replies | `letter.rs` | opinions of a street or township |
//! | what an object does by itself at its time | `due.rs` | retention, imports, closing accounts, messages, reminders |
//!
//! Invariant: nothing here knows a feature. A feature gives the figures of its own rule pack and turns a refusal into its
//! own code.

mod canonical_text;
mod due;
mod guard;
mod letter;
mod origin;
mod question;
mod term;

pub use canonical_text::CanonicalText;
pub use due::{DueKind, DueNext};
pub use guard::{Guard, GuardState, Measure, Unit, first_of_each, next_missing};
pub(crate) use letter::letters;
pub use origin::{Ground, Origin};
pub use question::{NoAnswer, Question};
pub use term::{Term, days_between, is_over};
