//! What goes over the wire about what is said in a discussion, and about moderation.

use super::Office;
use crate::archive::{Attachment, CaptionedFile};
use crate::ids::{MatterId, PostId};
use crate::matters::PostState;
use crate::text::{Reason, Text};
use crate::time::UtcMillis;
use crate::{body, limits, query, reply, words};

pub type PostText = Text<2, { limits::POST_CHARS_MAX }>;

words! {
    /// Which way a post speaks.
    pub enum Side {
        For = "for",
        Against = "against",
        Neutral = "neutral",
    }
}

words! {
    /// By which rule a post is hidden or reported: the whole list.
    pub enum HidingRule {
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
    /// Whether what breaks it may stay hidden for good.
    pub fn may_have_no_end(self) -> bool {
        matches!(self, Self::PersonalData | Self::Unlawful)
    }
}

words! {
    /// When posts are looked at.
    pub enum ModerationMode {
        /// Everybody reads at once; what breaks a rule is hidden (先发后审).
        Post = "post",
        /// Nobody reads before the committee has released it (先审后发).
        Pre = "pre",
    }
}

words! {
    /// What the supervision committee says to an appeal.
    pub enum AppealOutcome {
        /// The author is right: it is to be seen again.
        Upheld = "upheld",
        Dismissed = "dismissed",
    }
}

body! {
    pub struct PostDraft {
        pub side: Side,
        pub text: PostText,
        /// The version of the matter's text that it speaks about.
        pub version: u32,
        /// The post that it answers.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub reply_to: Option<PostId>,
        /// Photos and documents that the author brought in.
        pub files: Vec<CaptionedFile>,
    }
    pub struct PostRevision { pub text: PostText }
    pub struct PostReport { pub rule: HidingRule }
    pub struct HidePostWith {
        pub rule: HidingRule,
        pub reason: Reason,
        /// For how many days; none: for good, where the rule allows it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub days: Option<u32>,
    }
    pub struct AppealWith { pub reason: Reason }
    pub struct AppealDecision {
        pub outcome: AppealOutcome,
        pub reason: Reason,
    }
    pub struct ModerationSetting { pub mode: ModerationMode }
}

query! {
    /// A page of posts, newest first, with all answers to each.
    pub struct PostsQuery {
        side: Side = "string",
        /// Only rows with a smaller sequence.
        before: u64 = "integer",
        /// Rows of the page, 1 to 100; 50 when not given.
        limit: u32 = "integer",
    }
}

reply! {
    pub struct Posted {
        pub post: PostId,
        /// Whether it waits for its release.
        pub state: PostState,
    }
    pub struct Posts {
        pub posts: Vec<PostView>,
        pub next_before: Option<u64>,
    }
    pub struct PostView {
        pub id: PostId,
        pub seq: u64,
        pub at: UtcMillis,
        /// Masked.
        pub author: String,
        pub side: Side,
        /// Of the matter's text.
        pub version: u32,
        pub state: PostState,
        /// `None`: not for this reader.
        pub text: Option<String>,
        /// None where the text is not for this reader.
        pub files: Vec<Attachment>,
        /// When it was mended last.
        pub rewritten_at: Option<UtcMillis>,
        pub hiding: Option<HidingView>,
        pub own: bool,
        /// Until when the author may mend it, while nobody has answered.
        pub rewrite_until: Option<UtcMillis>,
        pub reported_by_me: bool,
        pub replies: Vec<PostView>,
    }
    pub struct HidingView {
        pub rule: HidingRule,
        pub office: Office,
        pub at: UtcMillis,
        /// `None`: for good.
        pub until: Option<UtcMillis>,
        /// For the author and those who deal with it.
        pub reason: Option<String>,
        pub appeal: Option<AppealView>,
    }
    pub struct AppealView {
        pub at: UtcMillis,
        /// For the author and the supervision committee.
        pub reason: Option<String>,
        pub decision_due: UtcMillis,
        pub outcome: Option<AppealOutcome>,
        pub answer: Option<String>,
    }
    /// What there is to moderate, oldest first.
    pub struct Moderation {
        pub mode: ModerationMode,
        /// Wait for their release.
        pub waiting: Vec<ModerationTask>,
        /// Reported and to be seen.
        pub reported: Vec<ModerationTask>,
        /// Hidden, with an appeal that waits for the supervision committee.
        pub appeals: Vec<ModerationTask>,
    }
    pub struct ModerationTask {
        pub matter: MatterId,
        pub title: String,
        pub post: PostView,
        /// Rules under which it was reported, each with how often.
        pub reports: Vec<ReportCount>,
        pub overdue: bool,
    }
    pub struct ReportCount {
        pub rule: HidingRule,
        pub count: u32,
    }
}
