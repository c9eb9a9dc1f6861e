//! The types of meetings and ballots that decisions use, and the requirements of a catalogue item.

use super::{CaseStep, Figure};
use crate::ballots::{BallotRequest, OpenMinutes, Question};
use crate::ids::CaseId;
use crate::text::{BadText, Line, Reason};
use crate::{body, limits, words};

pub use crate::ballots::Method;
pub use crate::meetings::{Electorate, MeetingForm, MeetingStatus};

/// The code of an item of the catalogue (事项目录).
pub type CatalogueCode = Line<1, { limits::CATALOGUE_CODE_CHARS_MAX }>;

/// A ballot that decides a case, judged by the rule on approval. `reason`: why it is put to the vote again.
pub fn ballot_of_case(
    case: CaseId,
    reason: Option<Reason>,
    method: Method,
    open_minutes: OpenMinutes,
) -> Result<BallotRequest, BadText> {
    let rule = Figure::Approval.as_str().parse()?;
    Ok(BallotRequest { case: Some(case), question: None, reason, method, rule, item: 0, open_minutes })
}

/// A question that decides only what the meeting does next; `item` 0: no item of its agenda.
pub fn free_ballot(
    question: Question,
    method: Method,
    item: u32,
    open_minutes: OpenMinutes,
) -> Result<BallotRequest, BadText> {
    let rule = Figure::Approval.as_str().parse()?;
    Ok(BallotRequest { case: None, question: Some(question), reason: None, method, rule, item, open_minutes })
}

/// The question of a ballot at a step, in the language of the title, so that nobody words it by hand.
pub fn question_of(step: CaseStep, title: &str) -> Result<Question, BadText> {
    let is_chinese = title.chars().any(|c| ('\u{3400}'..='\u{9FFF}').contains(&c));
    let question = match (step, is_chinese) {
        (CaseStep::Proposal, true) => format!("是否同意提出“{title}”"),
        (CaseStep::JointDeliberation, true) => format!("是否同意将“{title}”提交党员审议"),
        (CaseStep::PartyReview, true) => format!("是否同意将“{title}”提交居民会议或者居民代表会议决定"),
        (_, true) => format!("是否同意“{title}”"),
        (CaseStep::Proposal, false) => format!("Shall “{title}” be proposed?"),
        (CaseStep::JointDeliberation, false) => format!("Shall “{title}” go to the party members?"),
        (CaseStep::PartyReview, false) => format!("Shall “{title}” go to the residents or their representatives?"),
        (_, false) => format!("Shall “{title}” be adopted?"),
    };
    question.parse()
}

words! {
    pub enum YesNo {
        Yes = "yes",
        No = "no",
    }
}

impl YesNo {
    pub fn is_yes(self) -> bool {
        self == Self::Yes
    }
}

body! {
    /// What the catalogue requires for the item of a case.
    pub struct CaseItem {
        pub code: CatalogueCode,
        /// The legal adviser's opinion is required before the resolution.
        pub needs_legal_opinion: YesNo,
        /// Only the full assembly may decide it: charters and conventions.
        pub reserved_to_assembly: YesNo,
        /// The resolution must be filed with the street or township.
        pub needs_filing: YesNo,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_made_from_the_title() {
        for (step, title, expect) in [
            (CaseStep::Proposal, "加装电梯", "是否同意提出“加装电梯”"),
            (CaseStep::JointDeliberation, "加装电梯", "是否同意将“加装电梯”提交党员审议"),
            (CaseStep::PartyReview, "加装电梯", "是否同意将“加装电梯”提交居民会议或者居民代表会议决定"),
            (CaseStep::Resolution, "3号楼 lift", "是否同意“3号楼 lift”"),
            (CaseStep::Proposal, "A lift", "Shall “A lift” be proposed?"),
            (CaseStep::Resolution, "A lift", "Shall “A lift” be adopted?"),
        ] {
            assert_eq!(question_of(step, title).unwrap().as_str(), expect);
        }
    }

    /// The longest title makes a question, at every step and in both languages.
    #[test]
    fn every_title_fits_into_a_question() {
        for title in ["长".repeat(limits::TITLE_CHARS_MAX), "x".repeat(limits::TITLE_CHARS_MAX)] {
            for step in CaseStep::ALL {
                assert!(question_of(*step, &title).is_ok(), "{step}");
            }
        }
    }
}
