//! A part of a whole, as a bar with the same in words.

use crate::ui::{Element, el};

/// `part` of `whole`; the words say what the bar shows.
pub fn turnout_bar(part: u32, whole: u32, words: String) -> Element {
    let bar = el("progress", "")
        .attr("value", part.to_string())
        .attr("max", whole.max(1).to_string())
        .attr("aria-label", words.clone());
    el("div", "figure").child(el("p", "").child(words)).child(bar)
}
