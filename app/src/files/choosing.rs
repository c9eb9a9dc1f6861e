//! The field of a form that takes photos and documents. What was sent stands in [`Kept`], in the order of choosing; the
//! form's own command attaches it.

use super::sending::{Sending, State};
use crate::ui::{Element, button, el, nothing, refusal_box, several};
use crate::watched::Watched;
use crate::words::{key, number, t, tf};
use domain::archive::FileId;
use domain::ids::CommunityCode;
use domain::limits;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

/// Files of one form.
#[derive(Clone)]
pub struct Kept {
    code: CommunityCode,
    files: Watched<Vec<Sending>>,
}

impl Kept {
    pub fn new(code: CommunityCode) -> Self {
        Self { code, files: Watched::new(vec![]) }
    }

    /// What the form's command attaches.
    pub fn ids(&self) -> Vec<FileId> {
        self.files.peek(|files| files.iter().filter_map(Sending::kept).map(|kept| kept.file).collect())
    }

    /// Whether the form may be sent: no file is under way any more.
    pub fn is_at_rest(&self) -> bool {
        self.files.with(|files| files.iter().all(Sending::rests))
    }

    fn add(&self, chosen: &web_sys::FileList) {
        let free = self.files.peek(|files| (limits::FILES_PER_OWNER_MAX as usize).saturating_sub(files.len()));
        let new: Vec<_> = (0..chosen.length()).filter_map(|at| chosen.get(at)).take(free).collect();
        self.files.update(|files| files.extend(new.into_iter().map(|file| Sending::new(file.name(), file.into()))));
        self.go_on();
    }

    /// One file after the other: on a weak network several at once would all be slow.
    fn go_on(&self) {
        let this = self.clone();
        spawn_local(async move {
            loop {
                let next = this.files.peek(|files| files.iter().position(|file| !file.rests()));
                let Some(at) = next else { return };
                let Some(file) = this.files.peek(|files| files.get(at).cloned()) else { return };
                let name = file.name.clone();
                let stepped = file.step(&this.code).await;
                // Taken out meanwhile, or another in its place: the file stays with the server until it is forgotten there.
                this.files.update(|files| {
                    if let Some(here) = files.get_mut(at).filter(|here| here.name == name && !here.rests()) {
                        *here = stepped;
                    }
                });
            }
        });
    }

    fn remove(&self, at: usize) {
        self.files.update(|files| {
            if at < files.len() {
                files.remove(at);
            }
        });
    }

    fn again(&self, at: usize) {
        self.files.update(|files| {
            if let Some(file) = files.get_mut(at) {
                file.again();
            }
        });
        self.go_on();
    }
}

/// The field; `id` is its own in the page.
pub fn chooser(id: &'static str, label: String, kept: &Kept) -> Element {
    let (chosen, listed) = (kept.clone(), kept.clone());
    let input = el("input", "input")
        .attr("type", "file")
        .attr("id", id)
        .attr("multiple", "")
        .attr("accept", "image/*,application/pdf")
        .on("change", move |event| {
            let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
            if let Some(input) = input {
                if let Some(files) = input.files() {
                    chosen.add(&files);
                }
                // The same file can be chosen once more after it was taken out.
                input.set_value("");
            }
        });
    let count = number(i64::from(limits::FILES_PER_OWNER_MAX));
    el("div", "field")
        .child(el("label", "").attr("for", id).child(label))
        .child(input)
        .child(el("span", "hint").child(tf(key::FILES_HINT, &[("count", &count)])))
        .child(el("div", "stack").attr("aria-live", "polite").live(move || list(&listed)))
}

fn list(kept: &Kept) -> AnyView {
    let files = kept.files.with(Clone::clone);
    if files.is_empty() {
        return nothing();
    }
    let rows = files.iter().enumerate().map(|(at, file)| row(kept, at, file).any());
    el("ul", "stack").child(several(rows)).any()
}

fn row(kept: &Kept, at: usize, file: &Sending) -> Element {
    let (removed, again) = (kept.clone(), kept.clone());
    let name = file.name.as_str();
    let told = match &file.state {
        State::Preparing => said(key::FILES_PREPARING, name),
        State::Sending => said(key::FILES_SENDING, name),
        State::Sent(_) => said(key::FILES_SENT, name),
        State::Unusable => said(key::FILES_UNUSABLE, name),
        State::Failed(error) => refusal_box(tf(key::FILES_FAILED, &[("name", name)]), error),
    };
    let retry =
        matches!(file.state, State::Failed(_)).then(|| button("button", t(key::FILES_AGAIN), move || again.again(at)));
    let remove = button("button", t(key::FILES_REMOVE), move || removed.remove(at));
    let named = tf(key::FILES_REMOVE_NAMED, &[("name", name)]);
    el("li", "stack").child(told).child(retry).child(remove.attr("aria-label", named))
}

fn said(words: crate::words::Key, name: &str) -> Element {
    el("p", "").child(tf(words, &[("name", name)]))
}
