//! Announcements for tests.

use crate::scenes::client::community_code;
use crate::scenes::people::DIRECTOR;
use crate::scenes::{Api, World};
use domain::announcements::{AnnouncementAudience, PersonalData, PublishAnnouncementRequest};
use domain::contract::PublishAnnouncement;
use domain::ids::{AnnouncementId, CommunityCode};
use domain::members::Day;
use domain::time::{DAY, UtcMillis};

/// To everybody, from today on for a week.
pub fn announcement_request(now: UtcMillis) -> PublishAnnouncementRequest {
    PublishAnnouncementRequest {
        title: "3号楼停水".parse().expect("a title"),
        text: "因检修水管，星期三上午九点到十一点停水，请提前储水。".parse().expect("a text"),
        audience: AnnouncementAudience::Community,
        grid: None,
        body: None,
        from: Day::of(now.day()),
        until: Day::of(now.plus(7 * DAY).day()),
        personal: PersonalData::Nothing,
        basis: None,
        corrects: None,
    }
}

impl<A: Api> World<A> {
    pub fn publish_announcement(&self, draft: &PublishAnnouncementRequest) -> (CommunityCode, AnnouncementId) {
        let here = (community_code(),);
        let published = self.call::<PublishAnnouncement>(&self.person(DIRECTOR), &here, draft);
        (here.0, published.announcement)
    }
}
