//! What goes over the wire about matters; posts and moderation are in `wire/posts.rs`, the catalogue in
//! `wire/catalogue.rs`.

mod catalogue;
mod posts;

pub use catalogue::*;
pub use posts::*;

use crate::archive::{Attachment, CaptionedFile};
use crate::decisions::DecisionState;
use crate::ids::{CaseId, MatterId, MeetingId};
use crate::text::{Line, PlaceText, Reason, Text, Title};
use crate::time::UtcMillis;
use crate::{body, limits, query, reply, words};

/// The text of a matter; line breaks are kept.
pub type MatterText = Text<10, { limits::MATTER_TEXT_CHARS_MAX }>;
/// The words typed so far, for the search of similar matters.
pub type TypedText = Text<0, { limits::MATTER_TEXT_CHARS_MAX }>;
/// The code of an item of the catalogue, or [`OTHER_ITEM`].
pub type ItemCode = Line<2, 40>;
/// The code of a matter without an item.
pub const OTHER_ITEM: &str = "other";

/// An item of the catalogue, as proposing needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item<'a> {
    pub code: &'a str,
    pub cosigners: u32,
    pub named_only: bool,
}

words! {
    /// The stage of a matter.
    pub enum Stage: "matters.stage" {
        /// Collecting co-signers (附议中).
        Collecting = "collecting",
        /// Waits for its pre-review (议事预审).
        PreReview = "pre-review",
        Returned = "returned",
        /// Falls to another body, to which it was routed (转办).
        Routed = "routed",
        Withdrawn = "withdrawn",
        Discussing = "discussing",
        /// The discussion has ended.
        Discussed = "discussed",
        /// Being decided by meetings and votes.
        Deciding = "deciding",
        /// The committee has answered it.
        Done = "done",
    }
}

words! {
    /// How readers see the proposer. The journal always records the proposer.
    pub enum ShownAs: "matters.shown" {
        /// The masked name.
        Named = "named",
        Anonymous = "anonymous",
    }
}

words! {
    pub enum VerdictKind: "matters.verdict" {
        Accept = "accept",
        Return = "return",
        Route = "route",
    }
}

words! {
    /// The committee's conclusion from the discussion (协商成果采纳).
    pub enum MatterOutcome: "matters.outcome" {
        Adopted = "adopted",
        Partly = "partly",
        Not = "not",
    }
}

words! {
    /// The office that acted.
    pub enum Office: "matters.office" {
        /// 居民委员会
        Committee = "committee",
        /// 党支部委员会
        PartyCommittee = "party-committee",
        /// 居务监督委员会
        Supervisor = "supervisor",
    }
}

words! {
    /// The actor in a line of the timeline: an office, never a person's name.
    pub enum EventActor: "matters.by" {
        Proposer = "proposer",
        Residents = "residents",
        Committee = "committee",
        PartyCommittee = "party-committee",
        Supervisor = "supervisor",
        /// Nobody: a deadline passed.
        Clock = "clock",
    }
}

words! {
    /// What happened to a matter.
    pub enum MatterEvent: "matters.event" {
        Proposed = "proposed",
        /// Enough residents co-signed; it went to the pre-review.
        HandedIn = "handed-in",
        Accepted = "accepted",
        Returned = "returned",
        Revised = "revised",
        Routed = "routed",
        Withdrawn = "withdrawn",
        VersionAdded = "version-added",
        /// Files were added after it was proposed.
        FilesAdded = "files-added",
        DiscussionEnded = "discussion-ended",
        Summarised = "summarised",
        Deciding = "deciding",
        Answered = "answered",
    }
}

words! {
    /// What a reader may do with a matter now.
    pub enum MatterAct {
        Cosign = "cosign",
        /// Take the caller's co-signature back.
        WithdrawCosignature = "withdraw-cosignature",
        Revise = "revise",
        Withdraw = "withdraw",
        PreReview = "pre-review",
        /// Add files to the matter.
        Enclose = "enclose",
        Post = "post",
        AddVersion = "add-version",
        Summarise = "summarise",
        Answer = "answer",
    }
}

words! {
    /// Whose matters a list shows.
    pub enum MattersOf {
        Everybody = "everybody",
        /// Proposed or co-signed by the caller.
        Mine = "mine",
    }
}

