//! A row of choices of which one is selected, as above a list: buttons with a pressed state.
//!
//! State: the index of the selected one, which the page owns.

use super::{Element, button, el};
use leptos::prelude::*;

/// The row, with a label for screen readers.
pub fn choices(label: String) -> Element {
    el("div", "choices").attr("role", "group").attr("aria-label", label)
}

/// One of the row; `leave` runs before another one is chosen.
pub fn choice(chosen: RwSignal<u32>, which: u32, words: String, leave: impl Fn() + Send + 'static) -> Element {
    let pressed = move || Some((chosen.get() == which).to_string());
    let class = move || Some(if chosen.get() == which { "button small" } else { "button small quiet" }.to_owned());
    let press = move || {
        leave();
        chosen.set(which);
    };
    button("", words, press).attr_live("class", class).attr_live("aria-pressed", pressed)
}
