//! What changed between two versions of a matter's text, word by word.
//!
//! Invariant: removed and added text is marked by `del` and `ins`, never by colour alone.

use super::matter_of_page;
use crate::lazy_modules::lazy_modules;
use crate::load::load_reply;
use crate::ui::{Element, button, el, fetched_part, live, loaded_view, nothing, several};
use crate::words::{key, moment, number, t, tf};
use domain::contract::ShowVersions;
use domain::matters::MatterVersion;
use domain::matters::diff::{Change, diff_texts};
use leptos::prelude::*;

/// A button that shows the changes of each version against the one before it, newest first.
pub fn changes_view(open: RwSignal<bool>) -> Element {
    let words = move || t(if open.get() { key::MATTERS_HIDE_CHANGES } else { key::MATTERS_SHOW_CHANGES });
    let switch = button("button small quiet", String::new(), move || open.update(|open| *open = !*open))
        .attr_live("aria-expanded", move || Some(open.get().to_string()))
        .text_live(words);
    let content = live(move || {
        if !open.get() {
            return nothing();
        }
        fetched_part(matter_versions_file(()), |step| {
            let found = load_reply::<ShowVersions>(move || (matter_of_page(), ()));
            loaded_view(found, move |found| {
                let pairs =
                    found.versions.windows(2).rev().filter_map(|pair| Some(step(pair.first()?, pair.last()?).any()));
                several(pairs.collect::<Vec<_>>())
            })
        })
    });
    el("div", "stack").child(switch).child(content)
}

/// Shows what a version changed.
pub type VersionStep = fn(&MatterVersion, &MatterVersion) -> Element;

lazy_modules! {
    /// Comparing the versions of a text.
    matter_versions_file(()) -> VersionStep = version_step;
}

pub fn version_step((): ()) -> VersionStep {
    step
}

fn step(before: &MatterVersion, after: &MatterVersion) -> Element {
    let version = number(after.number.into());
    let title = tf(key::MATTERS_VERSION, &[("version", &version), ("time", &moment(after.at))]);
    let text =
        diff_texts(&before.text, &after.text).into_iter().fold(el("p", "prose"), |text, piece| match piece.change {
            Change::Same => text.child(piece.text),
            Change::Removed => text.child(el("del", "").child(piece.text)),
            Change::Added => text.child(el("ins", "").child(piece.text)),
        });
    el("div", "version")
        .child(el("b", "").child(title))
        .child(el("p", "faint").child(after.summary.clone()))
        .child(text)
}
