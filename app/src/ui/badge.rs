//! A word for a state.

use super::{Element, el};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Green,
    Blue,
    Amber,
    Red,
}

pub fn badge(tone: Tone, text: String) -> Element {
    let class = match tone {
        Tone::Plain => "badge",
        Tone::Green => "badge green",
        Tone::Blue => "badge blue",
        Tone::Amber => "badge amber",
        Tone::Red => "badge red",
    };
    el("span", class).child(text)
}
