//! Buttons that say that they are busy and cannot be pressed twice meanwhile.
//!
//! Invariant: a busy button stays focusable, so that the keyboard does not lose its place.

use leptos::prelude::*;

/// `class` is one of `style/README.md`, such as `"button block middle"`.
pub fn button(class: &'static str, text: String, busy: RwSignal<bool>, press: impl Fn() + 'static) -> AnyView {
    let press = move |_| {
        if !busy.get_untracked() {
            press();
        }
    };
    view! {
        <button class=class type="button" aria-busy=said(busy) aria-disabled=said(busy) on:click=press>{text}</button>
    }
    .into_any()
}

/// The button that sends a form; the form's `submit` does the work.
pub fn submit_button(class: &'static str, text: String, busy: RwSignal<bool>) -> AnyView {
    view! { <button class=class aria-busy=said(busy) aria-disabled=said(busy)>{text}</button> }.into_any()
}

fn said(busy: RwSignal<bool>) -> impl Fn() -> Option<&'static str> + Copy {
    move || busy.get().then_some("true")
}
