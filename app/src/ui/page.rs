//! The header and the content of a residents' page. Title of the window and focus follow the route.
//!
//! Invariant: after a route change the focus is on the page's heading, and on the first page of a visit it is not
//! touched.

use super::read_aloud::{is_for_reading, read_aloud_button};
use super::{Child, Element, button, el, icon, live, maybe, several};
use crate::location::use_location;
use crate::settings::use_settings;
use crate::words::{key, t};
use leptos::prelude::*;
use std::cell::Cell;
use std::sync::Arc;
use wasm_bindgen::JsCast;

thread_local!(static VISITED: Cell<bool> = const { Cell::new(false) });

/// A reactive text.
pub type LiveText = Arc<dyn Fn() -> String + Send + Sync>;

pub fn live_text(text: impl Fn() -> String + Send + Sync + 'static) -> LiveText {
    Arc::new(text)
}

/// A page being built; `around` gives it its content.
pub struct Page {
    title: LiveText,
    below: Option<LiveText>,
    back: Option<String>,
    chooser: Option<String>,
    mark: Option<Box<dyn Fn() -> bool + Send>>,
    class: &'static str,
}

pub fn page(title: LiveText) -> Page {
    Page { title, below: None, back: None, chooser: None, mark: None, class: "page" }
}

impl Page {
    /// The line under the heading.
    pub fn below(self, below: LiveText) -> Self {
        Self { below: Some(below), ..self }
    }

    /// The page is below another; without this it is a tab's first page and has the switch of the view.
    pub fn back(self, href: String) -> Self {
        Self { back: Some(href), ..self }
    }

    /// The heading leads to the community chooser.
    pub fn chooser(self, href: String) -> Self {
        Self { chooser: Some(href), ..self }
    }

    /// Marks demonstration data.
    pub fn mark(self, mark: impl Fn() -> bool + Send + 'static) -> Self {
        Self { mark: Some(Box::new(mark)), ..self }
    }

    /// In two columns on a wide screen.
    pub fn wide(self) -> Self {
        Self { class: "page wide", ..self }
    }

    pub fn around(self, content: impl Child) -> AnyView {
        set_title(self.title.clone());
        let first_of_tab = self.back.is_none();
        let text = {
            let title = self.title;
            move || title()
        };
        let heading = el("h1", "").attr("tabindex", "-1").made(take_focus);
        let heading = match self.chooser {
            Some(href) => heading.child(el("a", "place").attr("href", href).text_live(text)),
            None => heading.text_live(text),
        };
        let back = self.back.map(|href| {
            el("a", "back").attr("href", href).attr("aria-label", t(key::SHELL_BACK)).child(icon("chevron-left"))
        });
        let mark = self.mark.map(|mark| {
            let words = || el("span", "mark").child(t(key::SHELL_DEMONSTRATION));
            live(move || maybe(mark().then(words)))
        });
        let below = el("span", "");
        let below = match self.below {
            Some(words) => below.text_live(move || words()),
            None => below,
        };
        let reads = untrack(|| is_for_reading(&use_location().path())).then(|| read_aloud_button("switch", "unseen"));
        let header = el("header", "top")
            .child(back)
            .child(el("div", "").child(heading).child(el("p", "faint").child(below).child(mark)))
            .child(reads)
            .child(first_of_tab.then(view_switch));
        let main = el("main", self.class).attr("id", "main").attr("tabindex", "-1").child(content);
        several([header.any(), main.any()])
    }
}

fn view_switch() -> Element {
    let settings = use_settings();
    let words = move || t(if settings.elder.get() { key::SHELL_VIEW_NORMAL } else { key::SHELL_VIEW_ELDER });
    button("switch", String::new(), move || settings.switch_view()).text_live(words)
}

/// The window's title: the page, then the community.
pub fn set_title(title: LiveText) {
    let place = use_location();
    Effect::new(move |_| {
        let (page, community) = (title(), place.name.get());
        let place = if place.community().is_some() { community } else { t(key::SHELL_NAME) };
        let text = if place.is_empty() || place == page { page } else { [page, place].join(" · ") };
        document().set_title(&text);
    });
}

/// A page's heading takes the focus when the page is not the first of this visit.
pub fn take_focus(heading: &web_sys::Element) {
    if !VISITED.replace(true) {
        return;
    }
    let heading: web_sys::HtmlElement = heading.clone().unchecked_into();
    // Once it is in the page.
    Effect::new(move |_| focus(&heading));
}

/// Gives the focus without moving what is on the screen.
pub fn focus(element: &web_sys::HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}
