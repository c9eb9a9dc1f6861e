//! A placeholder on a page until its content arrives.

use super::el;
use crate::words::{key, t};
use leptos::prelude::*;

pub fn skeleton() -> AnyView {
    let row = || el("div", "cell").child(el("div", "").child(el("b", "bone")).child(el("span", "bone long")));
    el("section", "card")
        .attr("aria-busy", "true")
        .child(el("p", "unseen").child(t(key::SHELL_OPENING)))
        .child(el("div", "head").child(el("b", "bone short")))
        .child(row())
        .child(row())
        .child(row())
        .any()
}
