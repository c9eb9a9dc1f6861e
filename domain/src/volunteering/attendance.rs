//! Attendance. A moment is proved by the organiser's code or by the organiser's list; the server's clock bounds both,
//! and the organiser sees how far the phone's clock was off.

use super::{ActivityTimes, CheckInKey, Refusal, Rules, SignUpState, locate_code};
use crate::limits;
use crate::process::Term;
use crate::sessions::Code;
use crate::time::{MINUTE, UtcMillis};

/// A period covered by another service of the same person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interval {
    pub title: String,
    pub from: UtcMillis,
    /// `None` while that service is open: it covers everything up to its planned end.
    pub until: Option<UtcMillis>,
    pub planned_end: UtcMillis,
}

/// What a phone reports: a code and two readings of its own clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence<'a> {
    pub key: CheckInKey,
    pub code: &'a Code,
    /// The phone's clock when the code was typed or scanned.
    pub at: UtcMillis,
    /// The phone's clock when the report was sent.
    pub sent_at: UtcMillis,
    /// The server's clock when it arrived.
    pub received_at: UtcMillis,
    /// Wrong codes of this person for this activity so far.
    pub wrong_tries: u32,
}

/// An accepted check-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrival {
    pub checked_in_at: UtcMillis,
    /// The phone's reading minus the accepted moment; near zero for a correct clock.
    pub clock_difference_millis: i64,
}

/// An accepted check-out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Departure {
    pub checked_out_at: UtcMillis,
    pub clock_difference_millis: i64,
}

/// Times from the organiser's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ByList {
    pub checked_in_at: UtcMillis,
    pub checked_out_at: UtcMillis,
}

impl ActivityTimes {
    /// The period in which a check-in is accepted.
    pub fn check_in_window(&self, rules: &Rules) -> (UtcMillis, UtcMillis) {
        (self.starts_at.plus(-i64::from(rules.check_in_early_minutes) * MINUTE), self.ends_at)
    }

    /// Until when a check-out is accepted.
    pub fn check_out_until(&self, rules: &Rules) -> UtcMillis {
        self.ends_at.plus(i64::from(rules.check_out_late_minutes) * MINUTE)
    }

    /// The end of the last day on which the service must be recorded (M67 art. 11).
    pub fn record_deadline(&self, rules: &Rules) -> UtcMillis {
        Term::WorkingDays(rules.record_deadline_working_days).due(self.ends_at)
    }
}

/// Decides a check-in. `started` says whether this person's service at this activity has begun.
pub fn decide_arrival(
    times: &ActivityTimes,
    sign_up: SignUpState,
    started: bool,
    others: &[Interval],
    presence: &Presence<'_>,
    rules: &Rules,
) -> Result<Arrival, Refusal> {
    may_report(times, sign_up, presence, rules)?;
    if started {
        return Err(Refusal::AlreadyCheckedIn);
    }
    let (at, clock_difference_millis) = prove(times.check_in_window(rules), presence, rules)?;
    free_at(others, at, at.plus(MINUTE))?;
    Ok(Arrival { checked_in_at: at, clock_difference_millis })
}

/// Decides a check-out of a service that began at `checked_in_at` (`None`: it never did).
pub fn decide_departure(
    times: &ActivityTimes,
    sign_up: SignUpState,
    checked_in_at: Option<UtcMillis>,
    checked_out: bool,
    others: &[Interval],
    presence: &Presence<'_>,
    rules: &Rules,
) -> Result<Departure, Refusal> {
    may_report(times, sign_up, presence, rules)?;
    let checked_in_at = checked_in_at.ok_or(Refusal::NotCheckedIn)?;
    if checked_out {
        return Err(Refusal::AlreadyCheckedOut);
    }
    let window = (times.check_in_window(rules).0, times.check_out_until(rules));
    let (at, clock_difference_millis) = prove(window, presence, rules)?;
    if at < checked_in_at {
        return Err(Refusal::CheckOutBeforeCheckIn { checked_in_at });
    }
    free_at(others, checked_in_at, at)?;
    Ok(Departure { checked_out_at: at, clock_difference_millis })
}

