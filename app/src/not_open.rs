//! Pages that are not built yet say so, and what to do meanwhile; unknown addresses as well.

use crate::place::{here, last_community, link};
use crate::ui::{empty, page, words};
use crate::words::{Key, key, t};
use leptos::prelude::AnyView;

pub fn requests() -> AnyView {
    not_open("phone", key::SHELL_TAB_REQUESTS, key::NOT_OPEN_REQUESTS)
}

fn not_open(sign: &'static str, title: Key, below: Key) -> AnyView {
    let next = Some((here("activities"), t(key::NOT_OPEN_NEXT)));
    page(words(move || t(title))).around(empty(sign, t(key::NOT_OPEN_TITLE), t(below), next))
}

pub fn not_found() -> AnyView {
    let home = last_community().map_or_else(|| "/".to_owned(), |code| link(&code, ""));
    let next = Some((home, t(key::SHELL_TO_HOME)));
    let title = words(|| t(key::NOT_FOUND_TITLE));
    page(title).around(empty("circle-help", t(key::NOT_FOUND_TITLE), t(key::NOT_FOUND_BELOW), next))
}
