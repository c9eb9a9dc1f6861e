//! Meetings (会议): announced in time, with a roll frozen that day, opened by the chair, attended, minuted, closed.
//!
//! Invariant: `announced → open → closed`, or `announced → cancelled`, and never back. Nobody is added to a frozen
//! roll; a voter who loses eligibility is removed from it. Never more people are present than are entitled, and nobody
//! who was removed is present.
//!
//! # Roll and presence
//!
//! A meeting freezes its roll when it is announced. A hash closes the roll, and triggers add nobody afterwards. A
//! voter who loses the entitlement is struck: when the chair opens the meeting, all of them; later, each one when
//! that voter is looked up. The strike stays although the command that found it is refused. A strike removes the
//! presence of the voter, and the presence of each principal that only this voter represented. A wrong entry of the
//! paper list is withdrawn with a reason until the meeting ends, with the same consequence, but not while a ballot is
//! open and not after the voter used a vote; a presence by code or mandate stays. Counts stand in the
//! meeting's row, kept by triggers, under a check. Where households vote, the household is the voter, and the first
//! of its members to come speaks for it. Chair, teller and recorder are people who were named: the access table gives
//! their acts to these people and to no office.
//!
//! # Answers before the meeting
//!
//! A voter of the roll may answer the invitation (`invitations.rs`) until the meeting opens. The page of the meeting and
//! of its decision shows how many answered, never who. The answers are deleted when the meeting opens; the counts stay.
//!
//! # Consultations
//!
//! A consultation may concern a part of its electorate (`ElectoratePart`): the residents or households of a residents'
//! group, or the members of one branch. A statutory form always has its whole electorate. The outcome of a
//! consultation (成果采纳) is published after both have signed the minutes: every item of the agenda once, and
//! further suggestions, with a reason where not all is adopted. Versions follow each other, and none is lost. The
//! deadline in working days is shown; it refuses nobody who is late.

mod agenda;
mod announcing;
mod attendance;
pub mod endpoints;
mod forms;
mod invitations;
mod live_counts;
mod minutes;
mod outcomes;
mod pack;
mod proxies;
mod records;
mod replies;
mod subject;
mod wire;

pub use agenda::{AgendaFault, read_agenda};
pub use announcing::{earliest_start, may_announce_meeting, may_cancel_meeting, may_revise_meeting, suggest_start};
pub use attendance::{
    CheckInCaller, ListedState, PresenceProof, RollState, check_in, may_close_meeting, may_list_voters,
    may_open_meeting, may_withdraw_presence, open_window, prove_presence,
};
pub use forms::{Electorate, MeetingForm, MeetingStatus, StruckCause};
pub use invitations::answer_invitation;
pub use live_counts::*;
pub use minutes::{Signatory, may_adopt_minutes, may_sign_minutes, minutes_hash, write_minutes};
pub use outcomes::*;
pub use pack::{NoticeFloor, Rules};
pub use proxies::{Mandates, name_proxy, withdraw_proxy};
pub use records::{MeetingRecord, add_materials, add_records};
pub use replies::*;
pub use subject::meeting_subject;
pub use wire::*;

use crate::time::UtcMillis;

/// The facts about a meeting that the rules need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MeetingState {
    pub status: MeetingStatus,
    pub starts_at: UtcMillis,
    pub opened_at: Option<UtcMillis>,
}

