//! `/` leads on at once: to the choice among own communities, to the only one, or to the tree of all of them.

use crate::communities::stored_list;
use crate::location::{community_link, last_community};
use crate::ui::{live_text, page, skeleton};
use crate::words::{key, t};
use leptos::prelude::*;

pub fn start_page() -> AnyView {
    let target = match last_community() {
        _ if stored_list::are_several() => "/communities".to_owned(),
        Some(code) => community_link(&code, ""),
        None => "/regions/0".to_owned(),
    };
    Effect::new(move |_| crate::navigation::replace_address(&target));
    page(live_text(|| t(key::SHELL_NAME))).around(skeleton())
}
