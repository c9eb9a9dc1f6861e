//! Opening, attendance, closing. A presence is proved by the rotating code of the meeting, by the paper list, or by a
//! mandate; leaving is not counted.

use super::{ListVotersRequest, MeetingState, PresentBy, Refusal, Rules, StruckCause};
use crate::limits;
use crate::sessions::Code;
use crate::time::{MINUTE, UtcMillis};
use crate::volunteering::{CheckInKey, locate_code, step_end};

/// The state of a person, or a household, on the frozen roll at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RollState {
    NotOnRoll,
    /// No longer entitled.
    Struck(StruckCause),
    Entitled,
}

impl RollState {
    pub fn entitled(self) -> Result<(), Refusal> {
        match self {
            Self::Entitled => Ok(()),
            Self::NotOnRoll => Err(Refusal::NotOnRoll),
            Self::Struck(cause) => Err(Refusal::Struck { cause }),
        }
    }
}

/// The earliest and the latest moment at which the chair may open.
pub fn open_window(starts_at: UtcMillis, rules: &Rules) -> (UtcMillis, UtcMillis) {
    let (early, late) = (i64::from(rules.open_early_minutes), i64::from(rules.open_late_minutes));
    (starts_at.plus(-early * MINUTE), starts_at.plus(late * MINUTE))
}

/// Decides the opening. `entitled` counts the voters left on the roll after removals; `None` without a roll.
pub fn may_open_meeting(
    state: &MeetingState,
    entitled: Option<u32>,
    now: UtcMillis,
    rules: &Rules,
) -> Result<(), Refusal> {
    state.is_announced()?;
    let (from, until) = open_window(state.starts_at, rules);
    if now < from {
        return Err(Refusal::TooEarlyToOpen { from });
    }
    if now > until {
        return Err(Refusal::TooLateToOpen { until });
    }
    if entitled == Some(0) { Err(Refusal::NobodyEntitled) } else { Ok(()) }
}

/// A phone's report of the code on the screen.
pub struct PresenceProof<'a> {
    pub key: CheckInKey,
    pub code: &'a Code,
    /// The phone's clock when the code was taken, and when it was sent.
    pub at: UtcMillis,
    pub sent_at: UtcMillis,
    /// The server's clock when it arrived.
    pub received_at: UtcMillis,
    /// Wrong codes of this person at this meeting so far.
    pub wrong_tries: u32,
}

/// The person who reports, and for whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckInCaller {
    pub roll: RollState,
    /// Whether the voter is already present in person; the holder of a mandate does not count.
    pub is_present: bool,
    /// Where households vote: whether the caller may speak for the caller's household.
    pub may_speak: bool,
}

/// Decides a check-in by code; returns the moment at which the person came.
pub fn check_in(
    state: &MeetingState,
    caller: CheckInCaller,
    proof: &PresenceProof<'_>,
    rules: &Rules,
) -> Result<UtcMillis, Refusal> {
    let opened_at = state.is_open()?;
    caller.roll.entitled()?;
    if !caller.may_speak {
        return Err(Refusal::SpeakerDoesNotFit);
    }
    if caller.is_present {
        return Err(Refusal::AlreadyPresent);
    }
    prove_presence(opened_at, proof, rules)
}

/// The moment since the opening that the code proves.
pub fn prove_presence(opened_at: UtcMillis, proof: &PresenceProof<'_>, rules: &Rules) -> Result<UtcMillis, Refusal> {
    if proof.wrong_tries >= limits::CHECK_IN_TRIES_MAX {
        return Err(Refusal::TooManyWrongCodes);
    }
    let clock_ahead = proof.sent_at.since(proof.received_at);
    let claimed = proof.at.plus(-clock_ahead);
    // A code of a moment that the server has not reached cannot have been shown, except when clocks are a step apart.
    let until = step_end(proof.received_at);
    let tolerance = i64::from(rules.code_tolerance_minutes) * MINUTE;
    let wrong = Refusal::CodeNotValid { tries_left: limits::CHECK_IN_TRIES_MAX.saturating_sub(proof.wrong_tries + 1) };
    let found = locate_code(&proof.key, proof.code, claimed, (opened_at, until), tolerance).ok_or(wrong)?;
    Ok(found.at.min(proof.received_at))
}

/// What the store knows about one line of the paper list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListedState {
    pub roll: RollState,
    /// Where households vote: whether the named speaker lives there and is of age; otherwise: whether no speaker is
    /// named.
    pub speaker_fits: bool,
}

/// Decides the paper list as a whole.
pub fn may_list_voters(state: &MeetingState, list: &ListVotersRequest, known: &[ListedState]) -> Result<(), Refusal> {
    state.is_open()?;
    if list.voters.is_empty() || list.voters.len() > limits::LISTED_VOTERS_MAX {
        return Err(Refusal::TooMany { most: limits::LISTED_VOTERS_MAX.try_into().unwrap_or(u32::MAX) });
    }
    for line in known {
        line.roll.entitled()?;
        if !line.speaker_fits {
            return Err(Refusal::SpeakerDoesNotFit);
        }
    }
    Ok(())
}

/// Decides whether an entry of the paper list is withdrawn. `how`: the presence as entered. `is_used`: whether the voter
/// or somebody whom the voter represents has used a vote here. Not while a ballot is open, because of a vote by hands
/// nobody knows whose hands were counted.
pub fn may_withdraw_presence(
    state: &MeetingState,
    how: Option<PresentBy>,
    ballots_open: u32,
    is_used: bool,
) -> Result<(), Refusal> {
    state.is_open()?;
    match how {
        None => return Err(Refusal::NotPresent),
        Some(PresentBy::List) => {}
        Some(how) => return Err(Refusal::PresenceProved { how }),
    }
    if ballots_open > 0 {
        return Err(Refusal::BallotsOpen { count: ballots_open });
    }
    if is_used { Err(Refusal::VoteUsed) } else { Ok(()) }
}

/// Decides the closing: not while a ballot is open.
pub fn may_close_meeting(state: &MeetingState, ballots_open: u32, visitors: u32) -> Result<(), Refusal> {
    state.is_open()?;
    if ballots_open > 0 {
        return Err(Refusal::BallotsOpen { count: ballots_open });
    }
    if visitors > limits::MEETING_SEATS_MAX {
        return Err(Refusal::SeatsOutOfRange { most: limits::MEETING_SEATS_MAX });
    }
    Ok(())
}
