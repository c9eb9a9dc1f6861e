//! `/` and the addresses of the shell's tabs before the app knew the community: they lead on at once.

use crate::place::{last_community, link, use_place};
use crate::ui::{Page, skeleton};
use crate::words::{key, t};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

pub fn page() -> AnyView {
    let navigate = use_navigate();
    let path = use_place().path();
    let target = match last_community() {
        Some(code) => link(&code, match path.as_str() { "/serve" => "activities", "/" => "", other => &other[1..] }),
        None => "/regions/0".to_owned(),
    };
    Effect::new(move |_| navigate(&target, NavigateOptions { replace: true, ..NavigateOptions::default() }));
    view! { <Page title=t(key::SHELL_NAME)>{skeleton()}</Page> }.into_any()
}
