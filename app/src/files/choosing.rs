//! A form's field for photos and documents, as it is shown. The chosen files are in [`Kept`].

use super::kept::{Asks, Chosen, Kept};
use super::sending::{Sending, State};
use crate::ui::{Element, button, el, live, nothing, refusal_box, several};
use crate::words::{key, number, t, tf};
use domain::limits;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

/// The field; `id` is unique in the page.
pub fn chooser(id: &'static str, label: String, kept: &Kept) -> Element {
    let (chosen, listed) = (kept.clone(), kept.clone());
    let input = el("input", "input")
        .attr("type", "file")
        .attr("id", id)
        .attr("multiple", "")
        .attr("accept", if kept.asks == Asks::Pictures { "image/*" } else { "image/*,application/pdf" })
        .on("change", move |event| {
            let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
            if let Some(input) = input {
                if let Some(files) = input.files() {
                    chosen.add(&files);
                }
                // A file that was removed can be chosen again.
                input.set_value("");
            }
        });
    let count = number(i64::from(kept.most));
    let hint = if kept.asks == Asks::Pictures { key::FILES_HINT_PICTURES } else { key::FILES_HINT };
    el("div", "field")
        .child(el("label", "").attr("for", id).child(label))
        .child(input)
        .child(el("span", "hint").child(tf(hint, &[("count", &count)])))
        .child(el("div", "stack").live(move || list(&listed)))
}

fn list(kept: &Kept) -> AnyView {
    let files = kept.files.get();
    if files.is_empty() {
        return nothing();
    }
    let rows = files.iter().enumerate().map(|(at, file)| row(kept, at, file).any());
    el("ul", "stack").child(several(rows)).any()
}

/// The state of a file is shown live; the field for its words is not rebuilt while somebody types.
fn row(kept: &Kept, at: usize, chosen: &Chosen) -> Element {
    let (told, retried, removed, again) = (chosen.clone(), chosen.clone(), kept.clone(), kept.clone());
    let retried = Retried { kept: again, chosen: retried };
    let remove = button("button quiet", t(key::FILES_REMOVE), move || removed.remove(at));
    let named = tf(key::FILES_REMOVE_NAMED, &[("name", &chosen.name)]);
    el("li", "stack")
        .child(el("div", "").attr("aria-live", "polite").live(move || told.sending.with(|file| said(&told.name, file))))
        .child((kept.asks != Asks::Nothing).then(|| words(at, chosen)))
        .child(live(move || retried.button()))
        .child(remove.attr("aria-label", named))
}

struct Retried {
    kept: Kept,
    chosen: Chosen,
}

impl Retried {
    fn button(&self) -> AnyView {
        if !self.chosen.sending.with(|file| matches!(file.state, State::Failed(_))) {
            return nothing();
        }
        let (kept, chosen) = (self.kept.clone(), self.chosen.clone());
        button("button", t(key::FILES_AGAIN), move || kept.again(&chosen)).any()
    }
}

fn said(name: &str, file: &Sending) -> AnyView {
    let told = match &file.state {
        State::Preparing => key::FILES_PREPARING,
        State::Sending => key::FILES_SENDING,
        State::Sent(_) => key::FILES_SENT,
        State::Unusable => key::FILES_UNUSABLE,
        State::Failed(error) => return refusal_box(tf(key::FILES_FAILED, &[("name", name)]), error).any(),
    };
    el("p", "").child(tf(told, &[("name", name)])).any()
}

/// A description of the picture, for people who do not see it.
fn words(at: usize, chosen: &Chosen) -> Element {
    let (words, typed) = (chosen.words, chosen.words);
    let id = ["file-words-", &at.to_string()].concat();
    let input = el("input", "input")
        .attr("type", "text")
        .attr("id", id.clone())
        .attr("autocomplete", "off")
        .attr("required", "")
        .attr("maxlength", limits::CAPTION_CHARS_MAX.to_string())
        .property("value", move || JsValue::from_str(&words.get()))
        .on("input", move |event| typed.set(event_target_value(&event)));
    let label = tf(key::FILES_WORDS, &[("name", &chosen.name)]);
    el("div", "field").child(el("label", "").attr("for", id).child(label)).child(input)
}
