//! `/` leads on at once: to the community that was open last, or to the choice of one.

use crate::place::{last_community, link};
use crate::ui::{Page, skeleton};
use crate::words::{key, t};
use leptos::prelude::*;

pub fn page() -> AnyView {
    let target = last_community().map_or_else(|| "/regions/0".to_owned(), |code| link(&code, ""));
    Effect::new(move |_| crate::router::replace(&target));
    view! { <Page title=t(key::SHELL_NAME)>{skeleton()}</Page> }.into_any()
}
