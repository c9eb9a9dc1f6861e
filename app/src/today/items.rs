//! The words of one thing that waits for a person, and the page where the act is.

use crate::call::current_time;
use crate::location::local_link;
use crate::words::{Key, clock, key, last_day, minutes, moment, t, tf, tn};
use domain::communities::{TodayItem, TodayKind, order_today};
use domain::time::MINUTE;

pub struct ItemWords {
    /// What kind of thing it is: 正在投票.
    pub head: String,
    pub title: String,
    pub below: String,
    pub verb: Key,
    pub href: String,
}

/// The items of the API with the refused commands of this phone among them.
pub fn with_refused(mut items: Vec<TodayItem>, refused: usize) -> Vec<TodayItem> {
    let count = u32::try_from(refused).unwrap_or(u32::MAX);
    if count > 0 {
        let title = tn(key::HOME_NOT_TAKEN, count.into(), &[]);
        items.push(TodayItem { count, ..TodayItem::of(TodayKind::Refused, String::new(), title, None) });
    }
    order_today(items, current_time())
}

impl ItemWords {
    pub fn of(item: &TodayItem) -> Self {
        let (title, id, now) = (item.title.clone(), item.id.as_str(), current_time());
        let at = item.at.unwrap_or(now);
        let place = item.place.clone().unwrap_or_default();
        let to = |path: &[&str]| local_link(&path.concat());
        let (head, below, verb, href) = match item.kind {
            TodayKind::Vote => {
                let below = item.at.map(|at| tf(key::TODAY_VOTE_UNTIL, &[("time", &clock(at))])).unwrap_or_default();
                (t(key::TODAY_VOTE), below, key::TODAY_VOTE_ACT, to(&["ballots/", id]))
            }
            TodayKind::MeetingOpen => {
                (t(key::TODAY_MEETING_OPEN), place, key::TODAY_MEETING_OPEN_ACT, to(&["meetings/", id]))
            }
            TodayKind::Serving => {
                let served = minutes((now.since(at) / MINUTE).max(0));
                let below = tf(key::TODAY_SERVING_FOR, &[("time", &served)]);
                (t(key::TODAY_SERVING), below, key::TODAY_SERVING_ACT, to(&["activities/", id, "/service"]))
            }
            TodayKind::MeetingSoon => {
                let below = [moment(at), place].join(" · ");
                (near_day(item, key::TODAY_MEETING_SOON), below, key::TODAY_MEETING_SOON_ACT, to(&["meetings/", id]))
            }
            TodayKind::ActivitySoon => {
                let head = near_day(item, key::TODAY_ACTIVITY_SOON);
                (head, moment(at), key::TODAY_ACTIVITY_SOON_ACT, to(&["activities/", id]))
            }
            TodayKind::Refused => {
                (t(key::TODAY_REFUSED), t(key::HOME_NOT_TAKEN_BELOW), key::TODAY_REFUSED_ACT, to(&["me"]))
            }
            TodayKind::OfficeTask => {
                let head = tn(key::TODAY_OFFICE, item.count.into(), &[]);
                let due = tf(key::TODAY_OFFICE_DUE, &[("date", &last_day(at))]);
                (head, due, key::TODAY_OFFICE_ACT, to(&["office"]))
            }
        };
        Self { head, title, below, verb, href }
    }

    /// All of it in one sentence, for the elder view.
    pub fn sentence(&self) -> String {
        [self.head.as_str(), &self.title].join(key_colon())
    }
}

fn key_colon() -> &'static str {
    if crate::words::is_english() { ": " } else { "：" }
}

/// "明天开会": today, tomorrow, or coming.
fn near_day(item: &TodayItem, words: Key) -> String {
    let (now, at) = (current_time(), item.at.unwrap_or_default());
    let days = at.day().signed_duration_since(now.day()).num_days();
    let day = match days {
        0 => key::TODAY_DAY_TODAY,
        1 => key::TODAY_DAY_TOMORROW,
        _ => key::TODAY_DAY_COMING,
    };
    tf(words, &[("day", &t(day))])
}
