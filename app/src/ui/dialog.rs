//! A native dialog that asks once. It traps the focus, closes with Escape and gives the focus back by itself.
//!
//! State: `open`, which the dialog also takes back when the browser closes it.

use super::{Child, Element, button, el};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

/// `keep` are the words of the button that leaves everything as it is; `sure` is the one that does it.
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
