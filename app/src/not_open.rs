//! Rooms that are not built yet say so, and what to do meanwhile; addresses that lead nowhere as well.

use crate::place::{here, last_community, link};
use crate::ui::{Page, empty};
use crate::words::{Key, key, t};
use leptos::prelude::*;

pub fn matters() -> AnyView {
    not_open("history", key::SHELL_TAB_MATTERS, key::NOT_OPEN_MATTERS)
}

pub fn requests() -> AnyView {
    not_open("phone", key::SHELL_TAB_REQUESTS, key::NOT_OPEN_REQUESTS)
}

fn not_open(sign: &'static str, title: Key, below: Key) -> AnyView {
    let next = Some((here("activities"), t(key::NOT_OPEN_NEXT)));
    view! { <Page title=t(title)>{empty(sign, t(key::NOT_OPEN_TITLE), t(below), next)}</Page> }.into_any()
}

pub fn not_found() -> AnyView {
    let home = last_community().map_or_else(|| "/".to_owned(), |code| link(&code, ""));
    let next = Some((home, t(key::SHELL_TO_HOME)));
    let words = empty("circle-help", t(key::NOT_FOUND_TITLE), t(key::NOT_FOUND_BELOW), next);
    view! { <Page title=t(key::NOT_FOUND_TITLE)>{words}</Page> }.into_any()
}
