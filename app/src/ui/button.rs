//! Buttons, and links that look like them. Those that send something say that they are busy and cannot be pressed
//! twice meanwhile.
//!
//! Invariant: a busy button stays focusable, so that the keyboard does not lose its place.

use super::{Element, el};
use leptos::prelude::*;

/// `class` is one of `style/README.md`, such as `"button block middle"`.
pub fn button(class: &'static str, text: String, press: impl FnMut() + Send + 'static) -> Element {
    el("button", class).attr("type", "button").on_click(press).child(text)
}

pub fn busy_button(
    class: &'static str,
    text: String,
    busy: RwSignal<bool>,
    press: impl Fn() + Send + 'static,
) -> Element {
    let press = move || {
        if !busy.get_untracked() {
            press();
        }
    };
    told(button(class, text, press), busy)
}

/// The button that sends a form; the form's `submit` does the work.
pub fn submit_button(class: &'static str, text: String, busy: RwSignal<bool>) -> Element {
    told(el("button", class).child(text), busy)
}

fn told(button: Element, busy: RwSignal<bool>) -> Element {
    let said = move || busy.get().then(|| "true".to_owned());
    button.attr_live("aria-busy", said).attr_live("aria-disabled", said)
}

pub fn link_button(class: &'static str, text: String, href: String) -> Element {
    el("a", class).attr("href", href).child(text)
}
