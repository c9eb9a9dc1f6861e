//! Words of meetings and ballots that a decision speaks of, and what it asks of a catalogue's item.

use super::Figure;
use crate::ballots::{BallotDraft, Question};
use crate::text::{BadText, Line};
use crate::{body, limits, words};

pub use crate::ballots::Method;
pub use crate::meetings::{Electorate, MeetingForm, MeetingStatus};

/// The code of an item of the catalogue (事项目录).
pub type CatalogueCode = Line<1, { limits::CATALOGUE_CODE_CHARS_MAX }>;

/// A ballot by which a step of a case can be judged: under the rule on how many have to approve.
pub fn ballot_of_step(
    question: Question,
    method: Method,
    item: u32,
    open_minutes: u32,
) -> Result<BallotDraft, BadText> {
    Ok(BallotDraft { question, method, rule: Figure::Approval.as_str().parse()?, item, open_minutes })
}

words! {
    pub enum Asked {
        Yes = "yes",
        No = "no",
    }
}

impl Asked {
    pub fn is_yes(self) -> bool {
        self == Self::Yes
    }
}

body! {
    /// What the catalogue says of a case's item.
    pub struct CaseItem {
        pub code: CatalogueCode,
        /// The legal adviser's opinion is asked for before the resolution.
        pub needs_legal_opinion: Asked,
        /// Only the full assembly decides it: charters and conventions.
        pub reserved_to_assembly: Asked,
        /// The resolution is filed with the street or township.
        pub needs_filing: Asked,
    }
}
