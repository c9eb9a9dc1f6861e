//! What goes over the wire about personal data.

use crate::contract::Page;
use crate::ids::{CorrectionId, MemberId};
use crate::text::{Line, Reason};
use crate::time::UtcMillis;
use crate::{body, limits, query, reply, words};
use serde_json::{Map, Value};

words! {
    /// The legal ground for holding data (PIPL art. 13).
    pub enum LegalBasis: "privacy.basis" {
        /// The person consented.
        Consent = "consent",
        /// A duty by law or regulation.
        Duty = "duty",
    }
}

words! {
    /// The subject of a consent.
    pub enum Topic: "privacy.topic" {
        /// Spoken consent to assistance at the counter. When it is withdrawn, a signature is needed.
        SpokenAssistance = "spoken-assistance",
        /// The guardian's consent to the data of a child below fourteen. Without it the child cannot sign up for
        /// anything.
        ChildData = "child-data",
    }
}

words! {
    pub enum ConsentChoice {
        Agrees = "agrees",
        Withdraws = "withdraws",
    }
}

words! {
    /// The fields that may be corrected on request.
    pub enum CorrectionField: "privacy.correct" {
        Name = "name",
        Phone = "phone",
        Sex = "sex",
        BornDay = "born-day",
        /// Another item, which the committee changes by hand before it decides the request.
        Other = "other",
    }
}

words! {
    /// When the period of a category begins.
    pub enum RetentionStart {
        /// When the data is recorded.
        Recording = "recording",
        /// When the person leaves the community or closes the account.
        Leaving = "leaving",
        /// When an officer's last seat ends.
        LastSeat = "last-seat",
        /// When the meeting is over.
        Meeting = "meeting",
    }
}

words! {
    pub enum CorrectionOutcome: "privacy.outcome" {
        Applied = "applied",
        Refused = "refused",
    }
}

words! {
    /// A part of the copy of a person's data.
    pub enum DataPart: "privacy.part" {
        Profile = "profile",
        Stays = "stays",
        Seats = "seats",
        SignUps = "sign-ups",
        Services = "services",
        Hours = "hours",
        Sessions = "sessions",
        SignIns = "sign-ins",
        /// Passkeys that sign in as the person (通行密钥).
        Passkeys = "passkeys",
        Notices = "notices",
        Assistance = "assistance",
        Consents = "consents",
        Corrections = "corrections",
        Reveals = "reveals",
        Searches = "searches",
        Files = "files",
        /// Proposed matters.
        Proposals = "proposals",
        Cosigns = "cosigns",
        Posts = "posts",
        Reports = "reports",
        /// The rolls of meetings and the presence at them.
        Meetings = "meetings",
        Mandates = "mandates",
        /// Votes by name.
        Votes = "votes",
        /// That a token or a paper was handed out; the secret vote itself belongs to nobody.
        HandOuts = "hand-outs",
        /// What the person said and signed while in office.
        Duties = "duties",
        Journal = "journal",
    }
}

/// The version of a text, such as `2026-11`.
pub type Version = Line<1, 20>;
pub type WantedText = Line<1, { limits::PLACE_CHARS_MAX }>;

query! {
    /// A page of one part of a person's data; by default the profile.
    pub struct DataQuery {
        part: DataPart = "string",
        /// What the page before gave as `next`; without it the first page.
        after: u64 = "integer",
    }
}

query! {
    /// A page of revealed phone numbers; of one person when named.
    pub struct RevealQuery {
        member: MemberId = "string",
        /// What the page before gave as `next`; without it the first page.
        after: u64 = "integer",
        limit: u32 = "integer",
    }
}

query! {
    /// A page of searches; of one worker or for one person when named.
    pub struct SearchesQuery {
        worker: MemberId = "string",
        member: MemberId = "string",
        /// What the page before gave as `next`; without it the first page.
        after: u64 = "integer",
        limit: u32 = "integer",
    }
}

body! {
    pub struct DecideConsentRequest {
        pub topic: Topic,
        /// The version of the text that the person read.
        pub version: Version,
        pub decision: ConsentChoice,
    }
    pub struct CorrectionRequest {
        pub field: CorrectionField,
        pub wanted: WantedText,
    }
    pub struct DecideCorrectionRequest {
        pub outcome: CorrectionOutcome,
        pub reason: Reason,
    }
    pub struct RevealPhoneRequest { pub reason: Reason }
}

