//! Icons of the sprite. They are decorative; the name is beside them in words.

use super::{Element, el};

/// An icon of `/icons.svg`.
pub fn icon(name: &'static str) -> Element {
    of(["/icons.svg#", name].concat())
}

/// One of the five icons that are in `index.html` itself.
pub fn tab_icon(name: &'static str) -> Element {
    of(["#i-", name].concat())
}

fn of(href: String) -> Element {
    el("svg", "icon").attr("aria-hidden", "true").child(el("use", "").attr("href", href))
}
