//! The header and the content of a residents' page. Title of the window and focus follow the route.
//!
//! Invariant: after a route change the focus is on the page's heading, and on the first page of a visit it is not
//! touched.

use super::icon;
use crate::place::use_place;
use crate::settings::use_settings;
use crate::words::{key, t};
use leptos::html;
use leptos::prelude::*;
use std::cell::Cell;

thread_local!(static VISITED: Cell<bool> = const { Cell::new(false) });

/// `back` makes it a page below another; without it the page is a tab's first and carries the switch of the view.
#[component]
pub fn Page(
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] below: Option<Signal<String>>,
    #[prop(optional_no_strip, into)] back: Option<String>,
    /// The heading leads to the community chooser.
    #[prop(optional)]
    chooser: Option<String>,
    /// Marks data of nobody.
    #[prop(optional, into)]
    mark: Option<Signal<bool>>,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    set_title(title);
    let heading = wait_for_focus();
    let first_of_tab = back.is_none();
    let text = move || title.get();
    let inner = match chooser {
        Some(href) => view! { <a class="place" href=href>{text}</a> }.into_any(),
        None => text.into_any(),
    };
    let back =
        back.map(|href| view! { <a class="back" href=href aria-label=t(key::SHELL_BACK)>{icon("chevron-left")}</a> });
    let mark =
        mark.map(|mark| move || mark.get().then(|| view! { <span class="mark">{t(key::SHELL_DEMONSTRATION)}</span> }));
    view! {
        <header class="top">
            {back}
            <div>
                <h1 tabindex="-1" node_ref=heading>{inner}</h1>
                <p class="faint"><span>{move || below.map(|below| below.get())}</span>{mark}</p>
            </div>
            {first_of_tab.then(view_switch)}
        </header>
        <main class=["page ", class].concat() id="main" tabindex="-1">{children()}</main>
    }
    .into_any()
}

fn view_switch() -> impl IntoView {
    let settings = use_settings();
    let words = move || t(if settings.elder.get() { key::SHELL_VIEW_NORMAL } else { key::SHELL_VIEW_ELDER });
    view! { <button class="switch" type="button" on:click=move |_| settings.switch_view()>{words}</button> }
}

/// The window's title: the page, then the community.
pub fn set_title(title: Signal<String>) {
    let place = use_place();
    Effect::new(move |_| {
        let (page, community) = (title.get(), place.name.get());
        let place = if place.community().is_some() { community } else { t(key::SHELL_NAME) };
        let text = if place.is_empty() || place == page { page } else { [page, place].join(" · ") };
        document().set_title(&text);
    });
}

/// The reference for a page's heading, which takes the focus when the page is not the first of this visit.
pub fn wait_for_focus() -> NodeRef<html::H1> {
    let heading = NodeRef::<html::H1>::new();
    let first = !VISITED.replace(true);
    Effect::new(move |_| {
        if let (false, Some(heading)) = (first, heading.get()) {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = heading.focus_with_options(&options);
        }
    });
    heading
}
