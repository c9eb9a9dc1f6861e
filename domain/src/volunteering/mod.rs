//! Volunteer service (志愿服务): an activity is published, people sign up, check in and out, the organiser confirms,
//! and the confirmed minutes stand in the hours ledger.
//!
//! Invariant: a service record goes `open → finished → confirmed | rejected` and never back; minutes reach the ledger
//! once, at confirmation, and change afterwards only by a linked correction with a reason. Nobody records, confirms or
//! corrects their own service. Source: 民政部令第67号 (M67) art. 7, 11–13, 26.
//!
//! # A code proves a moment
//!
//! The organiser's phone fetches the key of one activity beforehand: an HMAC of community and activity under a secret
//! of the deployment. It makes the codes from the key, so neither phone needs a network. A volunteer's phone stores
//! its report before the first try: the code, and the reading of its clock when the code was typed. When it sends, it
//! adds another reading. On arrival, the object does this:
//!
//! 1. It finds from the second reading how far the phone's clock is off, and corrects the first reading by it.
//! 2. Within the window of a check-in, and never later than now, it looks for the time at which this code was shown
//!    that is nearest to the corrected time.
//! 3. It accepts this time within the tolerance of the rule pack. Beyond that, a code that was shown exactly once in
//!    the window still proves its moment, because the clock was set in between.
//!
//! The accepted moment lies within the [`CODE_STEP_MILLIS`] of the code. How far the phone was off is stored and
//! shown to the organiser. After [`CHECK_IN_TRIES_MAX`](crate::limits::CHECK_IN_TRIES_MAX) wrong codes only the
//! organiser's list helps. A code proves that its digits were known, not that the person was there: digits can be
//! read out by telephone. The organiser's confirmation is the check against that.

mod attendance;
mod check_in_code;
pub mod endpoints;
mod pack;
mod planning;
mod service;
mod wire;

pub use attendance::{Arrival, ByList, Departure, Interval, Presence, by_list, decide_arrival, decide_departure};
pub use check_in_code::{CODE_STEP_MILLIS, CheckInKey, CodeMoment, code_at, locate_code, step_end, step_start};
pub use pack::Rules;
pub use planning::{
    ActivityTimes, Crowd, SignUpOutcome, SignUpState, may_cancel_activity, may_publish_activity, may_revise_activity,
    may_withdraw_sign_up, sign_up,
};
pub use service::{
    ConfirmationFacts, CorrectionFacts, LedgerChange, Service, ServiceState, confirm_minutes, correct_minutes,
    counted_minutes, may_reject_service,
};
pub use wire::*;

use crate::time::UtcMillis;

crate::refusals! {
    /// Why a step of volunteer service is refused.
    pub enum Refusal in "volunteering" {
        /// The activity would end before it begins.
        EndsBeforeStart = "ends-before-start" 422 at "ends_at",
        /// The activity is longer than allowed.
        ActivityTooLong = "activity-too-long" 422 { minutes_max: u32 } at "ends_at",
        /// The activity would begin in the past: service cannot be planned afterwards.
        StartsInPast = "starts-in-past" 422 at "starts_at",
        /// The activity begins more than a year ahead.
        StartsTooFarAhead = "starts-too-far-ahead" 422 { days_max: i64 } at "starts_at",
        CapacityOutOfRange = "capacity-out-of-range" 422 { capacity_max: u32 } at "capacity",
        /// Fewer places than people already signed up.
        CapacityBelowSignedUp = "capacity-below-signed-up" 422 { signed_up: u32 } at "capacity",
        /// The activity has begun, ended or was cancelled and can no longer be changed.
        NoLongerChangeable = "no-longer-changeable" 409,
        Cancelled = "cancelled" 409,
        Ended = "ended" 409,
        AlreadySignedUp = "already-signed-up" 409,
        WaitingListFull = "waiting-list-full" 409 { waiting_max: u32 },
        /// Another activity that the volunteer signed up for takes place at the same time.
        OverlappingSignUp = "overlapping-sign-up" 409 { title: String },
        NotSignedUp = "not-signed-up" 409,
        /// Below fourteen the guardian must consent first (PIPL art. 31).
        GuardianConsentMissing = "guardian-consent-missing" 403,
        /// Still on the waiting list.
        StillWaiting = "still-waiting" 409 { position: u32 },
        /// A volunteer who has checked in cannot withdraw: check out instead.
        AlreadyCheckedIn = "already-checked-in" 409,
        /// A check-out without a check-in before it.
        NotCheckedIn = "not-checked-in" 409,
        AlreadyCheckedOut = "already-checked-out" 409,
        /// The time lies before check-in opens or after it closes.
        OutsideWindow = "outside-window" 422 { from: UtcMillis, until: UtcMillis } at "checked_out_at",
        /// The time lies in the future, by the server's clock.
        InTheFuture = "in-the-future" 422 { now: UtcMillis } at "checked_out_at",
        CheckOutBeforeCheckIn = "check-out-before-check-in" 422 { checked_in_at: UtcMillis } at "checked_out_at",
        /// The code is not one of this activity at that time.
        CodeNotValid = "code-not-valid" 422 { tries_left: u32 },
        /// Too many wrong codes: only the organiser's list remains.
        TooManyWrongCodes = "too-many-wrong-codes" 429,
        /// Service at another activity covers the same time.
        OverlappingService = "overlapping-service" 409 { title: String, from: UtcMillis, until: UtcMillis } at "member",
        /// The deadline for the record has passed: the committee can correct the record.
        RecordClosed = "record-closed" 409 { deadline: UtcMillis },
        /// Nobody may record, confirm or correct their own service.
        OwnService = "own-service" 403 at "member",
        /// The volunteer has not checked out yet.
        NotFinished = "not-finished" 409,
        AlreadyDecided = "already-decided" 409,
        /// There is no whole minute of service: reject the record instead.
        NoMinutes = "no-minutes" 422,
        /// More minutes than measured.
        MoreThanMeasured = "more-than-measured" 422 { measured: u32 },
        /// Confirming fewer minutes than measured needs a reason that the volunteer can read.
        ReasonMissing = "reason-missing" 422,
        /// The service of the day would exceed the maximum that counts for one day.
        DayTooLong = "day-too-long" 422 { minutes_max: u32, already: u32 } at "minutes",
        NotConfirmed = "not-confirmed" 409,
        /// The correction would change nothing.
        NothingToCorrect = "nothing-to-correct" 422 at "minutes",
        /// The person who confirmed the service cannot correct it.
        ConfirmerMayNotCorrect = "confirmer-may-not-correct" 403,
        /// The confirmation contains a record twice.
        DoubledInList = "doubled-in-list" 422,
        TooManyAtOnce = "too-many-at-once" 422 { count_max: usize },
        /// Only people of the roster can be entered.
        NotAResident = "not-a-resident" 422 at "member",
        /// The body of the activity cannot organise activities, or does not exist.
        NoSuchBody = "no-such-body" 422 at "body",
    }
}

#[cfg(test)]
mod tests;
