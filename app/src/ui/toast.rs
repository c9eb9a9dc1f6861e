//! One sentence on what has just happened, read out by screen readers, gone after a while.

use leptos::prelude::*;
use std::time::Duration;

#[derive(Clone, Copy)]
struct Said(RwSignal<String>);

const SHOWN: Duration = Duration::from_secs(6);

/// Stands once in the frame of the app, for everything below it.
pub fn toast() -> AnyView {
    let said = Said(RwSignal::new(String::new()));
    provide_context(said);
    view! { <p class="toast" role="status">{move || said.0.get()}</p> }.into_any()
}

/// Says it; a later sentence takes the place of an earlier one.
pub fn say(text: String) {
    let Some(Said(signal)) = use_context::<Said>() else { return };
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