reply! {
    /// The categories of residents' data, and the consent texts in force.
    pub struct Register {
        pub version: String,
        pub categories: Vec<Category>,
        pub consents: Vec<ConsentText>,
    }
    /// A category; the app has its text, by the code.
    pub struct Category {
        pub code: String,
        pub basis: LegalBasis,
        pub sensitive: bool,
        /// Days after which it is erased automatically; none for data that the law keeps.
        pub retention_days: Option<u32>,
        /// When these days begin; none without days.
        pub retention_start: Option<RetentionStart>,
        pub source: String,
        pub article: Option<String>,
        /// Whether the source was compared with the official text.
        pub verified: bool,
    }
    pub struct ConsentText {
        pub topic: Topic,
        pub version: String,
        /// The first day on which the text applies.
        pub from: String,
    }
    /// A summary of the data held about one person.
    pub struct OwnData {
        pub member: MemberId,
        pub name: String,
        pub phone_masked: String,
        /// The first and last two places; none when no number is recorded.
        pub identity_masked: Option<String>,
        pub born_day: Option<String>,
        pub address: String,
        /// The parts of the copy that are not empty.
        pub held: Vec<DataPart>,
        pub consents: Vec<ConsentState>,
        pub corrections: Vec<Correction>,
        /// The newest looks at the phone number.
        pub reveals: Vec<Reveal>,
        /// When the account will be closed, if this was requested.
        pub closes_at: Option<UtcMillis>,
        /// People under age whose guardian the person is; empty in a ward's own data.
        pub wards: Vec<Ward>,
        /// Whether this reader decides on the consents.
        pub decides: bool,
        /// Young enough to need a guardian's consent (PIPL art. 31).
        pub is_child: bool,
    }
    pub struct Ward {
        pub member: MemberId,
        pub name: String,
    }
    pub struct ConsentState {
        pub topic: Topic,
        /// The version that was decided on.
        pub version: String,
        pub agrees: bool,
        pub at: UtcMillis,
    }
    pub struct Correction {
        pub id: CorrectionId,
        pub seq: u64,
        pub field: CorrectionField,
        /// Erased when the account is closed.
        pub wanted: Option<String>,
        pub asked_at: UtcMillis,
        pub answer_due: UtcMillis,
        pub outcome: Option<CorrectionOutcome>,
        pub reason: Option<String>,
    }
    /// For the committee: waiting requests, the earliest first.
    pub struct Corrections { pub requests: Vec<CorrectionTask> }
    pub struct CorrectionTask {
        pub member: MemberId,
        pub name: String,
        /// The present value; masked for a phone number.
        pub now: Option<String>,
        pub request: Correction,
        /// The reader's own request, which another person decides.
        pub own: bool,
    }
    /// A page of one part of a person's data, newest first; each value of a row has a name.
    pub struct DataPage {
        pub part: DataPart,
        pub page: Page<Map<String, Value>>,
    }
    /// The effects of closing the account.
    pub struct ClosingPreview {
        /// Codes of the data that is erased.
        pub erased: Vec<String>,
        /// Data that the law keeps, under a pseudonym.
        pub kept: Vec<DataPart>,
        /// Seats that must be given up first.
        pub seats: u32,
        pub cooling_off_days: u32,
        pub closes_at: Option<UtcMillis>,
    }
    pub struct ClosesAt { pub closes_at: UtcMillis }
    /// A full phone number, shown once.
    pub struct PhoneRevealed { pub phone: String }
    pub struct SearchRow {
        pub seq: u64,
        pub at: UtcMillis,
        pub worker: MemberId,
        pub worker_name: String,
        /// None when a person found by the search has closed the account since.
        pub word: Option<String>,
        pub grid_name: Option<String>,
        /// Number of people shown on the page.
        pub hits: u32,
        /// The worker made more searches on that day than a counter needs.
        pub many: bool,
    }
    pub struct RevealRow {
        pub seq: u64,
        pub member: MemberId,
        pub name: String,
        pub look: Reveal,
    }
    pub struct Reveal {
        pub at: UtcMillis,
        pub worker_name: String,
        pub reason: Option<String>,
    }
}
