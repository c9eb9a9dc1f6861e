//! The endpoints of announcements.

use super::{
    Announcement, AnnouncementPublished, AnnouncementQuery, AnnouncementRow, IssuedAnnouncement,
    IssuedAnnouncementQuery, PublishAnnouncementRequest, Refusal, WithdrawAnnouncementRequest,
};
use crate::contract::Page;
use crate::ids::{AnnouncementId, CommunityCode};
use crate::sessions::Done;

crate::endpoints! {
    /// The announcements that the caller may read. Withdrawn ones, and those before their first day, are left out.
    ListAnnouncements = "announcements/list-announcements" Get "/api/communities/{community}/announcements" {
        may: SeePublic, params: (CommunityCode,), query: AnnouncementQuery,
        reply: Page<AnnouncementRow, AnnouncementId>
    }
    /// Publish an announcement; those whom it addresses are notified on its first day.
    PublishAnnouncement = "announcements/publish-announcement" Post "/api/communities/{community}/announcements" {
        may: PublishAnnouncement, params: (CommunityCode,), body: PublishAnnouncementRequest,
        reply: AnnouncementPublished,
        refusals: Refusal[BeginsInPast, UntilBeforeFrom, ShownTooLong, NoSuchAudience, NoSuchFormer, IdentityNumber,
            PersonalDataFound, TooManyToday]
    }
    /// One announcement: for everybody when it addresses the whole community, otherwise for those addressed and the office.
    ShowAnnouncement = "announcements/show-announcement" Get "/api/communities/{community}/announcements/{announcement}" {
        may: SeeAnnouncement, params: (CommunityCode, AnnouncementId), reply: Announcement
    }
    /// All announcements with the number of readers, also withdrawn ones and those before their first day.
    ListIssuedAnnouncements = "announcements/list-issued-announcements"
        Get "/api/communities/{community}/issued-announcements" {
        may: ReviewAnnouncements, params: (CommunityCode,), query: IssuedAnnouncementQuery,
        reply: Page<IssuedAnnouncement, AnnouncementId>
    }
    /// Mark an announcement as read by the caller.
    ReadAnnouncement = "announcements/read-announcement"
        Post "/api/communities/{community}/announcements/{announcement}/reading" {
        may: SeeSelf, params: (CommunityCode, AnnouncementId), reply: Done, refusals: Refusal[NotAddressed]
    }
    /// Put an announcement away: it leaves the caller's list of current ones.
    PutAwayAnnouncement = "announcements/put-away-announcement"
        Post "/api/communities/{community}/announcements/{announcement}/putting-away" {
        may: SeeSelf, params: (CommunityCode, AnnouncementId), reply: Done,
        refusals: Refusal[NotAddressed, StatutoryStays]
    }
    /// Withdraw an announcement, with a reason that its readers see in place of the text.
    WithdrawAnnouncement = "announcements/withdraw-announcement"
        Post "/api/communities/{community}/announcements/{announcement}/withdrawal" {
        may: PublishAnnouncement, params: (CommunityCode, AnnouncementId), body: WithdrawAnnouncementRequest,
        reply: Done, refusals: Refusal[AlreadyWithdrawn, IdentityNumber]
    }
}
