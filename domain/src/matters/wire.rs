//! What goes over the wire about matters; of posts and moderation in `wire/posts.rs`.

mod posts;

pub use posts::*;

use crate::archive::{Attachment, CaptionedFile};
use crate::ids::{CaseId, MatterId};
use crate::text::{Line, Place, Reason, Text, Title};
use crate::time::UtcMillis;
use crate::{body, limits, query, reply, words};

/// What a matter says; line breaks are kept.
pub type MatterText = Text<10, { limits::MATTER_TEXT_CHARS_MAX }>;
/// What was typed so far, for the search of similar matters.
pub type TypedText = Text<0, { limits::MATTER_TEXT_CHARS_MAX }>;
pub type Cell = Line<0, { limits::BASIS_CHARS_MAX }>;
/// The code of an item of the catalogue, or [`OTHER_ITEM`].
pub type ItemCode = Line<2, 40>;
/// The code of what has no item.
pub const OTHER_ITEM: &str = "other";

/// An item of the catalogue as far as proposing goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item<'a> {
    pub code: &'a str,
    pub cosigners: u32,
    pub named_only: bool,
}

words! {
    /// What an item of the catalogue asks for.
    pub enum Flag {
        /// The legal adviser's opinion before it is decided.
        NeedsLegalOpinion = "needs-legal-opinion",
        /// Only the assembly of all decides it, never the representatives.
        ReservedToAssembly = "reserved-to-assembly",
        /// The decision is filed with the street or township.
        NeedsFiling = "needs-filing",
        /// It is not put up without a name.
        NamedOnly = "named-only",
    }
}

words! {
    /// What is wrong with a line of a catalogue.
    pub enum LineRule {
        CodeNotFitting = "code-not-fitting",
        CodeTwice = "code-twice",
        TitleMissing = "title-missing",
        TooManyCosigners = "too-many-cosigners",
        /// A flag that the law gives was left out.
        FlagOfLawMissing = "flag-of-law-missing",
        /// An item that the law names was left out; line 0.
        ItemOfLawMissing = "item-of-law-missing",
        /// Line 0.
        TooManyLines = "too-many-lines",
        /// Of a table that is read in: a cell that is too long, or that cannot be shown.
        CellNotFitting = "cell-not-fitting",
        NotYesOrNo = "not-yes-or-no",
        NotANumber = "not-a-number",
        /// No row names the columns; line 0.
        NoHeading = "no-heading",
    }
}

words! {
    /// Where a matter stands.
    pub enum Stage {
        /// Looks for co-signers (附议中).
        Collecting = "collecting",
        /// Waits for its pre-review (议事预审).
        PreReview = "pre-review",
        Returned = "returned",
        /// Belongs to somebody else, who was told (转办).
        Routed = "routed",
        Withdrawn = "withdrawn",
        Discussing = "discussing",
        /// The discussion is over.
        Discussed = "discussed",
        /// On its way through meetings and votes.
        Deciding = "deciding",
        /// Answered.
        Done = "done",
    }
}

words! {
    /// How the proposer is shown to readers. The journal always knows.
    pub enum ShownAs {
        /// The masked name.
        Named = "named",
        Anonymous = "anonymous",
    }
}

words! {
    pub enum VerdictKind {
        Accept = "accept",
        Return = "return",
        Route = "route",
    }
}

words! {
    /// What the committee makes of what was discussed (协商成果采纳).
    pub enum Outcome {
        Adopted = "adopted",
        Partly = "partly",
        Not = "not",
    }
}

words! {
    /// Which office acted.
    pub enum Office {
        /// 居民委员会
        Committee = "committee",
        /// 党支部委员会
        PartyCommittee = "party-committee",
        /// 居务监督委员会
        Supervisor = "supervisor",
    }
}

words! {
    /// Who stands behind a line of the timeline: an office, and nobody by name.
    pub enum By {
        Proposer = "proposer",
        Residents = "residents",
        Committee = "committee",
        PartyCommittee = "party-committee",
        Supervisor = "supervisor",
        /// Nobody: the time came.
        Clock = "clock",
    }
}

words! {
    /// What happened to a matter.
    pub enum MatterEvent {
        Proposed = "proposed",
        /// Enough co-signers; it went to the pre-review.
        HandedIn = "handed-in",
        Accepted = "accepted",
        Returned = "returned",
        Revised = "revised",
        Routed = "routed",
        Withdrawn = "withdrawn",
        VersionAdded = "version-added",
        /// Files were added to the proposal after it was put up.
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
        Revise = "revise",
        Withdraw = "withdraw",
        PreReview = "pre-review",
        /// Add files to it.
        Enclose = "enclose",
        Post = "post",
        AddVersion = "add-version",
        Summarise = "summarise",
        Answer = "answer",
    }
}

words! {
    /// Whose matters.
    pub enum MattersOf {
        Everybody = "everybody",
        /// Proposed or co-signed by the caller.
        Mine = "mine",
    }
}

