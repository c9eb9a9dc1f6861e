//! What goes over the wire about posts of a discussion, and about moderation.

use super::Office;
use crate::archive::{Attachment, CaptionedFile};
use crate::ids::{MatterId, PostId};
use crate::matters::PostState;
use crate::text::{Reason, Text};
use crate::time::UtcMillis;
use crate::{body, limits, query, reply, words};

pub type PostText = Text<2, { limits::POST_CHARS_MAX }>;

words! {
    /// The position that a post takes.
    pub enum Stance: "matters.side" {
        For = "for",
        Against = "against",
        Neutral = "neutral",
    }
}

words! {
    /// The rules under which a post may be hidden or reported; a complete list.
    pub enum HidingRule: "matters.rule" {
        /// Insults or threatens somebody.
        Insult = "insult",
        /// Shows personal data: a phone, an address, somebody's illness.
        PersonalData = "personal-data",
        /// Against the law.
        Unlawful = "unlawful",
        /// Advertising.
        Advertising = "advertising",
        /// Has nothing to do with the matter.
        OffTopic = "off-topic",
        /// The same again and again.
        Repeated = "repeated",
    }
}

impl HidingRule {
    /// Whether a post that breaks it may be hidden without an end.
    pub fn may_have_no_end(self) -> bool {
        matches!(self, Self::PersonalData | Self::Unlawful)
    }
}

words! {
    /// When posts are reviewed.
    pub enum ModerationMode: "matters.mode" {
        /// Published at once; posts that break a rule are hidden (先发后审).
        Post = "post",
        /// Published only after the committee has released them (先审后发).
        Pre = "pre",
    }
}

words! {
    /// The supervision committee's decision on an appeal.
    pub enum AppealOutcome: "matters.appeal" {
        /// The author is right: the post is shown again.
        Upheld = "upheld",
        Dismissed = "dismissed",
    }
}

body! {
    pub struct WritePostRequest {
        pub side: Stance,
        pub text: PostText,
        /// The version of the matter's text that the post is about.
        pub version: u32,
        /// The post to which this one replies.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub reply_to: Option<PostId>,
        /// Photos and documents that the author uploaded.
        pub files: Vec<CaptionedFile>,
    }
    pub struct RewritePostRequest { pub text: PostText }
    pub struct ReportPostRequest { pub rule: HidingRule }
    pub struct HidePostRequest {
        pub rule: HidingRule,
        pub reason: Reason,
        /// Days for which the post is hidden; none: without an end, where the rule allows it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub days: Option<u32>,
    }
    pub struct AppealHidingRequest { pub reason: Reason }
    pub struct DecideAppealRequest {
        pub outcome: AppealOutcome,
        pub reason: Reason,
    }
    pub struct SetModerationRequest { pub mode: ModerationMode }
}

query! {
    /// A page of posts, newest first, each with all its replies.
    pub struct PostsQuery {
        side: Stance = "string",
        /// What the page before gave as `next`; without it the first page.
        after: u64 = "integer",
        /// Rows of the page, 1 to 100; 50 when not given.
        limit: u32 = "integer",
    }
}

reply! {
    pub struct PostWritten {
        pub post: PostId,
        /// Whether the post waits to be released.
        pub state: PostState,
    }
    pub struct PostView {
        pub id: PostId,
        pub seq: u64,
        pub at: UtcMillis,
        /// Masked.
        pub author: String,
        pub side: Stance,
        /// The version of the matter's text.
        pub version: u32,
        pub state: PostState,
        /// `None`: this reader may not see the text.
        pub text: Option<String>,
        /// Empty where this reader may not see the text.
        pub files: Vec<Attachment>,
        /// When it was last edited.
        pub rewritten_at: Option<UtcMillis>,
        pub hiding: Option<HidingView>,
        pub own: bool,
        /// Until when the author may edit it, while nobody has replied.
        pub rewrite_until: Option<UtcMillis>,
        pub reported_by_me: bool,
        pub replies: Vec<PostView>,
    }
    pub struct HidingView {
        pub rule: HidingRule,
        pub office: Office,
        pub at: UtcMillis,
        /// `None`: without an end.
        pub until: Option<UtcMillis>,
        /// Only for the author and those who handle it.
        pub reason: Option<String>,
        pub appeal: Option<AppealView>,
    }
    pub struct AppealView {
        pub at: UtcMillis,
        /// Only for the author and the supervision committee.
        pub reason: Option<String>,
        pub decision_due: UtcMillis,
        pub outcome: Option<AppealOutcome>,
        pub answer: Option<String>,
    }
    /// Posts to moderate, oldest first.
    pub struct Moderation {
        pub mode: ModerationMode,
        /// Posts that wait to be released.
        pub waiting: Vec<ModerationTask>,
        /// Visible posts that were reported.
        pub reported: Vec<ModerationTask>,
        /// Hidden posts with an appeal that waits for the supervision committee.
        pub appeals: Vec<ModerationTask>,
    }
    pub struct ModerationTask {
        pub matter: MatterId,
        pub title: String,
        pub post: PostView,
        /// The rules under which it was reported, each with the number of reports.
        pub reports: Vec<ReportCount>,
        pub overdue: bool,
    }
    pub struct ReportCount {
        pub rule: HidingRule,
        pub count: u32,
    }
}
