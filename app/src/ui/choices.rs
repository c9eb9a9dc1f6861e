//! A row of choices of which one is selected, as above a list: buttons with a pressed state.
//!
//! State: the number of the selected one, which the page owns.

use super::{Element, button, el};
use crate::current_session::use_session;
use crate::location::query_value;
use crate::navigation::replace_address;
use leptos::prelude::*;
use std::sync::Arc;

/// The choice that a page's address names, which follows what is chosen: so "back" finds it again.
pub fn address_choice(count: u32) -> RwSignal<u32> {
    let named = query_value("show").and_then(|which| which.parse().ok()).filter(|which| *which < count);
    let chosen = RwSignal::new(named.unwrap_or(0));
    Effect::new(move |before: Option<()>| {
        let which = chosen.get();
        if before.is_some() {
            let path = window().location().pathname().unwrap_or_default();
            let query = if which == 0 { String::new() } else { ["?show=", &which.to_string()].concat() };
            replace_address(&[path, query].concat());
        }
    });
    chosen
}

type Leave = Arc<dyn Fn() + Send + Sync>;

/// `label` names the row for screen readers, `words` are those of the choices in their order. The choice with the number
/// `mine` is about the reader, and only a signed-in one sees it. `leave` runs before another choice is selected.
pub fn choices(
    label: String,
    words: Vec<String>,
    mine: Option<u32>,
    chosen: RwSignal<u32>,
    leave: impl Fn() + Send + Sync + 'static,
) -> Element {
    let leave: Leave = Arc::new(leave);
    row(label, words, mine, chosen, &leave)
}

fn row(label: String, words: Vec<String>, mine: Option<u32>, chosen: RwSignal<u32>, leave: &Leave) -> Element {
    let session = use_session();
    let row = el("div", "choices").attr("role", "group").attr("aria-label", label);
    words.into_iter().zip(0_u32..).fold(row, |row, (words, which)| {
        let choice = choice(words, which, chosen, leave.clone());
        row.child(if mine == Some(which) { choice.flag_live("hidden", move || session.me().is_none()) } else { choice })
    })
}

fn choice(words: String, which: u32, chosen: RwSignal<u32>, leave: Leave) -> Element {
    let press = move || {
        leave();
        chosen.set(which);
    };
    pressed_button(words, move || chosen.get() == which, press)
}

/// A button of a choice, pressed while it is the selected one.
pub fn pressed_button(
    words: String,
    is_chosen: impl Fn() -> bool + Copy + Send + 'static,
    press: impl Fn() + Send + 'static,
) -> Element {
    let class = move || Some(if is_chosen() { "button small" } else { "button small quiet" }.to_owned());
    button("", words, press).attr_live("class", class).attr_live("aria-pressed", move || Some(is_chosen().to_string()))
}