body! {
    pub struct ProposeMatterRequest {
        pub title: Title,
        pub text: MatterText,
        pub item: ItemCode,
        pub shown: ShownAs,
        /// Photos and documents that the proposer uploaded.
        pub files: Vec<CaptionedFile>,
    }
    /// The words typed so far.
    pub struct FindSimilarRequest {
        pub title: TypedText,
        pub text: TypedText,
    }
    /// An edited version of a returned text.
    pub struct ReviseMatterRequest {
        pub title: Title,
        pub text: MatterText,
        pub summary: Reason,
    }
    pub struct DecidePreReviewRequest {
        pub verdict: VerdictKind,
        pub reason: Reason,
        /// The destination, when the matter is routed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub destination: Option<PlaceText>,
        /// Days of the discussion, when the matter is accepted; by default the number of the rules.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub days: Option<u32>,
    }
    /// A further version of the text under discussion.
    pub struct AddVersionRequest {
        pub text: MatterText,
        /// What changed and why.
        pub summary: Reason,
    }
    pub struct SummariseMatterRequest { pub text: MatterText }
    pub struct AnswerMatterRequest {
        pub outcome: MatterOutcome,
        pub reason: Reason,
    }
}

query! {
    /// A page of matters, newest first.
    pub struct MattersQuery {
        stage: Stage = "string",
        of: MattersOf = "string",
        /// What the page before gave as `next`; without it the first page.
        after: u64 = "integer",
        /// Rows of the page, 1 to 100; 50 when not given.
        limit: u32 = "integer",
    }
}

reply! {
    pub struct MatterStanding {
        pub matter: MatterId,
        pub stage: Stage,
        pub cosigned: u32,
        pub cosigners: u32,
    }
    pub struct MatterRow {
        pub id: MatterId,
        pub seq: u64,
        pub title: String,
        pub item: String,
        pub stage: Stage,
        pub proposed_at: UtcMillis,
        pub cosigned: u32,
        pub cosigners: u32,
        /// Number of visible posts.
        pub posts: u32,
        /// The deadline of the pre-review, while the matter waits for it.
        pub review_due: Option<UtcMillis>,
        /// Until when its discussion is or was open.
        pub discussing_until: Option<UtcMillis>,
        pub outcome: Option<MatterOutcome>,
        /// What became of the decision about it, once there is one.
        pub decision: Option<DecisionState>,
    }
    /// Everything about one matter except its posts.
    pub struct MatterView {
        pub row: MatterRow,
        /// The newest version.
        pub text: String,
        pub version: u32,
        pub files: Vec<Attachment>,
        /// Masked; `None`: shown without a name.
        pub proposer: Option<String>,
        pub reviews: Vec<PreReviewRow>,
        pub summary: Option<MatterSummaryRow>,
        pub answer: Option<MatterAnswerRow>,
        pub case_id: Option<CaseId>,
        /// The coming or present meeting of the decision about it.
        pub meets: Option<DecisionMeeting>,
        pub timeline: Vec<TimelineRow>,
        pub posts_for: u32,
        pub posts_against: u32,
        pub posts_neutral: u32,
        pub mine: OwnRights,
    }
    pub struct DecisionMeeting {
        pub meeting: MeetingId,
        pub starts_at: UtcMillis,
    }
    pub struct PreReviewRow {
        pub at: UtcMillis,
        pub verdict: VerdictKind,
        pub reason: String,
        pub destination: Option<String>,
        pub office: Office,
        /// Whether the decision came after its deadline.
        pub late: bool,
    }
    pub struct MatterSummaryRow {
        pub at: UtcMillis,
        pub text: String,
    }
    pub struct MatterAnswerRow {
        pub at: UtcMillis,
        pub outcome: MatterOutcome,
        pub reason: String,
    }
    pub struct TimelineRow {
        pub at: UtcMillis,
        pub event: MatterEvent,
        pub by: EventActor,
    }
    /// The caller's relation to the matter.
    pub struct OwnRights {
        pub proposed: bool,
        pub cosigned: bool,
        pub may: Vec<MatterAct>,
    }
    /// All versions, oldest first.
    pub struct MatterVersions { pub versions: Vec<MatterVersion> }
    pub struct MatterVersion {
        pub number: u32,
        pub at: UtcMillis,
        pub by: EventActor,
        pub title: String,
        pub text: String,
        pub summary: String,
    }
    /// Matters that wait for an office, the most urgent first.
    pub struct MatterTasks { pub tasks: Vec<MatterTask> }
    pub struct MatterTask {
        pub matter: MatterId,
        pub title: String,
        pub item: String,
        pub stage: Stage,
        /// The deadline of the pre-review, or when the discussion ended.
        pub due: UtcMillis,
        pub overdue: bool,
        /// The caller's own case, which another person decides.
        pub own: bool,
    }
    /// Matters similar to the one being written, the most similar first.
    pub struct SimilarMatters { pub matters: Vec<MatterRow> }
}
