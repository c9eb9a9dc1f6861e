//! `/` leads on at once: to the choice among own communities, to the only one, or to the tree of all of them.

use crate::communities::list;
use crate::place::{last_community, link};
use crate::ui::{page, skeleton, words};
use crate::words::{key, t};
use leptos::prelude::*;

pub fn start() -> AnyView {
    let target = match last_community() {
        _ if list::are_several() => "/communities".to_owned(),
        Some(code) => link(&code, ""),
        None => "/regions/0".to_owned(),
    };
    Effect::new(move |_| crate::router::replace(&target));
    page(words(|| t(key::SHELL_NAME))).around(skeleton())
}
