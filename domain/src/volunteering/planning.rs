//! Publishing an activity and filling its places.

use super::{Refusal, Rules};
use crate::limits;
use crate::time::{DAY, MINUTE, UtcMillis};

/// How far ahead an activity may be planned.
const PLANNED_AHEAD_DAYS: i64 = 366;

/// The planned time of an activity and whether it still stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActivityTimes {
    pub starts_at: UtcMillis,
    pub ends_at: UtcMillis,
    pub cancelled: bool,
}

/// Places taken and people waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crowd {
    pub capacity: u32,
    pub signed_up: u32,
    pub waiting: u32,
}

/// The result of a sign-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignUpOutcome {
    Confirmed,
    /// Position on the waiting list, from 1.
    Waiting {
        position: u32,
    },
}

/// What the store knows about one person's sign-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignUpState {
    None,
    Confirmed,
    Waiting { position: u32 },
    Withdrawn,
}

impl ActivityTimes {
    /// Refuses unless the activity lies ahead and was not cancelled.
    fn changeable(&self, now: UtcMillis) -> Result<(), Refusal> {
        if self.cancelled || now >= self.starts_at { Err(Refusal::NoLongerChangeable) } else { Ok(()) }
    }

    /// Whether two planned periods overlap; touching ends do not count.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.starts_at < other.ends_at && other.starts_at < self.ends_at
    }
}

/// Whether an activity may be published with these times and this capacity.
pub fn may_publish_activity(
    times: &ActivityTimes,
    capacity: u32,
    now: UtcMillis,
    rules: &Rules,
) -> Result<(), Refusal> {
    if times.ends_at <= times.starts_at {
        return Err(Refusal::EndsBeforeStart);
    }
    if times.ends_at.since(times.starts_at) > i64::from(rules.activity_minutes_max) * MINUTE {
        return Err(Refusal::ActivityTooLong { minutes_max: rules.activity_minutes_max });
    }
    if times.starts_at < now {
        return Err(Refusal::StartsInPast);
    }
    if times.starts_at.since(now) > PLANNED_AHEAD_DAYS * DAY {
        return Err(Refusal::StartsTooFarAhead { days_max: PLANNED_AHEAD_DAYS });
    }
    if !(1..=limits::ACTIVITY_CAPACITY_MAX).contains(&capacity) {
        return Err(Refusal::CapacityOutOfRange { capacity_max: limits::ACTIVITY_CAPACITY_MAX });
    }
    Ok(())
}

/// Whether an activity may be changed to these times and this capacity.
pub fn may_revise_activity(
    old: &ActivityTimes,
    new: &ActivityTimes,
    crowd: &Crowd,
    now: UtcMillis,
    rules: &Rules,
) -> Result<(), Refusal> {
    old.changeable(now)?;
    may_publish_activity(new, crowd.capacity, now, rules)?;
    if crowd.capacity < crowd.signed_up {
        return Err(Refusal::CapacityBelowSignedUp { signed_up: crowd.signed_up });
    }
    Ok(())
}

/// An activity may be cancelled until it begins.
pub fn may_cancel_activity(times: &ActivityTimes, now: UtcMillis) -> Result<(), Refusal> {
    times.changeable(now)
}

/// Gives a place, or a position on the waiting list, until the activity ends.
///
/// `clash` is the title of another activity at the same time for which the person has a place.
pub fn sign_up(
    times: &ActivityTimes,
    crowd: &Crowd,
    state: SignUpState,
    clash: Option<String>,
    now: UtcMillis,
) -> Result<SignUpOutcome, Refusal> {
    if times.cancelled {
        return Err(Refusal::Cancelled);
    }
    if now >= times.ends_at {
        return Err(Refusal::Ended);
    }
    if matches!(state, SignUpState::Confirmed | SignUpState::Waiting { .. }) {
        return Err(Refusal::AlreadySignedUp);
    }
    if let Some(title) = clash {
        return Err(Refusal::OverlappingSignUp { title });
    }
    // People who wait keep their order even when a place has just become free.
    if crowd.signed_up < crowd.capacity && crowd.waiting == 0 {
        return Ok(SignUpOutcome::Confirmed);
    }
    if crowd.waiting >= limits::WAITING_LIST_MAX {
        return Err(Refusal::WaitingListFull { waiting_max: limits::WAITING_LIST_MAX });
    }
    Ok(SignUpOutcome::Waiting { position: crowd.waiting + 1 })
}

/// Gives a place back. The first person in the queue moves up; the caller does this in the same transaction.
pub fn may_withdraw_sign_up(
    times: &ActivityTimes,
    state: SignUpState,
    checked_in: bool,
    now: UtcMillis,
) -> Result<(), Refusal> {
    if checked_in {
        return Err(Refusal::AlreadyCheckedIn);
    }
    if now >= times.ends_at {
        return Err(Refusal::Ended);
    }
    match state {
        SignUpState::Confirmed | SignUpState::Waiting { .. } => Ok(()),
        SignUpState::None | SignUpState::Withdrawn => Err(Refusal::NotSignedUp),
    }
}
