//! The empty state: what is missing, and the next step.

use super::{Element, el, icon, link_button};

/// `below` may be empty; `next` is the address and the words of the next step.
pub fn empty(sign: &'static str, title: String, below: String, next: Option<(String, String)>) -> Element {
    el("div", "card empty")
        .child(icon(sign))
        .child(el("b", "").child(title))
        .child((!below.is_empty()).then(|| el("span", "faint").child(below)))
        .child(next.map(|(href, text)| link_button("button", text, href)))
}
