//! What goes over the wire about the own data.

use crate::ids::{CorrectionId, MemberId};
use crate::text::{Line, Reason};
use crate::time::UtcMillis;
use crate::{body, limits, query, reply, words};
use serde_json::{Map, Value};

words! {
    /// On what ground something is held (PIPL art. 13).
    pub enum Basis {
        /// The person agreed.
        Consent = "consent",
        /// A duty by law or regulation.
        Duty = "duty",
    }
}

words! {
    /// What is consented to.
    pub enum Topic {
        /// To be assisted at the counter by word of mouth. Withdrawn: only with a signature.
        SpokenAssistance = "spoken-assistance",
        /// The guardian's consent to the data of a child below fourteen. Without it the child signs up for nothing.
        ChildData = "child-data",
    }
}

words! {
    pub enum Decision {
        Agrees = "agrees",
        Withdraws = "withdraws",
    }
}

words! {
    /// What may be corrected on request.
    pub enum CorrectionField {
        Name = "name",
        Phone = "phone",
        Sex = "sex",
        BornDay = "born-day",
        /// Something else, which the committee changes by hand before it says so.
        Other = "other",
    }
}

words! {
    pub enum CorrectionOutcome {
        Applied = "applied",
        Refused = "refused",
    }
}

words! {
    /// A part of the copy of the own data.
    pub enum DataPart {
        Profile = "profile",
        Stays = "stays",
        Seats = "seats",
        SignUps = "sign-ups",
        Services = "services",
        Hours = "hours",
        Sessions = "sessions",
        SignIns = "sign-ins",
        /// Those that sign in as the person (通行密钥).
        Passkeys = "passkeys",
        Notices = "notices",
        Assistance = "assistance",
        Consents = "consents",
        Corrections = "corrections",
        Reveals = "reveals",
        Searches = "searches",
        Files = "files",
        /// Matters proposed.
        Proposals = "proposals",
        Cosigns = "cosigns",
        Posts = "posts",
        Reports = "reports",
        /// Rolls of meetings, and who was there.
        Meetings = "meetings",
        Mandates = "mandates",
        /// Votes by name.
        Votes = "votes",
        /// That a token or a paper was handed out; the secret vote itself is nobody's.
        HandOuts = "hand-outs",
        /// What was said and signed in office.
        Duties = "duties",
        Journal = "journal",
    }
}

/// Of a text, such as `2026-11`.
pub type Version = Line<1, 20>;
pub type WantedText = Line<1, { limits::PLACE_CHARS_MAX }>;

query! {
    /// A page of one part of the own data; the profile when none is named.
    pub struct DataQuery {
        part: DataPart = "string",
        /// Only rows with a smaller number.
        before: u64 = "integer",
    }
}

query! {
    /// A page of looks at phones, of one person when named.
    pub struct RevealQuery {
        member: MemberId = "string",
        before: u64 = "integer",
        limit: u32 = "integer",
    }
}

query! {
    /// A page of searches, of one worker or for one person when named.
    pub struct SearchesQuery {
        worker: MemberId = "string",
        member: MemberId = "string",
        before: u64 = "integer",
        limit: u32 = "integer",
    }
}

body! {
    pub struct ConsentDecision {
        pub topic: Topic,
        /// The version of the text that was read.
        pub version: Version,
        pub decision: Decision,
    }
    pub struct CorrectionRequest {
        pub field: CorrectionField,
        pub wanted: WantedText,
    }
    pub struct CorrectionDecision {
        pub outcome: CorrectionOutcome,
        pub reason: Reason,
    }
    pub struct RevealFor { pub reason: Reason }
}

reply! {
    /// What is held of residents, and the consent texts in force.
    pub struct Register {
        pub version: String,
        pub categories: Vec<Category>,
        pub consents: Vec<ConsentText>,
    }
    /// A category; its words are the app's, by the code.
    pub struct Category {
        pub code: String,
        pub basis: Basis,
        pub sensitive: bool,
        /// Days after which it is erased by itself; none for what the law keeps.
        pub retention_days: Option<u32>,
        pub source: String,
        pub article: Option<String>,
        /// Whether the source was compared with the official text.
        pub verified: bool,
    }
    pub struct ConsentText {
        pub topic: Topic,
        pub version: String,
        /// The day from which the text holds.
        pub from: String,
    }
    /// What is held of one person, in short.
    pub struct OwnData {
        pub member: MemberId,
        pub name: String,
        pub phone_masked: String,
        /// First and last two places; none when no number is on file.
        pub identity_masked: Option<String>,
        pub born_day: Option<String>,
        pub address: String,
        /// Parts of the copy in which there is something.
        pub held: Vec<DataPart>,
        pub consents: Vec<ConsentState>,
        pub corrections: Vec<Correction>,
        /// The newest looks at the phone.
        pub reveals: Vec<Reveal>,
        /// When the account will be closed, when it was asked for.
        pub closes_at: Option<UtcMillis>,
        /// People under age whose guardian this is; empty in a ward's own data.
        pub wards: Vec<Ward>,
        /// Whether this reader decides on the consents.
        pub decides: bool,
        /// Young enough that a guardian consents (PIPL art. 31).
        pub is_child: bool,
    }
    pub struct Ward {
        pub member: MemberId,
        pub name: String,
    }
    pub struct ConsentState {
        pub topic: Topic,
        /// The version decided on.
        pub version: String,
        pub agrees: bool,
        pub at: UtcMillis,
    }
    pub struct Correction {
        pub id: CorrectionId,
        pub seq: u64,
        pub field: CorrectionField,
        /// Taken away when the account is closed.
        pub wanted: Option<String>,
        pub asked_at: UtcMillis,
        pub answer_due: UtcMillis,
        pub outcome: Option<CorrectionOutcome>,
        pub reason: Option<String>,
    }
    /// For the committee: requests that wait, the earliest first.
    pub struct Corrections { pub requests: Vec<CorrectionTask> }
    pub struct CorrectionTask {
        pub member: MemberId,
        pub name: String,
        /// What stands there now, masked where it is a phone.
        pub now: Option<String>,
        pub request: Correction,
        /// The reader's own, which somebody else decides.
        pub own: bool,
    }
    /// A page of a part of the own data, newest first; what a row says is named in it.
    pub struct DataPage {
        pub part: DataPart,
        pub rows: Vec<Map<String, Value>>,
        pub next_before: Option<u64>,
    }
    /// What closing the account would do.
    pub struct ClosingPreview {
        /// Codes of what is erased.
        pub erased: Vec<String>,
        /// What the law keeps, under a pseudonym.
        pub kept: Vec<DataPart>,
        /// Seats that must be given up first.
        pub seats: u32,
        pub cooling_off_days: u32,
        pub closes_at: Option<UtcMillis>,
    }
    pub struct ClosesAt { pub closes_at: UtcMillis }
    /// A phone in full, once.
    pub struct Revealed { pub phone: String }
    pub struct Reveals {
        pub reveals: Vec<RevealRow>,
        pub next_before: Option<u64>,
    }
    pub struct Searches {
        pub searches: Vec<SearchRow>,
        pub next_before: Option<u64>,
    }
    pub struct SearchRow {
        pub seq: u64,
        pub at: UtcMillis,
        pub worker: MemberId,
        pub worker_name: String,
        /// None when somebody whom it found has closed the account since.
        pub word: Option<String>,
        pub grid_name: Option<String>,
        /// People whom the page showed.
        pub hits: u32,
        /// More on that day by this worker than a counter needs.
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
