//! Newer and older pages of a list that is read by sequence, newest first.
//!
//! State: where each page begins, so that one can go back as well; the first page begins nowhere.

use super::{Element, button};
use crate::words::{key, t};
use leptos::prelude::*;

/// `next` is where the page after the shown one begins.
pub fn pager(before: RwSignal<Vec<u64>>, next: Option<u64>) -> Vec<Element> {
    let newer = (!before.with_untracked(Vec::is_empty)).then(|| {
        button("button small quiet", t(key::HOURS_NEWER), move || {
            before.update(|before| {
                before.pop();
            });
        })
    });
    let older = next.map(|next| {
        button("button small quiet", t(key::HOURS_OLDER), move || before.update(|before| before.push(next)))
    });
    newer.into_iter().chain(older).collect()
}
