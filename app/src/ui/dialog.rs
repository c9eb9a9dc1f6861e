//! A native dialog that asks once. It traps the focus, closes with Escape and returns the focus by itself.
//!
//! State: `open`, which the dialog also resets when the browser closes it.

use super::{Child, Element, button, el};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

/// `keep` is the label of the button that changes nothing; `sure` that of the button that acts.
pub fn dialog(
    open: RwSignal<bool>,
    id: &'static str,
    title: String,
    content: impl Child,
    keep: String,
    sure: Element,
) -> Element {
    el("dialog", "")
        .attr("aria-labelledby", id)
        .on("close", move |_| open.set(false))
        .made(move |element| {
            let dialog: HtmlDialogElement = element.clone().unchecked_into();
            Effect::new(move |_| match open.get() {
                true if !dialog.open() => {
                    let _ = dialog.show_modal();
                }
                false if dialog.open() => dialog.close(),
                _ => {}
            });
        })
        .child(el("h2", "").attr("id", id).child(title))
        .child(content)
        .child(el("div", "actions").child(button("button quiet", keep, move || open.set(false))).child(sure))
}
