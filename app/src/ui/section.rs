//! A card with its heading, cells that are links, and facts.

use super::{Child, Element, el};
use leptos::prelude::*;

/// A section of a page; `class` is `card`, alone or with further classes.
pub fn section(class: &'static str, title: String) -> Element {
    section_with_link(class, title, None)
}

/// The link leads to the complete list: address and words.
pub fn section_with_link(class: &'static str, title: String, link: Option<(String, String)>) -> Element {
    let link = link.map(|(href, text)| el("a", "").attr("href", href).child(text));
    el("section", class).child(el("div", "head").child(el("h2", "").child(title)).child(link))
}

/// The words of a list row: its name, and a fainter line if there is one.
pub fn cell_words(title: String, below: String) -> Element {
    let below = (!below.is_empty()).then(|| el("span", "faint").child(below));
    el("div", "").child(el("b", "").child(title)).child(below)
}

/// A list row that leads on.
pub fn cell_link(href: String, title: String, below: String, end: Option<Element>) -> Element {
    let class = if end.is_some() { "cell bare" } else { "cell" };
    el("li", "").child(el("a", class).attr("href", href).child(cell_words(title, below)).child(end))
}

/// A figure in large type in a `dl.figures`.
pub fn figure(name: String, value: String) -> Element {
    el("div", "").child(el("dt", "").child(name)).child(el("dd", "").child(value))
}

/// One fact of a `dl.facts`.
pub fn fact(name: String, value: impl Child) -> Vec<AnyView> {
    vec![el("dt", "").child(name).any(), el("dd", "").child(value).any()]
}
