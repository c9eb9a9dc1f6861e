//! Pages that are not built yet say so, and what to do meanwhile; unknown addresses as well.

use crate::location::{community_link, last_community, local_link};
use crate::ui::{empty, live_text, page};
use crate::words::{Key, key, t};
use leptos::prelude::AnyView;

pub fn requests_page() -> AnyView {
    not_open("phone", key::SHELL_TAB_REQUESTS, key::NOT_OPEN_REQUESTS)
}

fn not_open(sign: &'static str, title: Key, below: Key) -> AnyView {
    let next = Some((local_link("activities"), t(key::NOT_OPEN_NEXT)));
    page(live_text(move || t(title))).around(empty(sign, t(key::NOT_OPEN_TITLE), t(below), next))
}

pub fn not_found() -> AnyView {
    let home = last_community().map_or_else(|| "/".to_owned(), |code| community_link(&code, ""));
    let next = Some((home, t(key::SHELL_TO_HOME)));
    let title = live_text(|| t(key::NOT_FOUND_TITLE));
    page(title).around(empty("circle-help", t(key::NOT_FOUND_TITLE), t(key::NOT_FOUND_BELOW), next))
}
