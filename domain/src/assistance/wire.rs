//! What goes over the wire about assistance.

use crate::contract::Page;
use crate::ids::{ActId, AssistanceId, MemberId};
use crate::text::{Line, Reason};
use crate::time::UtcMillis;
use crate::{body, limits, reply, words};

/// The witness's name, or the number of the paper.
pub type ConsentProof = Line<2, { limits::NAME_CHARS_MAX }>;

words! {
    /// How the resident agreed (同意方式).
    pub enum ConsentKind: "assistance.consent" {
        /// By word of mouth, heard by a witness whose name is the proof.
        Spoken = "spoken",
        /// Signed on paper; the proof is the paper's number.
        Signed = "signed",
        /// By a slip that the resident handed in; the proof is its number.
        Slip = "slip",
    }
}

words! {
    /// What the supervision committee found.
    pub enum ContestOutcome: "assistance.outcome" {
        /// The household is right: it did not want the act.
        Upheld = "upheld",
        /// The act was as agreed with the resident.
        Dismissed = "dismissed",
    }
}

words! {
    /// Why an assistance is no longer open.
    pub enum EndedBy {
        Worker = "worker",
        Time = "time",
        /// The resident left the community.
        Departure = "departure",
    }
}

body! {
    pub struct OpenAssistanceRequest {
        pub member: MemberId,
        pub consent: ConsentKind,
        pub proof: ConsentProof,
    }
    pub struct ContestActRequest { pub reason: Reason }
    pub struct AnswerContestRequest {
        pub outcome: ContestOutcome,
        pub reason: Reason,
    }
}

reply! {
    pub struct OpenUntil {
        pub assistance: AssistanceId,
        pub until: UtcMillis,
    }
    /// One assistance with everything that was done in it; also the slip that the resident takes home.
    pub struct Assistance {
        pub id: AssistanceId,
        /// The number on the slip.
        pub number: u64,
        pub member: MemberId,
        pub member_name: String,
        pub worker: MemberId,
        pub worker_name: String,
        pub consent: ConsentKind,
        pub opened_at: UtcMillis,
        pub until: UtcMillis,
        pub extensions_left: u32,
        /// `None` while it is open.
        pub ended_by: Option<EndedBy>,
        pub acts: Vec<AssistedAct>,
    }
    pub struct AssistedAct {
        pub id: ActId,
        pub at: UtcMillis,
        /// The name of the endpoint that was called.
        pub command: String,
        /// The title of the activity, if the act was about one.
        pub title: Option<String>,
        /// Sequence number of the journal row.
        pub journal_seq: u64,
        pub contest: Option<Contest>,
        /// Until when the household may contest it.
        pub contest_until: UtcMillis,
    }
    pub struct Contest {
        pub at: UtcMillis,
        pub reason: String,
        /// The deadline for the answer of the supervision committee.
        pub answer_due: UtcMillis,
        pub answered_at: Option<UtcMillis>,
        pub outcome: Option<ContestOutcome>,
        pub answer: Option<String>,
    }
    /// For the supervision committee: counts by worker, contested acts without an answer, and the newest assistances.
    pub struct AssistanceReview {
        /// Sorted by name, never by count.
        pub workers: Vec<WorkerCount>,
        /// Assistances with at least one contested act that waits for an answer.
        pub contested: Vec<Assistance>,
        pub page: Page<Assistance>,
    }
    pub struct WorkerCount {
        pub worker: MemberId,
        pub name: String,
        /// In the last thirty days.
        pub assistances: u32,
        pub acts: u32,
        pub contested: u32,
    }
}
