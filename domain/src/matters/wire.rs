//! What goes over the wire about matters; posts and moderation are in `wire/posts.rs`.

mod posts;

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
pub type CatalogueCell = Line<0, { limits::BASIS_CHARS_MAX }>;
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
    /// A requirement of an item of the catalogue.
    pub enum Flag: "matters.flag" {
        /// The legal adviser's opinion before it is decided.
        NeedsLegalOpinion = "needs-legal-opinion",
        /// Only the assembly of all residents decides it, never the representatives.
        ReservedToAssembly = "reserved-to-assembly",
        /// The decision is filed with the street or township.
        NeedsFiling = "needs-filing",
        /// It cannot be proposed anonymously.
        NamedOnly = "named-only",
    }
}

words! {
    /// What is wrong with a line of a catalogue.
    pub enum LineRule: "catalogue.fault" {
        CodeNotFitting = "code-not-fitting",
        CodeTwice = "code-twice",
        TitleMissing = "title-missing",
        TooManyCosigners = "too-many-cosigners",
        /// A flag that the law requires is missing.
        FlagOfLawMissing = "flag-of-law-missing",
        /// An item that the law names is missing; line 0.
        ItemOfLawMissing = "item-of-law-missing",
        /// Line 0.
        TooManyLines = "too-many-lines",
        /// Of an imported table: a cell that is too long, or that cannot be shown.
        CellNotFitting = "cell-not-fitting",
        NotYesOrNo = "not-yes-or-no",
        NotANumber = "not-a-number",
        /// No row names the columns; line 0.
        NoHeading = "no-heading",
    }
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
    /// A community's own list, which replaces the previous one.
    pub struct ReplaceCatalogueRequest { pub lines: Vec<CatalogueLine> }
    pub struct CatalogueLine {
        pub code: CatalogueCell,
        pub title_zh: CatalogueCell,
        pub title_en: CatalogueCell,
        pub flags: Vec<Flag>,
        /// 0: one resident may propose it alone.
        pub cosigners: u32,
        /// The decision or document on which it is based.
        pub source: CatalogueCell,
    }
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
    pub struct Catalogue {
        pub items: Vec<CatalogueItem>,
        /// Since when the community has its own list; `None`: it uses the default list.
        pub own_since: Option<UtcMillis>,
        /// The version of the default list against which the community's own list is checked.
        pub version: String,
        /// Empty in answers stored before this field existed.
        #[serde(default)]
        pub bounds: CatalogueBounds,
    }
    /// The requirements for every list.
    #[derive(Default)]
    pub struct CatalogueBounds {
        /// The items that the law names, with the flags that it requires.
        pub law: Vec<LawItem>,
        pub cosigners_max: u32,
        pub lines_max: usize,
    }
    pub struct LawItem {
        pub code: String,
        pub flags: Vec<Flag>,
    }
    pub struct CatalogueItem {
        pub code: String,
        pub title_zh: String,
        pub title_en: String,
        pub flags: Vec<Flag>,
        /// 0: one resident may propose it alone.
        pub cosigners: u32,
        pub source: String,
        pub article: Option<String>,
        /// Whether the item was checked against its source.
        pub verified: bool,
        /// Named by law: it stays in every list, with its flags.
        pub by_law: bool,
    }
    pub struct LineFault {
        /// Counted from 1; 0 is the whole list.
        pub line: u32,
        pub code: String,
        pub rule: LineRule,
    }
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
