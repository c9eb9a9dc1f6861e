//! What a page says in a message to neighbours: the community, what and when, what to do, and the link.

use super::SharedPage;
use crate::call::current_time;
use crate::location::{local_link, use_location};
use crate::meetings::meeting_heading;
use crate::words::{Key, key, last_day, moment, tf, tn, word_text};
use domain::decisions::{CaseStatus, CaseView};
use domain::matters::{MatterView, Stage};
use domain::meetings::{Meeting, MeetingStatus};
use domain::volunteering::Activity;
use leptos::prelude::*;

impl SharedPage {
    /// The address of the page, with the host.
    pub fn address(&self) -> String {
        let path = match self {
            Self::Announcement(one) => ["announcements/", &one.row.id.to_string()].concat(),
            Self::Activity(one) => ["activities/", &one.row.id.to_string()].concat(),
            Self::Meeting(one) => ["meetings/", &one.row.id.to_string()].concat(),
            Self::Matter(one) => ["matters/", &one.row.id.to_string()].concat(),
            Self::Case(one) => ["cases/", &one.row.id.to_string()].concat(),
        };
        [window().location().origin().unwrap_or_default(), local_link(&path)].concat()
    }

    /// `【三苏社区】12月8日 09:00 助餐配送，还有 14 个名额，点这里报名：https://…`
    pub fn message(&self) -> String {
        match self {
            Self::Activity(one) => self.of_activity(one),
            Self::Announcement(one) => self.filled(key::SHARING_ANNOUNCEMENT, &one.row.title, &[]),
            Self::Meeting(one) => self.of_meeting(one),
            Self::Matter(one) => self.of_matter(one),
            Self::Case(one) => self.of_case(one),
        }
    }

    fn of_activity(&self, one: &Activity) -> String {
        let row = &one.row;
        let time = moment(row.starts_at);
        let left = row.capacity.saturating_sub(row.signed_up);
        if current_time() >= row.ends_at {
            return self.filled(key::SHARING_ACTIVITY_OVER, &row.title, &[]);
        }
        if left == 0 || row.waiting > 0 {
            return self.filled(key::SHARING_ACTIVITY_FULL, &row.title, &[("time", &time)]);
        }
        let (community, link) = (community_name(), self.address());
        let parts = [("community", &*community), ("time", &*time), ("title", &*row.title), ("link", &*link)];
        tn(key::SHARING_ACTIVITY, left.into(), &parts)
    }

    fn of_meeting(&self, one: &Meeting) -> String {
        let (row, title) = (&one.row, meeting_heading(&one.row));
        if row.status == MeetingStatus::Closed {
            return self.filled(key::SHARING_MEETING_OVER, &title, &[]);
        }
        let time = moment(row.starts_at);
        self.filled(key::SHARING_MEETING, &title, &[("time", &time), ("place", &row.place)])
    }

    fn of_matter(&self, one: &MatterView) -> String {
        let row = &one.row;
        match row.discussing_until.filter(|_| row.stage == Stage::Discussing) {
            Some(until) => self.filled(key::SHARING_DISCUSSION, &row.title, &[("date", &last_day(until))]),
            None => self.filled(key::SHARING_MATTER, &row.title, &[]),
        }
    }

    fn of_case(&self, one: &CaseView) -> String {
        let row = &one.row;
        match row.status {
            CaseStatus::Open => self.filled(key::SHARING_CASE, &row.title, &[("step", &word_text(row.step))]),
            _ => self.filled(key::SHARING_CASE_OVER, &row.title, &[]),
        }
    }

    fn filled(&self, words: Key, title: &str, more: &[(&str, &str)]) -> String {
        let (community, link) = (community_name(), self.address());
        let parts = [("community", &*community), ("title", title), ("link", &*link)];
        tf(words, &[&parts[..], more].concat())
    }
}

pub fn community_name() -> String {
    use_location().name.get_untracked()
}
