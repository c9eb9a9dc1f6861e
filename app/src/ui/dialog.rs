//! A native dialog, and the one that asks once before an act.
//!
//! State: `open`, which the dialog also resets when the browser closes it. Invariant: the browser keeps the focus inside
//! the dialog, closes it with Escape, and then returns the focus to its previous place.

use super::{Element, button, el};
use crate::words::{key, t};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

/// A dialog with its heading, which labels it; the content follows as children.
pub fn dialog(open: RwSignal<bool>, id: &'static str, title: String) -> Element {
    let heading = [id, "-title"].concat();
    el("dialog", "")
        .attr("id", id)
        .attr("aria-labelledby", heading.clone())
        .on("close", move |_| open.set(false))
        .made(move |element| {
            let dialog: HtmlDialogElement = element.clone().unchecked_into();
            // Effects run once the element is in the page, and only there a dialog can be shown.
            Effect::new(move |_| {
                if open.get() {
                    let _ = dialog.show_modal();
                } else {
                    dialog.close();
                }
            });
        })
        .child(el("h2", "").attr("id", heading).child(title))
}

/// Closes the dialog with this id at once, for callers without its signal.
pub fn close_dialog(id: &str) {
    let found = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlDialogElement>().ok());
    if let Some(dialog) = found {
        dialog.close();
    }
}

/// A dialog that asks once. `sure` is the button that acts; as in every dialog it stands last, after the one that changes
/// nothing.
pub fn confirm(open: RwSignal<bool>, id: &'static str, title: String, content: Vec<AnyView>, sure: Element) -> Element {
    let keep = button("button quiet", t(key::FORM_BACK), move || open.set(false));
    dialog(open, id, title).child(content).child(el("div", "actions").child(keep).child(sure))
}
