//! From measured presence to minutes in the ledger.

use super::{ActivityTimes, Refusal, Rules};
use crate::ids::MemberId;
use crate::time::{MINUTE, Minutes, UtcMillis};
use crate::words;
use core::cmp::Ordering;

words! {
    /// The state of a service record.
    pub enum ServiceState {
        /// Checked in.
        Open = "open",
        /// Checked out, waiting for the organiser.
        Finished = "finished",
        /// Its minutes are recorded in the ledger.
        Confirmed = "confirmed",
        Rejected = "rejected",
    }
}

/// A service record, as the rules need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Service {
    pub volunteer: MemberId,
    pub state: ServiceState,
    pub checked_in_at: UtcMillis,
    pub checked_out_at: Option<UtcMillis>,
    /// Minutes now recorded for it in the ledger.
    pub confirmed_minutes: u32,
    pub confirmed_by: Option<MemberId>,
}

/// The person who decides, and the decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConfirmationFacts {
    pub by: MemberId,
    /// `None`: the measured minutes.
    pub minutes: Option<u32>,
    pub has_reason: bool,
    /// Minutes already confirmed for the volunteer on the day of this service.
    pub day_minutes_already: u32,
}

/// A correction of minutes recorded in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CorrectionFacts {
    pub by: MemberId,
    /// The corrected number of minutes.
    pub minutes: u32,
    /// Minutes confirmed for the volunteer on that day by other services.
    pub day_minutes_other: u32,
}

/// The transfer that a correction needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LedgerChange {
    /// Add this number of minutes.
    Add(Minutes),
    /// Take this number of minutes back.
    TakeBack(Minutes),
}

/// Minutes that count: presence within the planned time and a limited overrun, in whole minutes, rounded down. Waiting
/// before the beginning is not service (M67 art. 7: time actually given).
pub fn counted_minutes(
    times: &ActivityTimes,
    checked_in_at: UtcMillis,
    checked_out_at: UtcMillis,
    rules: &Rules,
) -> Minutes {
    let from = checked_in_at.max(times.starts_at);
    let until = checked_out_at.min(times.ends_at.plus(i64::from(rules.overrun_counted_minutes) * MINUTE));
    Minutes::between(from, until)
}

/// The minutes that a confirmation posts to the ledger.
pub fn confirm_minutes(
    times: &ActivityTimes,
    service: &Service,
    command: &ConfirmationFacts,
    rules: &Rules,
) -> Result<Minutes, Refusal> {
    let checked_out_at = decidable(service, command.by)?;
    let measured = counted_minutes(times, service.checked_in_at, checked_out_at, rules);
    let minutes = command.minutes.unwrap_or(measured.0);
    if minutes > measured.0 {
        return Err(Refusal::MoreThanMeasured { measured: measured.0 });
    }
    if minutes == 0 {
        return Err(Refusal::NoMinutes);
    }
    if minutes < measured.0 && !command.has_reason {
        return Err(Refusal::ReasonMissing);
    }
    fits_the_day(minutes, command.day_minutes_already, rules)?;
    Ok(Minutes(minutes))
}

/// Whether a record may be rejected. The reason is required by its type.
pub fn may_reject_service(service: &Service, by: MemberId) -> Result<(), Refusal> {
    if service.state == ServiceState::Open {
        return if service.volunteer == by { Err(Refusal::OwnService) } else { Ok(()) };
    }
    decidable(service, by).map(|_| ())
}

/// The transfer of a correction. The old entry stays; the new one is linked to it.
pub fn correct_minutes(service: &Service, command: &CorrectionFacts, rules: &Rules) -> Result<LedgerChange, Refusal> {
    if service.volunteer == command.by {
        return Err(Refusal::OwnService);
    }
    if service.state != ServiceState::Confirmed {
        return Err(Refusal::NotConfirmed);
    }
    if service.confirmed_by == Some(command.by) {
        return Err(Refusal::ConfirmerMayNotCorrect);
    }
    fits_the_day(command.minutes, command.day_minutes_other, rules)?;
    let (stands, should) = (service.confirmed_minutes, command.minutes);
    match should.cmp(&stands) {
        Ordering::Equal => Err(Refusal::NothingToCorrect),
        Ordering::Greater => Ok(LedgerChange::Add(Minutes(should - stands))),
        Ordering::Less => Ok(LedgerChange::TakeBack(Minutes(stands - should))),
    }
}

fn decidable(service: &Service, by: MemberId) -> Result<UtcMillis, Refusal> {
    if service.volunteer == by {
        return Err(Refusal::OwnService);
    }
    match (service.state, service.checked_out_at) {
        (ServiceState::Finished, Some(checked_out_at)) => Ok(checked_out_at),
        (ServiceState::Open | ServiceState::Finished, _) => Err(Refusal::NotFinished),
        (ServiceState::Confirmed | ServiceState::Rejected, _) => Err(Refusal::AlreadyDecided),
    }
}

fn fits_the_day(minutes: u32, already: u32, rules: &Rules) -> Result<(), Refusal> {
    if already.saturating_add(minutes) > rules.day_minutes_max {
        return Err(Refusal::DayTooLong { minutes_max: rules.day_minutes_max, already });
    }
    Ok(())
}
