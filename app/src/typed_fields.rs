//! What was typed into dialogs and not sent.
//!
//! State: the changed fields of each dialog, in memory only, until the page is left or the session ends. Invariant:
//! nobody finds what another person typed.

use leptos::prelude::*;
use std::cell::RefCell;

type Name = &'static str;

thread_local!(static TYPED: RefCell<Vec<TypedFields>> = const { RefCell::new(Vec::new()) });

struct TypedFields {
    /// What tells the dialog from others.
    dialog: String,
    /// Names and texts of the fields that differ from what they began with.
    texts: Vec<(Name, String)>,
}

/// What was typed into this dialog before.
pub fn kept_texts(dialog: &str) -> Vec<(Name, String)> {
    TYPED.with_borrow(|typed| {
        typed.iter().find(|one| one.dialog == dialog).map(|one| one.texts.clone()).unwrap_or_default()
    })
}

/// Keeps the fields that differ from what they began with, at every change.
pub fn keep_typed(dialog: String, texts: Vec<(Name, RwSignal<String>)>, begun: Vec<String>) {
    Effect::new(move |_| {
        let now = texts.iter().zip(&begun).map(|((name, text), begin)| (*name, text.get(), begin));
        let texts: Vec<_> = now.filter(|(_, text, begin)| text != *begin).map(|(name, text, _)| (name, text)).collect();
        forget_typed(&dialog);
        if !texts.is_empty() {
            TYPED.with_borrow_mut(|typed| typed.push(TypedFields { dialog: dialog.clone(), texts }));
        }
    });
}

/// The command succeeded.
pub fn forget_typed(dialog: &str) {
    TYPED.with_borrow_mut(|typed| typed.retain(|one| one.dialog != dialog));
}

/// The session ended.
pub fn forget_all_typed() {
    TYPED.with_borrow_mut(Vec::clear);
}
