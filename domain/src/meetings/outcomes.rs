//! Outcomes of a consultative meeting (成果采纳): for each item of its agenda, and for further suggestions, whether it
//! is adopted, adopted in part or not, and why (SH-RC art. 23).
//!
//! Invariant: outcomes are recorded after the minutes are final, once for every item; a later version follows the
//! previous one, and none is lost. A meeting that decides by vote has no outcomes to record.

use super::{MeetingForm, MeetingState, MeetingStatus, Refusal, Rules};
use crate::limits;
use crate::matters::MatterOutcome;
use crate::process::Term;
use crate::text::Text;
use crate::time::UtcMillis;
use crate::{body, reply};

/// A suggestion; empty where a whole item of the agenda is meant.
pub type SuggestionText = Text<0, { limits::SUGGESTION_CHARS_MAX }>;
pub type OutcomeReason = Text<0, { limits::REASON_CHARS_MAX }>;

body! {
    /// All outcomes of a meeting; they replace the previous ones.
    pub struct RecordOutcomesRequest {
        pub outcomes: Vec<OutcomeDraft>,
        /// The version that the writer saw; 0 for the first.
        pub follows: u32,
    }
    pub struct OutcomeDraft {
        /// The item of the agenda, counted from 1; 0 for other topics.
        pub item: u32,
        pub suggestion: SuggestionText,
        pub outcome: MatterOutcome,
        /// Required unless it is fully adopted.
        pub reason: OutcomeReason,
    }
}

reply! {
    pub struct OutcomesRecorded {
        pub version: u32,
        /// Number of people who got a notice.
        pub told: u32,
    }
    /// The outcomes of a meeting, or the deadline for recording them.
    pub struct MeetingOutcomes {
        pub due_at: UtcMillis,
        /// 0 while none are recorded.
        pub version: u32,
        /// When outcomes were first recorded, and when last.
        pub recorded_at: Option<UtcMillis>,
        pub changed_at: Option<UtcMillis>,
        pub rows: Vec<MeetingOutcome>,
    }
    pub struct MeetingOutcome {
        pub item: u32,
        pub suggestion: String,
        pub outcome: MatterOutcome,
        pub reason: String,
    }
}

impl MeetingForm {
    /// Whether outcomes must be recorded: not for a meeting that decides by vote.
    pub fn owes_outcomes(self) -> bool {
        !self.is_statutory()
    }
}

/// The deadline for recording outcomes, once both have signed the minutes.
pub fn outcomes_due(adopted_at: UtcMillis, rules: &Rules) -> UtcMillis {
    Term::WorkingDays(rules.outcome_working_days).due(adopted_at)
}

/// The facts about a meeting whose outcomes are recorded.
#[derive(Debug, Clone, Copy)]
pub struct OutcomesKnown {
    pub form: MeetingForm,
    pub state: MeetingState,
    pub agenda_items: usize,
    pub minutes_adopted: bool,
    /// The latest version; 0 for none.
    pub newest: u32,
}

/// Decides whether these outcomes may be recorded. No deadline refuses them: late is better than never.
pub fn record_outcomes(known: &OutcomesKnown, draft: &RecordOutcomesRequest) -> Result<(), Refusal> {
    if !known.form.owes_outcomes() {
        return Err(Refusal::DecidesByVote);
    }
    match known.state.status {
        MeetingStatus::Closed => {}
        MeetingStatus::Cancelled => return Err(Refusal::IsCancelled),
        MeetingStatus::Announced | MeetingStatus::Open => return Err(Refusal::NotClosedYet),
    }
    if !known.minutes_adopted {
        return Err(Refusal::MinutesNotAdopted);
    }
    let most = u32::try_from(limits::AGENDA_ITEMS_MAX + limits::SUGGESTIONS_MAX).unwrap_or(u32::MAX);
    if draft.outcomes.len() > limits::AGENDA_ITEMS_MAX + limits::SUGGESTIONS_MAX {
        return Err(Refusal::TooMany { most });
    }
    if known.newest >= limits::OUTCOME_VERSIONS_MAX {
        return Err(Refusal::TooMany { most: limits::OUTCOME_VERSIONS_MAX });
    }
    let items = u32::try_from(known.agenda_items).unwrap_or(u32::MAX);
    for item in 1..=items {
        let whole = |one: &&OutcomeDraft| one.item == item && one.suggestion.as_str().is_empty();
        if draft.outcomes.iter().filter(whole).count() != 1 {
            return Err(Refusal::OutcomesIncomplete { item });
        }
    }
    for one in &draft.outcomes {
        let nothing_further = one.item == 0 && one.suggestion.as_str().is_empty();
        if one.item > items || nothing_further {
            return Err(Refusal::OutcomesIncomplete { item: one.item });
        }
        let reason_chars = one.reason.as_str().chars().count();
        if one.outcome != MatterOutcome::Adopted && reason_chars < limits::REASON_CHARS_MIN {
            return Err(Refusal::OutcomeReasonMissing { item: one.item });
        }
    }
    if draft.follows == known.newest { Ok(()) } else { Err(Refusal::OutcomesMovedOn { version: known.newest }) }
}