/// Decides an entry from the organiser's paper list, instead of a phone's report.
pub fn by_list(
    times: &ActivityTimes,
    list: ByList,
    own: bool,
    started: bool,
    others: &[Interval],
    now: UtcMillis,
    rules: &Rules,
) -> Result<ByList, Refusal> {
    if own {
        return Err(Refusal::OwnService);
    }
    if times.cancelled {
        return Err(Refusal::Cancelled);
    }
    record_is_open(times, now, rules)?;
    if started {
        return Err(Refusal::AlreadyCheckedIn);
    }
    if list.checked_out_at > now || list.checked_in_at > now {
        return Err(Refusal::InTheFuture { now });
    }
    if list.checked_out_at < list.checked_in_at {
        return Err(Refusal::CheckOutBeforeCheckIn { checked_in_at: list.checked_in_at });
    }
    let (from, until) = times.check_in_window(rules);
    if list.checked_in_at < from || list.checked_in_at > until || list.checked_out_at > times.check_out_until(rules) {
        return Err(Refusal::OutsideWindow { from, until: times.check_out_until(rules) });
    }
    free_at(others, list.checked_in_at, list.checked_out_at)?;
    Ok(list)
}

fn may_report(
    times: &ActivityTimes,
    sign_up: SignUpState,
    presence: &Presence<'_>,
    rules: &Rules,
) -> Result<(), Refusal> {
    if times.cancelled {
        return Err(Refusal::Cancelled);
    }
    match sign_up {
        SignUpState::Confirmed => {}
        SignUpState::Waiting { position } => return Err(Refusal::StillWaiting { position }),
        SignUpState::None | SignUpState::Withdrawn => return Err(Refusal::NotSignedUp),
    }
    if presence.wrong_tries >= limits::CHECK_IN_TRIES_MAX {
        return Err(Refusal::TooManyWrongCodes);
    }
    record_is_open(times, presence.received_at, rules)
}

fn record_is_open(times: &ActivityTimes, now: UtcMillis, rules: &Rules) -> Result<(), Refusal> {
    let deadline = times.record_deadline(rules);
    if now > deadline { Err(Refusal::RecordClosed { deadline }) } else { Ok(()) }
}

/// The moment that the code proves, and how far the phone's reading was from it.
fn prove(window: (UtcMillis, UtcMillis), presence: &Presence<'_>, rules: &Rules) -> Result<(UtcMillis, i64), Refusal> {
    // A clock that was corrected before sending may claim a later moment than it sends at: the code decides then.
    let clock_ahead = presence.sent_at.since(presence.received_at);
    let claimed = presence.at.plus(-clock_ahead);
    let (from, until) = window;
    // Nothing that arrives before the window can have happened in it.
    if presence.received_at < from {
        return Err(Refusal::OutsideWindow { from, until });
    }
    // A code of a moment that the server has not reached cannot have been shown, except when clocks are a step apart.
    let until = until.min(super::step_end(presence.received_at));
    let tolerance = i64::from(rules.code_tolerance_minutes) * MINUTE;
    let found = locate_code(&presence.key, presence.code, claimed, (from, until), tolerance).ok_or({
        Refusal::CodeNotValid { tries_left: limits::CHECK_IN_TRIES_MAX.saturating_sub(presence.wrong_tries + 1) }
    })?;
    let at = found.at.min(presence.received_at);
    Ok((at, presence.at.since(at)))
}

/// Refuses when another service of the person overlaps the period.
fn free_at(others: &[Interval], from: UtcMillis, until: UtcMillis) -> Result<(), Refusal> {
    for other in others {
        let other_until = other.until.unwrap_or(other.planned_end);
        if from < other_until && other.from < until {
            return Err(Refusal::OverlappingService {
                title: other.title.clone(),
                from: other.from,
                until: other_until,
            });
        }
    }
    Ok(())
}
