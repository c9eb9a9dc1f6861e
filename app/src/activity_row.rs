//! An activity as lists and the home page show it.

use crate::place::here;
use crate::ui::{Tone, badge};
use crate::words::{key, number, t, tf, weekday_span};
use domain::volunteering::ActivityRow;
use leptos::prelude::*;

/// An activity as a row of a list.
pub fn row(row: &ActivityRow) -> AnyView {
    let href = here(&["activities/", &row.id.to_string()].concat());
    let below = [row.place.as_str(), &row.body_name].join(" · ");
    view! {
        <li><a class="cell bare top-line" href=href>
            <div><span class="due">{weekday_span(row.starts_at, row.ends_at)}</span><h3>{row.title.clone()}</h3><span class="faint">{below}</span></div>
            <span class="side">{state(row)}</span>
        </a></li>
    }
    .into_any()
}

/// Whether there is still a place, in a word.
pub fn state(row: &ActivityRow) -> AnyView {
    let now = crate::call::now();
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
