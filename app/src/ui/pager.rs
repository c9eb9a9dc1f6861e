//! Newer and older pages of a list that is read by sequence, newest first.
//!
//! State: where each page begins, for going back; the first page has no entry.

use super::{Element, button, el};
use crate::words::{key, t};
use leptos::prelude::*;

/// `next` is where the page after the present one begins.
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

/// The pages of a list in ascending order, each beginning after a row; `next` is the row where the next one begins.
pub fn forth_and_back<T: Send + Sync + 'static>(after: RwSignal<Vec<T>>, next: Option<T>) -> Element {
    let back = (!after.with_untracked(Vec::is_empty)).then(|| {
        button("button small quiet", t(key::SHELL_PAGE_BACK), move || {
            after.update(|after| {
                after.pop();
            });
        })
    });
    let next = next.map(|next| {
        let mut next = Some(next);
        button("button small quiet", t(key::SHELL_PAGE_NEXT), move || after.update(|after| after.extend(next.take())))
    });
    el("div", "actions").child(back).child(next)
}
