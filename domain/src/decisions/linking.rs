//! Which meeting may take a step (关联会议).
//!
//! Invariant: a meeting is linked before it begins, so that its purpose cannot be changed afterwards; it takes one step
//! of a case, and steps of several cases only when its agenda names them all. A step that a meeting with a quorum has
//! decided takes no other meeting: it is closed as it was decided (RC25 art. 27, 29).

use super::{Case, CaseStep, Electorate, MeetingForm, MeetingStatus, Refusal, StepPlan, VoteOutcome};
use crate::limits;
use crate::matters;

/// A meeting, as the rules of linking need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Linkable {
    pub form: MeetingForm,
    pub electorate: Electorate,
    pub status: MeetingStatus,
    /// The meeting was called for another case or matter, or already takes another step.
    pub is_taken: bool,
}

/// Whether the meeting can take the present step. `before` is the status of a meeting that is already linked: it may be
/// replaced unless it is open. `decided`: what a meeting has decided about the step.
pub fn link_meeting(
    case: &Case,
    step: CaseStep,
    meeting: &Linkable,
    before: Option<MeetingStatus>,
    decided: Option<VoteOutcome>,
) -> Result<StepPlan, Refusal> {
    let plan = case.must_be_at(step)?;
    if let Some(outcome) = decided {
        return Err(Refusal::StepDecided { outcome });
    }
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

/// Whether a case may begin about a matter in this stage: it was discussed, and no case decides it yet.
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

/// Whether a paper may be attached: not attached yet, and within the limit of a step.
pub fn attach_paper(papers: u32, same: u32) -> Result<(), Refusal> {
    if same > 0 {
        return Err(Refusal::PaperNotTaken);
    }
    let count_max = limits::EVIDENCE_PER_STEP_MAX;
    if papers < count_max { Ok(()) } else { Err(Refusal::TooManyPapers { count_max }) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decisions::{CaseProcedure, Decider, FirstSteps, PartyBody, TownshipCheck};

    #[test]
    fn a_case_begins_when_its_matter_was_discussed() {
        use matters::Stage as S;
        assert_eq!(take_matter(None), Err(Refusal::NoMatter));
        for stage in S::ALL {
            let expect = match stage {
                S::Discussed => Ok(()),
                S::Deciding | S::Done => Err(Refusal::MatterInCase),
                _ => Err(Refusal::MatterNotDiscussed),
            };
            assert_eq!(take_matter(Some(*stage)), expect, "{stage}");
        }
    }

    #[test]
    fn a_paper_is_taken_once_and_a_step_has_room_for_some() {
        let most = limits::EVIDENCE_PER_STEP_MAX;
        for (papers, same, expect) in [
            (0, 0, Ok(())),
            (most - 1, 0, Ok(())),
            (most, 0, Err(Refusal::TooManyPapers { count_max: most })),
            (1, 1, Err(Refusal::PaperNotTaken)),
        ] {
            assert_eq!(attach_paper(papers, same), expect, "{papers} {same}");
        }
        // A case whose every step is full still fits into the archive.
        let steps = CaseProcedure {
            opening: FirstSteps::Apart,
            party: PartyBody::Members,
            township: TownshipCheck::BeforeResolution,
            decider: Decider::Adults,
        };
        let steps = u32::try_from(steps.steps().len()).unwrap();
        assert!(steps * most <= limits::FILES_PER_CASE_MAX);
    }
}
