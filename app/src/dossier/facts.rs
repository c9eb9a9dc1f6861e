//! What all parts of a dossier are made of: lists of facts, words for codes, times and hashes.

use crate::ui::{Element, el, fact};
use crate::words::{Key, full_moment, look_up, t};
use domain::time::UtcMillis;
use leptos::prelude::*;

/// The word for a code, in this language.
pub fn code_word(set: &str, word: &str) -> String {
    look_up(&["dossier.", set, ".", word].concat()).unwrap_or_else(|| word.to_owned())
}

pub fn hash_code(hash: &str) -> Element {
    el("code", "hash").child(hash.to_owned())
}

/// A fact with a time; nothing if there is no time.
pub fn time_fact(title: Key, moment_of: Option<UtcMillis>) -> Option<Vec<AnyView>> {
    moment_of.map(|at| fact(t(title), full_moment(at)))
}

pub fn fact_list() -> Element {
    el("dl", "facts")
}
