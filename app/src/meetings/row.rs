//! A meeting as a row of a list, and its state in a word.

use crate::location::local_link;
use crate::ui::{Element, Tone, badge, el};
use crate::words::{moment, word_text};
use domain::meetings::{MeetingRow, MeetingStatus};

/// `2号院充电车棚 · 居民代表会议`; the title where it is about no single matter.
pub fn meeting_heading(row: &MeetingRow) -> String {
    match &row.subject {
        Some(subject) => [subject.clone(), word_text(row.form)].join(" · "),
        None => row.title.clone(),
    }
}

/// What the heading does not say: the title, or the form.
pub fn meeting_kind(row: &MeetingRow) -> Option<String> {
    match &row.subject {
        Some(subject) => Some(row.title.clone()).filter(|title| title != subject),
        None => Some(word_text(row.form)),
    }
}

pub fn meeting_row(row: &MeetingRow) -> Element {
    let href = local_link(&["meetings/", &row.id.to_string()].concat());
    let below: Vec<String> = meeting_kind(row).into_iter().chain([row.place.clone()]).collect();
    let below = below.join(" · ");
    let words = el("div", "")
        .child(el("span", "due").child(moment(row.starts_at)))
        .child(el("h3", "").child(meeting_heading(row)))
        .child(el("span", "faint").child(below));
    let link = el("a", "cell bare top-line").attr("href", href).child(words);
    el("li", "").child(link.child(el("span", "side").child(meeting_state(row))))
}

pub fn meeting_state(row: &MeetingRow) -> Element {
    let tone = match row.status {
        MeetingStatus::Announced => Tone::Blue,
        MeetingStatus::Open => Tone::Green,
        MeetingStatus::Closed => Tone::Plain,
        MeetingStatus::Cancelled => Tone::Red,
    };
    badge(tone, word_text(row.status))
}
