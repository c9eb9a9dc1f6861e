//! An activity in lists and on the home page.

use crate::location::local_link;
use crate::ui::{Element, Tone, badge, el};
use crate::words::{key, number, t, tf, weekday_span};
use domain::volunteering::ActivityRow;

/// An activity as a row of a list.
pub fn activity_row(row: &ActivityRow) -> Element {
    let href = local_link(&["activities/", &row.id.to_string()].concat());
    let below = [row.place.as_str(), &row.body_name].join(" · ");
    let words = el("div", "")
        .child(el("span", "due").child(weekday_span(row.starts_at, row.ends_at)))
        .child(el("h3", "").child(row.title.clone()))
        .child(el("span", "faint").child(below));
    let link = el("a", "cell bare top-line").attr("href", href).child(words);
    el("li", "").child(link.child(el("span", "side").child(activity_state(row))))
}

/// A word on whether there is still a place.
pub fn activity_state(row: &ActivityRow) -> Element {
    let now = crate::call::current_time();
    if row.cancelled {
        return badge(Tone::Red, t(key::ACTIVITY_CANCELLED));
    }
    if now >= row.ends_at {
        return badge(Tone::Plain, t(key::ACTIVITY_ENDED));
    }
    if now >= row.starts_at {
        return badge(Tone::Blue, t(key::ACTIVITY_ON));
    }
    let left = row.capacity.saturating_sub(row.signed_up);
    if left == 0 || row.waiting > 0 {
        return badge(Tone::Amber, tf(key::ACTIVITY_FULL, &[("waiting", &number(row.waiting.into()))]));
    }
    badge(Tone::Green, tf(key::ACTIVITY_LEFT, &[("left", &number(left.into()))]))
}