impl MeetingState {
    /// Refuses what may happen only while the meeting is announced.
    pub fn is_announced(&self) -> Result<(), Refusal> {
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
        /// A statutory form requires its own electorate.
        ElectorateDoesNotFit = "electorate-does-not-fit" 422 at "electorate",
        /// Only a consultation may be held within a group or a branch, and only with a matching electorate.
        GroupDoesNotFit = "group-does-not-fit" 422 at "within",
        /// The references do not match what the meeting is said to be about.
        AboutIncomplete = "about-incomplete" 422,
        /// An agenda needs at least one item and not too many, each with its minutes.
        AgendaOutOfRange = "agenda-out-of-range" 422 { items_max: u32, minutes_max: u32 } at "agenda",
        /// Too many materials, guests or lines at once.
        TooMany = "too-many" 422 { most: u32 },
        /// A hearing must state the number of places and its guests.
        HearingIncomplete = "hearing-incomplete" 422 at "seats",
        SeatsOutOfRange = "seats-out-of-range" 422 { most: u32 } at "seats",
        /// The named case does not exist, has ended or is at another step.
        CaseNotFitting = "case-not-fitting" 409,
        /// The meeting is announced too late for this time. `article` is empty where none is known.
        /// The law of this form knows no special case with a shorter notice.
        NoUrgentNotice = "no-urgent-notice" 422 at "urgent",
        NoticeTooShort = "notice-too-short" 422 { earliest_at: UtcMillis, days: u32, source: String, article: String } at "starts_at",
        StartsTooFarAhead = "starts-too-far-ahead" 422 { days_max: i64 } at "starts_at",
        /// Chair and teller must be two people; nobody may hold a mandate of their own.
        SamePerson = "same-person" 422,
        /// A named person is not, or no longer, a resident.
        NotAResident = "not-a-resident" 422,
        /// Nobody is entitled: no seat of the body is held.
        RollEmpty = "roll-empty" 409 at "electorate",
        AlreadyOpen = "already-open" 409,
        AlreadyClosed = "already-closed" 409,
        IsCancelled = "is-cancelled" 409,
        NotOpenYet = "not-open-yet" 409,
        /// A meeting can only be moved to a later time, because an earlier one would shorten the notice.
        /// Place, time and officers would stay as they are.
        NothingRevised = "nothing-revised" 409 at "place",
        OnlyLater = "only-later" 422 { starts_at: UtcMillis } at "starts_at",
        TooEarlyToOpen = "too-early-to-open" 409 { from: UtcMillis },
        /// Too many hours have passed since the announced time to open the meeting.
        TooLateToOpen = "too-late-to-open" 409 { until: UtcMillis },
        /// Everybody on the roll has since lost the right to vote.
        NobodyEntitled = "nobody-entitled" 409,
        NotOnRoll = "not-on-roll" 409 at "principal",
        /// The voter was on the roll and is no longer entitled.
        Struck = "struck" 409 { cause: StruckCause } at "principal",
        AlreadyPresent = "already-present" 409,
        /// The voter is not present, so there is no presence to withdraw.
        NotPresent = "not-present" 409 at "voter",
        /// The presence was proved by the code or by a mandate; only an entry of the paper list can be withdrawn.
        PresenceProved = "presence-proved" 409 { how: PresentBy } at "voter",
        /// The voter, or somebody whom the voter represents, has used a vote at this meeting.
        VoteUsed = "vote-used" 409 at "voter",
        /// The code is not one that this meeting showed at that time.
        CodeNotValid = "code-not-valid" 422 { tries_left: u32 },
        /// Too many wrong codes: use the paper list.
        TooManyWrongCodes = "too-many-wrong-codes" 429,
        /// The person who speaks for a household must live in it and be of age.
        SpeakerDoesNotFit = "speaker-does-not-fit" 422,
        /// No rule allows mandates at such a meeting.
        ProxiesNotAllowed = "proxies-not-allowed" 409,
        /// The principal has already given a mandate.
        MandateGiven = "mandate-given" 409 at "principal",
        /// The holder has the maximum number of mandates.
        MandatesFull = "mandates-full" 409 { most: u32 } at "proxy",
        /// A holder of mandates must come in person; a principal who gave a mandate cannot hold one.
        MandateChain = "mandate-chain" 409 at "proxy",
        NoSuchMandate = "no-such-mandate" 409,
        /// Some ballots are still open.
        BallotsOpen = "ballots-open" 409 { count: u32 },
        /// Minutes can be adopted only after the meeting.
        NotClosedYet = "not-closed-yet" 409,
        /// Nobody was present: there is nothing to adopt.
        NobodyCame = "nobody-came" 409,
        /// The minutes need one text for each item of the agenda and one more.
        SectionsDoNotFit = "sections-do-not-fit" 422 { expected: u32 },
        MinutesTooLong = "minutes-too-long" 422 { chars_max: u32 },
        MinutesEmpty = "minutes-empty" 422,
        /// Another person has written a version in the meantime.
        MinutesMovedOn = "minutes-moved-on" 409 { version: u32 },
        MinutesAdopted = "minutes-adopted" 409,
        /// This version does not exist.
        MinutesMissing = "minutes-missing" 409,
        AlreadySigned = "already-signed" 409,
        /// A meeting that decides by vote has no outcomes to record.
        DecidesByVote = "decides-by-vote" 409,
        /// Outcomes can be recorded only after two people have signed the minutes.
        MinutesNotAdopted = "minutes-not-adopted" 409,
        /// Each item of the agenda needs exactly one outcome; `item` 0 stands for other topics.
        OutcomesIncomplete = "outcomes-incomplete" 422 { item: u32 },
        /// An outcome that is not fully adopted needs a reason.
        OutcomeReasonMissing = "outcome-reason-missing" 422 { item: u32 },
        /// Another person has recorded outcomes in the meantime.
        OutcomesMovedOn = "outcomes-moved-on" 409 { version: u32 },
        /// Photos and the signature sheet must be added within `days_max` days after the meeting.
        TooLateForRecords = "too-late-for-records" 409 { days_max: i64 },
    }
}

#[cfg(test)]
mod tests;
