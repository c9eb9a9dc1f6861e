//! `/` leads on at once: to the community that was open last, or to the choice of one.

use crate::place::{last_community, link};
use crate::ui::{page, skeleton, words};
use crate::words::{key, t};
use leptos::prelude::*;

pub fn start() -> AnyView {
    let target = last_community().map_or_else(|| "/regions/0".to_owned(), |code| link(&code, ""));
    Effect::new(move |_| crate::router::replace(&target));
    page(words(|| t(key::SHELL_NAME))).around(skeleton())
}
