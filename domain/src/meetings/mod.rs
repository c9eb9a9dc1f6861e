//! Meetings (会议): announced in time, with a roll frozen that day, opened by the chair, attended, minuted, closed.
//!
//! Invariant: `announced → open → closed`, or `announced → cancelled`, and never back. Nobody is added to a frozen roll;
//! who loses the entitlement is struck. Never more people are present than are entitled, and nobody who was struck is.

mod agenda;
mod announcing;
mod attendance;
pub mod endpoints;
mod forms;
mod live;
mod minutes;
mod outcomes;
mod pack;
mod proxies;
mod records;
mod replies;
mod wire;

pub use agenda::{AgendaFault, read_agenda};
pub use announcing::{announce, cancel, earliest_start, revise};
pub use attendance::{Caller, ListedState, Proof, RollState, check_in, close, listed, open, open_window, prove};
pub use forms::{Electorate, MeetingForm, MeetingStatus, StruckCause};
pub use live::*;
pub use minutes::{Signatory, adopt, minutes_hash, sign, write_minutes};
pub use outcomes::*;
pub use pack::{NoticeFloor, Rules};
pub use proxies::{Mandates, name_proxy, withdraw_proxy};
pub use records::{MeetingRecord, add_materials, add_records};
pub use replies::*;
pub use wire::*;

use crate::time::UtcMillis;

/// What a rule needs to know of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MeetingState {
    pub status: MeetingStatus,
    pub starts_at: UtcMillis,
    pub opened_at: Option<UtcMillis>,
}

impl MeetingState {
    /// Refuses what may happen only while the meeting is announced.
    fn is_announced(&self) -> Result<(), Refusal> {
        match self.status {
            MeetingStatus::Announced => Ok(()),
            MeetingStatus::Open => Err(Refusal::AlreadyOpen),
            MeetingStatus::Closed => Err(Refusal::AlreadyClosed),
            MeetingStatus::Cancelled => Err(Refusal::IsCancelled),
        }
    }

    /// Refuses what may happen only while the meeting is open; when it opened.
    pub fn is_open(&self) -> Result<UtcMillis, Refusal> {
        match self.status {
            MeetingStatus::Open => Ok(self.opened_at.unwrap_or(self.starts_at)),
            MeetingStatus::Announced => Err(Refusal::NotOpenYet),
            MeetingStatus::Closed => Err(Refusal::AlreadyClosed),
            MeetingStatus::Cancelled => Err(Refusal::IsCancelled),
        }
    }
}

crate::refusals! {
    /// Why a step of a meeting is refused.
    pub enum Refusal in "meetings" {
        /// A statutory form is held with its own electorate.
        ElectorateDoesNotFit = "electorate-does-not-fit" 422,
        /// Only a consultation is held in a group or a branch, and only one that has this electorate.
        GroupDoesNotFit = "group-does-not-fit" 422,
        /// It names another thing than it says it is about.
        AboutIncomplete = "about-incomplete" 422,
        /// An agenda has at least one item and not too many, each with its minutes.
        AgendaOutOfRange = "agenda-out-of-range" 422 { items_max: u32, minutes_max: u32 },
        /// Too many materials, guests or lines at once.
        TooMany = "too-many" 422 { most: u32 },
        /// A hearing names how many places there are and whom it invites.
        HearingIncomplete = "hearing-incomplete" 422,
        SeatsOutOfRange = "seats-out-of-range" 422 { most: u32 },
        /// The case that is named does not exist, has ended or is at another step.
        CaseNotFitting = "case-not-fitting" 409,
        /// Announced too late for this time. `article` is empty where none is known.
        NoticeTooShort = "notice-too-short" 422 { earliest_at: UtcMillis, days: u32, source: String, article: String },
        StartsTooFarAhead = "starts-too-far-ahead" 422 { days_max: i64 },
        /// Chair and teller are two people; nobody holds the own mandate.
        SamePerson = "same-person" 422,
        /// Somebody named lives here no more, or never did.
        NotAResident = "not-a-resident" 422,
        /// Nobody is entitled: the body has no seats that are held.
        RollEmpty = "roll-empty" 409,
        AlreadyOpen = "already-open" 409,
        AlreadyClosed = "already-closed" 409,
        IsCancelled = "is-cancelled" 409,
        NotOpenYet = "not-open-yet" 409,
        /// A meeting is only moved to a later time: earlier would shorten the notice.
        OnlyLater = "only-later" 422 { starts_at: UtcMillis },
        TooEarlyToOpen = "too-early-to-open" 409 { from: UtcMillis },
        /// Hours after the announced time it is not the announced meeting any more.
        TooLateToOpen = "too-late-to-open" 409 { until: UtcMillis },
        /// Everybody on the roll was struck since.
        NobodyEntitled = "nobody-entitled" 409,
        NotOnRoll = "not-on-roll" 409,
        /// Was on the roll and is not entitled any more.
        Struck = "struck" 409 { cause: StruckCause },
        AlreadyPresent = "already-present" 409,
        /// The code on the screen is not one of this meeting at that time.
        CodeNotValid = "code-not-valid" 422 { tries_left: u32 },
        /// Too many wrong codes: the paper list is the way now.
        TooManyWrongCodes = "too-many-wrong-codes" 429,
        /// Who speaks for a household lives in it and is of age.
        SpeakerDoesNotFit = "speaker-does-not-fit" 422,
        /// No rule allows mandates at such a meeting.
        ProxiesNotAllowed = "proxies-not-allowed" 409,
        /// The principal has given one already.
        MandateGiven = "mandate-given" 409,
        /// The holder has as many as one may have.
        MandatesFull = "mandates-full" 409 { most: u32 },
        /// Who holds mandates comes in person; who gave one holds none.
        MandateChain = "mandate-chain" 409,
        NoSuchMandate = "no-such-mandate" 409,
        /// Questions are still put to the vote.
        BallotsOpen = "ballots-open" 409 { count: u32 },
        /// Minutes are adopted after the meeting.
        NotClosedYet = "not-closed-yet" 409,
        /// Nobody was present: there is nothing to adopt.
        NobodyCame = "nobody-came" 409,
        /// One text for each item of the agenda and one more.
        SectionsDoNotFit = "sections-do-not-fit" 422 { expected: u32 },
        MinutesTooLong = "minutes-too-long" 422 { chars_max: u32 },
        MinutesEmpty = "minutes-empty" 422,
        /// Somebody else has written a version in the meantime.
        MinutesMovedOn = "minutes-moved-on" 409 { version: u32 },
        MinutesAdopted = "minutes-adopted" 409,
        /// There is no such version.
        MinutesMissing = "minutes-missing" 409,
        AlreadySigned = "already-signed" 409,
        /// What a meeting decided by vote needs no adoption.
        DecidesByVote = "decides-by-vote" 409,
        /// Outcomes are told when two people have signed the minutes.
        MinutesNotAdopted = "minutes-not-adopted" 409,
        /// Each item of the agenda is answered once, and nothing that is none; 0: what came besides.
        OutcomesIncomplete = "outcomes-incomplete" 422 { item: u32 },
        /// What is not adopted, or in part, has a reason.
        OutcomeReasonMissing = "outcome-reason-missing" 422 { item: u32 },
        /// Somebody else has told outcomes in the meantime.
        OutcomesMovedOn = "outcomes-moved-on" 409 { version: u32 },
        /// Photos and the signature sheet come soon after the meeting.
        TooLateForRecords = "too-late-for-records" 409 { days_max: i64 },
    }
}

#[cfg(test)]
mod tests;
