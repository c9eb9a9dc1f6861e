//! Decisions as everybody may follow them (四议两公开): which are open, at which step, and what they still lack.
//!
//! Invariant: every condition is on the page with its figures, who can supply it and, folded, the article that requires
//! it; what nobody can meet yet is not told as missing; the app computes nothing but the check of a certificate, which
//! anybody may repeat.

mod ballots;
mod case;
mod certificate;
mod guards;
mod list;
mod requirements;
mod result;
mod rule_words;
mod steps;

pub use case::{at_the_office, case_page};
pub use guards::{guard_list, guard_title, is_unread, origin_words, signed_row};
pub use list::cases_page;
pub use rule_words::{pack_words, packs_words, share_words};
pub use steps::{case_state, step_line};

use domain::ids::{CaseId, CommunityCode};
use domain::time::UtcMillis;

/// The case in the address; if there is none, an id that no case has.
pub fn case_of_page() -> (CommunityCode, CaseId) {
    let id = crate::location::path_id("cases");
    (crate::location::current_community(), id.unwrap_or_else(|| CaseId::from_parts(UtcMillis(0), 0)))
}
