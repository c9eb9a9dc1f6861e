//! An announcement as a row of a list.

use crate::location::local_link;
use crate::ui::{Element, Tone, badge, el};
use crate::words::{day, key, t, tf};
use domain::announcements::AnnouncementRow;
use domain::ids::AnnouncementId;
use domain::members::Day;
use domain::time::start_of;

pub fn announcement_link(id: AnnouncementId) -> String {
    local_link(&["announcements/", &id.to_string()].concat())
}

pub fn day_words(of: Day) -> String {
    day(start_of(of.date()))
}

pub fn announcement_row(row: &AnnouncementRow) -> Element {
    let until = tf(key::ANNOUNCEMENTS_UNTIL, &[("date", &day_words(row.until))]);
    let below: Vec<String> = row.audience_name.iter().cloned().chain([until]).collect();
    let words = el("div", "")
        .child(row.statutory.then(|| badge(Tone::Amber, t(key::ANNOUNCEMENTS_STATUTORY))))
        .child(el("h3", "").child(row.title.clone()))
        .child(el("span", "faint").child(below.join(" · ")));
    let link = el("a", "cell bare top-line").attr("href", announcement_link(row.id)).child(words);
    let unread = row.unread.then(|| badge(Tone::Blue, t(key::ANNOUNCEMENTS_UNREAD)));
    el("li", "").child(link.child(el("span", "side").child(unread)))
}
