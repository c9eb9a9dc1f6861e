//! The pages of a list: to the next one and back.
//!
//! State: where each page begins, for going back; the first page has no entry.

use super::{Element, button, el};
use crate::words::{key, t};
use leptos::prelude::*;

/// `next` is where the page after the present one begins.
pub fn pager<T: Send + Sync + 'static>(after: RwSignal<Vec<T>>, next: Option<T>) -> Element {
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
    el("div", "actions no-print").child(back).child(next)
}
