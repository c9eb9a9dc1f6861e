//! The page of an unknown address.

use crate::location::{community_link, last_community};
use crate::ui::{empty, live_text, page};
use crate::words::{key, t};
use leptos::prelude::AnyView;

pub fn not_found() -> AnyView {
    let home = last_community().map_or_else(|| "/".to_owned(), |code| community_link(&code, ""));
    let next = Some((home, t(key::SHELL_TO_HOME)));
    let title = live_text(|| t(key::NOT_FOUND_TITLE));
    page(title).around(empty("circle-help", t(key::NOT_FOUND_TITLE), t(key::NOT_FOUND_BELOW), next))
}
