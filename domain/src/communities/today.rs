//! What one person has to do now (等我办): what is open for a vote, meetings, service, places, and the office.
//!
//! Invariant: the order is that of [`TodayKind`], because the first item alone stands on the card of the home page; a
//! ballot is open for minutes, a task of the office for days.

use super::OfficeHolder;
use crate::limits::{TODAY_ACTIVITY_DAYS, TODAY_MEETING_DAYS};
use crate::time::UtcMillis;
use crate::{reply, words};
use chrono::TimeDelta;

words! {
    /// What somebody has to do, the most urgent first.
    pub enum TodayKind {
        /// A ballot is open in which the person may vote. `id`: the ballot; `at`: when it closes.
        Vote = "vote",
        /// A meeting is open and the person is on its roll. `id`: the meeting; `at`: when it was to begin.
        MeetingOpen = "meeting-open",
        /// The person checked in and has not checked out. `id`: the activity; `at`: the check-in.
        Serving = "serving",
        /// A meeting of the next days with the person on its roll. `id`: the meeting; `at`: its beginning.
        MeetingSoon = "meeting-soon",
        /// A place at an activity until tomorrow. `id`: the activity; `at`: its beginning.
        ActivitySoon = "activity-soon",
        /// A command of the phone's queue was refused. Only the app knows of it; the API never answers it.
        Refused = "refused",
        /// Tasks of the person's office. `title`: the most urgent one; `count`: all of them; `at`: its deadline.
        OfficeTask = "office-task",
    }
}

reply! {
    /// What waits for the caller, and whom the caller can call.
    pub struct Today {
        /// The most urgent first.
        pub items: Vec<TodayItem>,
        /// The worker of the grid in which the caller lives.
        pub grid_worker: Option<OfficeHolder>,
    }
    pub struct TodayItem {
        pub kind: TodayKind,
        /// The identifier of what the item is about; empty where it is about several things.
        pub id: String,
        pub title: String,
        pub place: Option<String>,
        pub at: Option<UtcMillis>,
        /// How many things of this kind the item stands for.
        pub count: u32,
    }
}

impl TodayItem {
    /// One thing, without a place.
    pub fn of(kind: TodayKind, id: String, title: String, at: Option<UtcMillis>) -> Self {
        Self { kind, id, title, place: None, at, count: 1 }
    }

    /// Whether it belongs to this day; what lies further ahead or is past does not.
    fn is_due(&self, now: UtcMillis) -> bool {
        let days = match self.kind {
            TodayKind::MeetingSoon => TODAY_MEETING_DAYS,
            TodayKind::ActivitySoon => TODAY_ACTIVITY_DAYS,
            _ => return true,
        };
        let (today, last) = (now.day(), now.day() + TimeDelta::days(days));
        self.at.is_some_and(|at| (today..=last).contains(&at.day()))
    }
}

/// What remains of the items on this day, the most urgent first; of one kind, the earliest first.
pub fn order_today(mut items: Vec<TodayItem>, now: UtcMillis) -> Vec<TodayItem> {
    items.retain(|item| item.is_due(now));
    items.sort_by_key(|item| (item.kind, item.at));
    items
}

#[cfg(test)]
mod tests {
    use super::TodayKind::{ActivitySoon, MeetingOpen, MeetingSoon, OfficeTask, Refused, Serving, Vote};
    use super::*;
    use crate::time::{DAY, HOUR, MINUTE, start_of};

    #[test]
    fn the_most_urgent_comes_first_and_the_distant_not_at_all() {
        let now = start_of("2026-12-05".parse().unwrap()).plus(9 * HOUR);
        let midnight = start_of(now.day());
        for (name, items, expect) in [
            ("nothing to do", vec![], vec![]),
            (
                "the order of the card",
                vec![
                    (OfficeTask, -DAY),
                    (Refused, -HOUR),
                    (ActivitySoon, HOUR),
                    (MeetingSoon, DAY),
                    (Serving, -HOUR),
                    (MeetingOpen, -HOUR),
                    (Vote, 3 * MINUTE),
                ],
                vec![Vote, MeetingOpen, Serving, MeetingSoon, ActivitySoon, Refused, OfficeTask],
            ),
            ("a meeting of the last day that counts", vec![(MeetingSoon, 7 * DAY)], vec![MeetingSoon]),
            ("a meeting after that", vec![(MeetingSoon, 8 * DAY)], vec![]),
            ("a meeting of today whose time has come", vec![(MeetingSoon, -HOUR)], vec![MeetingSoon]),
            ("a meeting of yesterday that nobody opened", vec![(MeetingSoon, -DAY)], vec![]),
            ("a place late tomorrow", vec![(ActivitySoon, 2 * DAY - 9 * HOUR - 1)], vec![ActivitySoon]),
            ("a place on the day after", vec![(ActivitySoon, 2 * DAY - 9 * HOUR)], vec![]),
            ("an overdue task stays", vec![(OfficeTask, -30 * DAY)], vec![OfficeTask]),
        ] {
            let item = |(kind, after)| TodayItem::of(kind, String::new(), String::new(), Some(now.plus(after)));
            let kinds: Vec<TodayKind> =
                order_today(items.into_iter().map(item).collect(), now).iter().map(|item| item.kind).collect();
            assert_eq!(kinds, expect, "{name}");
        }
        let at = |after| TodayItem::of(MeetingSoon, String::new(), String::new(), Some(midnight.plus(after)));
        let sorted = order_today(vec![at(2 * DAY), at(DAY)], now);
        assert_eq!(sorted, [at(DAY), at(2 * DAY)], "the earliest of one kind first");
    }
}
