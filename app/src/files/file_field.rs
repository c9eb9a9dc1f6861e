//! A form's field for photos and documents, as it is shown. The chosen files are in [`PendingFiles`].

use super::pending_files::{CaptionNeed, PendingFile, PendingFiles};
use super::upload::{Upload, UploadState};
use crate::ui::{Element, button, el, live, nothing, refusal_box, several};
use crate::words::{key, number, t, tf};
use domain::limits;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

/// The field, with what is missing in it; `id` is unique in the page.
pub fn file_field(id: &'static str, label: String, kept: &PendingFiles) -> Element {
    let (chosen, listed, asked, missing) = (kept.clone(), kept.clone(), kept.clone(), kept.clone());
    let input = el("input", "input")
        .attr("type", "file")
        .attr("id", id)
        .attr("multiple", "")
        .attr("accept", if kept.asks == CaptionNeed::Pictures { "image/*" } else { "image/*,application/pdf" })
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
    let hint = if kept.asks == CaptionNeed::Pictures { key::FILES_HINT_PICTURES } else { key::FILES_HINT };
    let error = el("p", "error")
        .attr("role", "alert")
        .flag_live("hidden", move || asked.error().is_empty())
        .text_live(move || missing.error());
    el("div", "field")
        .child(el("label", "").attr("for", id).child(label))
        .child(input)
        .child(el("span", "hint").child(tf(hint, &[("count", &count)])))
        .child(el("div", "stack").live(move || list(&listed)))
        .child(error)
}

fn list(kept: &PendingFiles) -> AnyView {
    let files = kept.files.get();
    if files.is_empty() {
        return nothing();
    }
    let rows = files.iter().enumerate().map(|(at, file)| row(kept, at, file).any());
    el("ul", "stack").child(several(rows)).any()
}

/// The state of a file is shown live; the field for its words is not rebuilt while somebody types.
fn row(kept: &PendingFiles, at: usize, chosen: &PendingFile) -> Element {
    let (told, retried, removed, again) = (chosen.clone(), chosen.clone(), kept.clone(), kept.clone());
    let retried = RetryButton { kept: again, chosen: retried };
    let remove = button("button quiet", t(key::FILES_REMOVE), move || removed.remove(at));
    let named = tf(key::FILES_REMOVE_NAMED, &[("name", &chosen.name)]);
    el("li", "stack")
        .child(el("div", "").attr("aria-live", "polite").live(move || told.sending.with(|file| said(&told.name, file))))
        .child((kept.asks != CaptionNeed::Nothing).then(|| words(at, chosen)))
        .child(live(move || retried.button()))
        .child(remove.attr("aria-label", named))
}

struct RetryButton {
    kept: PendingFiles,
    chosen: PendingFile,
}

impl RetryButton {
    fn button(&self) -> AnyView {
        if !self.chosen.sending.with(|file| matches!(file.state, UploadState::Failed(_))) {
            return nothing();
        }
        let (kept, chosen) = (self.kept.clone(), self.chosen.clone());
        button("button", t(key::FILES_AGAIN), move || kept.again(&chosen)).any()
    }
}

fn said(name: &str, file: &Upload) -> AnyView {
    let told = match &file.state {
        UploadState::Preparing => key::FILES_PREPARING,
        UploadState::Sending => key::FILES_SENDING,
        UploadState::Sent(_) => key::FILES_SENT,
        UploadState::Unusable => key::FILES_UNUSABLE,
        UploadState::Failed(error) => return refusal_box(tf(key::FILES_FAILED, &[("name", name)]), error).any(),
    };
    el("p", "").child(tf(told, &[("name", name)])).any()
}

/// A description of the picture, for people who do not see it.
fn words(at: usize, chosen: &PendingFile) -> Element {
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
