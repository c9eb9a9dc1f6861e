//! A meeting as a row of a list, and its state in a word.

use crate::location::local_link;
use crate::ui::{Element, Tone, badge, el};
use crate::words::{moment, word_text};
use domain::meetings::{MeetingRow, MeetingStatus};

pub fn meeting_row(row: &MeetingRow) -> Element {
    let href = local_link(&["meetings/", &row.id.to_string()].concat());
    let below = [word_text(row.form), row.place.clone()].join(" · ");
    let words = el("div", "")
        .child(el("span", "due").child(moment(row.starts_at)))
        .child(el("h3", "").child(row.title.clone()))
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
