//! A word on the state of something.

use leptos::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Green,
    Blue,
    Amber,
    Red,
}

pub fn badge(tone: Tone, text: String) -> AnyView {
    let class = match tone {
        Tone::Plain => "badge",
        Tone::Green => "badge green",
        Tone::Blue => "badge blue",
        Tone::Amber => "badge amber",
        Tone::Red => "badge red",
    };
    view! { <span class=class>{text}</span> }.into_any()
}
