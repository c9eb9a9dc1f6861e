//! One sentence on the last act, read out by screen readers, removed after a while.

use super::{Element, el};
use leptos::prelude::*;
use std::cell::Cell;
use std::time::Duration;

// The page has exactly one of these; event handlers and tasks, which have no reactive owner, use it too.
thread_local!(static CURRENT: Cell<Option<ToastText>> = const { Cell::new(None) });

#[derive(Clone, Copy)]
struct ToastText(RwSignal<String>);

const SHOWN: Duration = Duration::from_secs(6);

/// Included once in the frame of the app, for everything below it.
pub fn toast() -> Element {
    let said = ToastText(RwSignal::new(String::new()));
    CURRENT.set(Some(said));
    el("p", "toast").attr("role", "status").text_live(move || said.0.get())
}

/// Shows the sentence; a later one replaces it.
pub fn show_toast(text: String) {
    let Some(ToastText(signal)) = CURRENT.get() else { return };
    signal.set(text.clone());
    set_timeout(
        move || {
            if signal.try_with_untracked(|now| *now == text).unwrap_or(false) {
                signal.set(String::new());
            }
        },
        SHOWN,
    );
}
