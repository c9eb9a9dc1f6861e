//! Answers to an invitation (我会来、来不了): given by a voter of the roll until the meeting opens, changed and taken back
//! as often as the voter likes.
//!
//! Invariant: an answer is neither an attendance nor a vote; only the numbers of answers are shown.

use super::{MeetingState, Refusal, RollState};

/// Decides an answer. `may_speak`: where households vote, whether the caller may speak for the household.
pub fn answer_invitation(state: &MeetingState, roll: RollState, may_speak: bool) -> Result<(), Refusal> {
    state.is_announced()?;
    roll.entitled()?;
    if may_speak { Ok(()) } else { Err(Refusal::SpeakerDoesNotFit) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meetings::{MeetingStatus, StruckCause};
    use crate::time::UtcMillis;

    #[test]
    fn a_voter_answers_until_the_meeting_opens() {
        let struck = RollState::Struck(StruckCause::Moved);
        for (name, status, roll, may_speak, expect) in [
            ("in time", MeetingStatus::Announced, RollState::Entitled, true, Ok(())),
            ("open", MeetingStatus::Open, RollState::Entitled, true, Err(Refusal::AlreadyOpen)),
            ("over", MeetingStatus::Closed, RollState::Entitled, true, Err(Refusal::AlreadyClosed)),
            ("cancelled", MeetingStatus::Cancelled, RollState::Entitled, true, Err(Refusal::IsCancelled)),
            ("a stranger", MeetingStatus::Announced, RollState::NotOnRoll, true, Err(Refusal::NotOnRoll)),
            ("struck", MeetingStatus::Announced, struck, true, Err(Refusal::Struck { cause: StruckCause::Moved })),
            ("a child", MeetingStatus::Announced, RollState::Entitled, false, Err(Refusal::SpeakerDoesNotFit)),
        ] {
            let state = MeetingState { status, starts_at: UtcMillis(1), opened_at: None };
            assert_eq!(answer_invitation(&state, roll, may_speak), expect, "{name}");
        }
    }
}