body! {
    /// A community's own list, which takes the place of the one before.
    pub struct CatalogueLines { pub lines: Vec<CatalogueLine> }
    pub struct CatalogueLine {
        pub code: Cell,
        pub title_zh: Cell,
        pub title_en: Cell,
        pub flags: Vec<Flag>,
        /// 0: one resident may propose it alone.
        pub cosigners: u32,
        /// By which decision or document.
        pub source: Cell,
    }
    pub struct MatterDraft {
        pub title: Title,
        pub text: MatterText,
        pub item: ItemCode,
        pub shown: ShownAs,
        /// Photos and documents that the proposer brought in.
        pub files: Vec<CaptionedFile>,
    }
    /// What is typed at this moment.
    pub struct SimilarTo {
        pub title: TypedText,
        pub text: TypedText,
    }
    /// A text that was returned, mended.
    pub struct MatterRevision {
        pub title: Title,
        pub text: MatterText,
        pub summary: Reason,
    }
    pub struct PreReviewVerdict {
        pub verdict: VerdictKind,
        pub reason: Reason,
        /// Where to, when it is routed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub destination: Option<Place>,
        /// Days of the discussion, when it is accepted; as the rules say when none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub days: Option<u32>,
    }
    /// A further version of the text under discussion.
    pub struct MatterVersionDraft {
        pub text: MatterText,
        /// What changed and why.
        pub summary: Reason,
    }
    pub struct MatterSummary { pub text: MatterText }
    pub struct MatterAnswer {
        pub outcome: Outcome,
        pub reason: Reason,
    }
}

query! {
    /// A page of matters, newest first.
    pub struct MattersQuery {
        stage: Stage = "string",
        of: MattersOf = "string",
        /// Only rows with a smaller sequence.
        before: u64 = "integer",
        /// Rows of the page, 1 to 100; 50 when not given.
        limit: u32 = "integer",
    }
}

reply! {
    pub struct Catalogue {
        pub items: Vec<CatalogueItem>,
        /// Since when the community has its own list; `None`: ours.
        pub own_since: Option<UtcMillis>,
        /// Which of our lists the own one is checked against.
        pub version: String,
        /// Empty in an answer that was stored before they were told.
        #[serde(default)]
        pub bounds: CatalogueBounds,
    }
    /// What every list keeps to.
    #[derive(Default)]
    pub struct CatalogueBounds {
        /// The items that the law names, with the flags that it gives them.
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
        /// Whether we have read it in the source.
        pub verified: bool,
        /// Named by law: it stays in every list, with its flags.
        pub by_law: bool,
    }
    pub struct LineFault {
        /// From 1; 0 is the list as a whole.
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
    /// A page, newest first.
    pub struct Matters {
        pub matters: Vec<MatterRow>,
        pub next_before: Option<u64>,
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
        /// Posts that are to be seen.
        pub posts: u32,
        /// Until when the pre-review is due, while it is.
        pub review_due: Option<UtcMillis>,
        /// Until when its discussion is or was open.
        pub discussing_until: Option<UtcMillis>,
        pub outcome: Option<Outcome>,
    }
    /// Everything about one matter but what was said about it.
    pub struct MatterView {
        pub row: MatterRow,
        /// The newest version.
        pub text: String,
        pub version: u32,
        pub files: Vec<Attachment>,
        /// Masked; `None`: not shown by name.
        pub proposer: Option<String>,
        pub reviews: Vec<PreReviewRow>,
        pub summary: Option<MatterSummaryRow>,
        pub answer: Option<MatterAnswerRow>,
        pub case_id: Option<CaseId>,
        pub timeline: Vec<TimelineRow>,
        pub posts_for: u32,
        pub posts_against: u32,
        pub posts_neutral: u32,
        pub mine: OwnRights,
    }
    pub struct PreReviewRow {
        pub at: UtcMillis,
        pub verdict: VerdictKind,
        pub reason: String,
        pub destination: Option<String>,
        pub office: Office,
        /// Whether it came after its term.
        pub late: bool,
    }
    pub struct MatterSummaryRow {
        pub at: UtcMillis,
        pub text: String,
    }
    pub struct MatterAnswerRow {
        pub at: UtcMillis,
        pub outcome: Outcome,
        pub reason: String,
    }
    pub struct TimelineRow {
        pub at: UtcMillis,
        pub event: MatterEvent,
        pub by: By,
    }
    /// How the caller stands to it.
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
        pub by: By,
        pub title: String,
        pub text: String,
        pub summary: String,
    }
    /// What waits for an office, the most urgent first.
    pub struct MatterTasks { pub tasks: Vec<MatterTask> }
    pub struct MatterTask {
        pub matter: MatterId,
        pub title: String,
        pub item: String,
        pub stage: Stage,
        /// Of the pre-review, or when the discussion ended.
        pub due: UtcMillis,
        pub overdue: bool,
        /// The caller's own case, which somebody else decides.
        pub own: bool,
    }
    /// Matters like the one that is being written, the most alike first.
    pub struct SimilarMatters { pub matters: Vec<MatterRow> }
}
