//! Which meeting may take a step (关联会议).
//!
//! Invariant: a meeting is linked before it begins, so that nobody finds afterwards what it was about; one meeting takes
//! one step of one case.

use super::{Case, CaseStep, Electorate, MeetingForm, MeetingStatus, Refusal, StepPlan};
use crate::limits;
use crate::matters;

/// A meeting as far as linking goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Linkable {
    pub form: MeetingForm,
    pub electorate: Electorate,
    pub status: MeetingStatus,
    /// It was called for another case or matter, or takes another step already.
    pub is_taken: bool,
}

/// Whether the meeting can take the present step; `before` is the status of one that is linked already: it may be
/// replaced unless it is going on.
pub fn link_meeting(
    case: &Case,
    step: CaseStep,
    meeting: &Linkable,
    before: Option<MeetingStatus>,
) -> Result<StepPlan, Refusal> {
    let plan = case.must_be_at(step)?;
    if !plan.forms.contains(&meeting.form) || plan.electorate != meeting.electorate {
        return Err(Refusal::MeetingNotFitting);
    }
    if meeting.status != MeetingStatus::Announced {
        return Err(Refusal::MeetingBegun);
    }
    if meeting.is_taken {
        return Err(Refusal::MeetingTaken);
    }
    if before == Some(MeetingStatus::Open) { Err(Refusal::MeetingGoingOn) } else { Ok(plan) }
}

/// Whether a case may begin about a matter that stands so: it was discussed, and nothing decides about it yet.
pub fn take_matter(stage: Option<matters::Stage>) -> Result<(), Refusal> {
    use matters::Stage as S;
    match stage {
        None => Err(Refusal::NoMatter),
        Some(S::Discussed) => Ok(()),
        Some(S::Deciding | S::Done) => Err(Refusal::MatterInCase),
        Some(S::Collecting | S::PreReview | S::Returned | S::Routed | S::Withdrawn | S::Discussing) => {
            Err(Refusal::MatterNotDiscussed)
        }
    }
}

/// Whether a paper is taken in: one that is not there yet, and not too many of a step.
pub fn attach_paper(papers: u32, same: u32) -> Result<(), Refusal> {
    if same > 0 {
        return Err(Refusal::PaperNotTaken);
    }
    let count_max = limits::EVIDENCE_PER_STEP_MAX;
    if papers < count_max { Ok(()) } else { Err(Refusal::TooManyPapers { count_max }) }
}
