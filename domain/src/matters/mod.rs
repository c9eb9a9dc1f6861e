//! Deliberation (议事协商): from a resident's concern to an answer that everybody can read.
//!
//! | Part | File |
//! |---|---|
//! | the catalogue of matters (协商事项目录), and the same as a table | `catalogue.rs`, `catalogue_table.rs` |
//! | the stages of a matter and who may do what in each | `stage.rs` |
//! | proposing, co-signing, pre-review (动议、附议、议事预审) | `proposal.rs` |
//! | posts of a discussion | `discussion.rs` |
//! | files of matters and posts (附件) | `attachments.rs` |
//! | hiding a post, and the appeal against it | `moderation.rs` |
//! | differences of two texts, and similar texts | `diff.rs`, `similar.rs` |
//!
//! Invariant: only time ends a discussion, never a person; no post is lost; and authors are told why their matter was
//! returned or routed, or their post hidden. Source: `domain/rules/matters/`, each number with its own.
//!
//! # Time
//!
//! A matter that is stored as `discussing` and whose moment has passed is `discussed` for every reader, so no alarm
//! is needed. A trigger keeps the moment where it was set. Discussions and hidings end at the end of a day, so that
//! an `ETag` of half-hours is never wrong about them.
//!
//! # Moderation
//!
//! Posts, versions, and the text of a post before a change are never deleted. A post is hidden under a rule of a
//! closed list. Its author gets a notice with the rule, the office, the reason and the end, can still read the post,
//! and may appeal once to the supervision committee.
//!
//! # Catalogue and similar matters
//!
//! The catalogue is data. A list that a community makes for itself keeps what the law names. The answer carries the
//! bounds of every list (`CatalogueBounds`), so that the office page checks a file line by line, with the same code,
//! before it sends the file. Similar matters are found by pairs of characters among the newest matters; the text that
//! was typed for the search is not stored.

mod attachments;
mod catalogue;
mod catalogue_table;
pub mod diff;
mod discussion;
pub mod endpoints;
mod moderation;
mod pack;
mod proposal;
mod similar;
mod stage;
mod wire;

pub use attachments::{enclose_in_matter, enclose_in_post};
pub use catalogue::{catalogue_bounds, check_catalogue, default_catalogue};
pub use catalogue_table::{CatalogueTable, catalogue_line, catalogue_names, catalogue_rows, read_catalogue};
pub use discussion::{DiscussionPost, PostState, Target, may_report_post, may_rewrite_post, may_write_post, take_back};
pub use moderation::{Hiding, decide_appeal, is_hidden, may_appeal_hiding, may_hide_post, may_release_post};
pub use pack::Rules;
pub use proposal::{
    PreReviewDecision, ProposalFacts, answer_due, discussion_until, may_cosign, may_propose, may_revise_matter,
    pre_review, take_back_cosignature, take_back_matter,
};
pub use similar::{SimilarCandidate, rank_similar};
pub use stage::{
    Matter, Viewer, is_public, may_add_version, may_answer_matter, may_see, may_summarise, offered_acts, stage_at,
};
pub use wire::*;

use crate::time::UtcMillis;

crate::refusals! {
    /// Why a step of a matter is refused.
    pub enum Refusal in "matters" {
        /// Faulty lines of a catalogue; the list stays as it was.
        CatalogueLines = "catalogue-lines" 422 { count: usize, faults: Vec<LineFault> },
        UnknownItem = "unknown-item" 422 at "item",
        /// This kind of matter cannot be proposed anonymously.
        NameNeeded = "name-needed" 422 at "shown",
        TooManyOpen = "too-many-open" 409 { count_max: u32 },
        TooManyToday = "too-many-today" 429 { count_max: u32 },
        NotCollecting = "not-collecting" 409,
        /// Nobody may co-sign their own matter or report their own post, nor review, hide or decide a matter or post of
        /// their own household.
        OwnCase = "own-case" 403,
        AlreadyCosigned = "already-cosigned" 409,
        NotCosigned = "not-cosigned" 409,
        NotInPreReview = "not-in-pre-review" 409,
        /// A matter that is routed elsewhere needs a destination.
        DestinationMissing = "destination-missing" 422 at "destination",
        DaysOutOfBounds = "days-out-of-bounds" 422 { days_min: u32, days_max: u32 } at "days",
        NotReturned = "not-returned" 409,
        /// The matter is already discussed and can no longer be withdrawn.
        UnderDiscussion = "under-discussion" 409,
        /// There is no discussion, or it has ended.
        NotDiscussing = "not-discussing" 409,
        /// The discussion lasts until its deadline.
        StillDiscussing = "still-discussing" 409 { until: UtcMillis },
        AlreadyClosed = "already-closed" 409,
        AlreadySummarised = "already-summarised" 409,
        SummaryMissing = "summary-missing" 409,
        TooManyVersions = "too-many-versions" 409 { count_max: u32 },
        SameText = "same-text" 422 at "text",
        /// A reply cannot be answered.
        TooDeep = "too-deep" 422,
        TooManyReplies = "too-many-replies" 409 { count_max: u32 },
        /// The post is hidden, withdrawn or not yet released.
        PostNotShown = "post-not-shown" 409,
        TooLateToRewrite = "too-late-to-rewrite" 409 { minutes_max: u32 },
        AlreadyAnswered = "already-answered" 409,
        AlreadyWithdrawn = "already-withdrawn" 409,
        AlreadyReported = "already-reported" 409,
        AlreadyHidden = "already-hidden" 409,
        /// Only unlawful content and personal data may be hidden without an end.
        EndMissing = "end-missing" 422 at "days",
        NotHidden = "not-hidden" 409,
        NothingToRelease = "nothing-to-release" 409,
        AlreadyAppealed = "already-appealed" 409,
        NoAppeal = "no-appeal" 409,
    }
}
