//! What goes over the wire about announcements.

use crate::ids::{AnnouncementId, BodyId, GridId};
use crate::limits;
use crate::members::Day;
use crate::text::{Line, Reason, Text, Title};
use crate::time::UtcMillis;
use crate::{body, query, reply, words};

words! {
    /// Whom an announcement addresses: those of age, or the members of a body.
    pub enum AnnouncementAudience: "announcement.audience" {
        /// The whole community; guests read it too.
        Community = "community",
        /// One grid (网格).
        Grid = "grid",
        /// The members of a body.
        Body = "body",
    }
}

words! {
    /// What the publisher states about phone numbers and names in the text.
    pub enum PersonalData: "announcement.personal" {
        /// There are none.
        Nothing = "nothing",
        /// Phone numbers of the office or of another service, and no resident's.
        OfficePhone = "office-phone",
        /// Names or phone numbers of residents, who agreed that they stand there.
        Agreed = "agreed",
    }
}

words! {
    /// Which announcements a reader's list shows.
    pub enum AnnouncementFilter {
        /// Those that are shown today and that the reader has not put away.
        Current = "current",
        /// Those whose last day is over, and those that the reader has put away.
        Past = "past",
    }
}

pub type AnnouncementText = Text<4, { limits::ANNOUNCEMENT_CHARS_MAX }>;
/// The law, the rule or the decision that requires a statutory announcement.
pub type AnnouncementBasis = Line<4, { limits::BASIS_CHARS_MAX }>;

query! {
    /// A page of a reader's announcements, newest first.
    pub struct AnnouncementQuery {
        /// By default the current ones.
        filter: AnnouncementFilter = "string",
        /// What the page before gave as `next`; without it the first page.
        after: AnnouncementId = "string",
        limit: u32 = "integer",
    }
}

query! {
    /// A page of all announcements, newest first.
    pub struct IssuedAnnouncementQuery {
        /// What the page before gave as `next`; without it the first page.
        after: AnnouncementId = "string",
        limit: u32 = "integer",
    }
}

body! {
    pub struct PublishAnnouncementRequest {
        pub title: Title,
        pub text: AnnouncementText,
        pub audience: AnnouncementAudience,
        /// With the audience `grid` only.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub grid: Option<GridId>,
        /// With the audience `body` only.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub body: Option<BodyId>,
        /// The first day on which it is shown.
        pub from: Day,
        /// The last one.
        pub until: Day,
        pub personal: PersonalData,
        /// Makes it a statutory announcement.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub basis: Option<AnnouncementBasis>,
        /// The announcement that this one corrects.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub corrects: Option<AnnouncementId>,
    }
    pub struct WithdrawAnnouncementRequest { pub reason: Reason }
}

reply! {
    pub struct AnnouncementPublished { pub announcement: AnnouncementId }
    /// An announcement as lists show it.
    pub struct AnnouncementRow {
        pub id: AnnouncementId,
        pub title: String,
        /// The body that publishes.
        pub body_name: String,
        pub audience: AnnouncementAudience,
        /// The name of the grid or body that is addressed.
        pub audience_name: Option<String>,
        pub statutory: bool,
        pub from: Day,
        pub until: Day,
        pub published_at: UtcMillis,
        pub withdrawn: bool,
        /// Whether the caller was told of it and has not read it.
        pub unread: bool,
    }
    /// An announcement as the office sees it in its list.
    pub struct IssuedAnnouncement {
        pub row: AnnouncementRow,
        /// Number of people who were told of it; `null` before its first day.
        pub addressed: Option<u32>,
        /// Number of these who have read it.
        pub readers: u32,
    }
    /// An announcement as its page shows it.
    pub struct Announcement {
        pub row: AnnouncementRow,
        /// Empty for readers outside of the office once it is withdrawn.
        pub text: String,
        pub basis: Option<String>,
        pub corrects: Option<AnnouncementId>,
        /// The newest correction of this one.
        pub corrected_by: Option<AnnouncementId>,
        pub withdrawn_at: Option<UtcMillis>,
        pub withdrawn_reason: Option<String>,
        /// Whether the caller may put it away, and has not done so.
        pub can_be_put_away: bool,
    }
}
