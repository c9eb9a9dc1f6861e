//! The reader's display settings: elder view, its text size, light or dark, language.
//!
//! State: attributes of `<html>` and the same in localStorage under `linli.…`, which `index.html` reads before it
//! paints. Invariant: the attribute and the stored value never differ.

use leptos::leptos_dom::helpers::document;
use leptos::prelude::*;
use std::cell::Cell;

// The page has exactly one of these; event handlers and tasks, which have no reactive owner, use it too.
thread_local!(static CURRENT: Cell<Option<Settings>> = const { Cell::new(None) });

#[derive(Clone, Copy)]
pub struct Settings {
    pub elder: RwSignal<bool>,
}

/// A value stored in this browser; `None` if storage is refused.
pub fn read_stored(name: &str) -> Option<String> {
    storage()?.get_item(&["linli.", name].concat()).ok()?
}

pub fn write_stored(name: &str, value: Option<&str>) {
    let Some(storage) = storage() else { return };
    let key = ["linli.", name].concat();
    let _ = match value {
        Some(value) => storage.set_item(&key, value),
        None => storage.remove_item(&key),
    };
}

/// All stored names with this prefix, without it.
pub fn stored_names(beginning: &str) -> Vec<String> {
    let Some(storage) = storage() else { return vec![] };
    let beginning = ["linli.", beginning].concat();
    let names = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok()?);
    names.filter_map(|name| name.strip_prefix(&beginning).map(str::to_owned)).collect()
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok()?
}

/// `zh-CN` or `en`.
pub fn current_language() -> String {
    attribute("lang").unwrap_or_default()
}

fn attribute(name: &str) -> Option<String> {
    document().document_element()?.get_attribute(name)
}

fn set_attribute(name: &str, value: Option<&str>) {
    let Some(root) = document().document_element() else { return };
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

impl Settings {
    pub fn provide() -> Self {
        let settings = Self { elder: RwSignal::new(is_elder()) };
        CURRENT.set(Some(settings));
        settings
    }

    /// The shell has a switch of its own, which may have been used before.
    pub fn follow_shell(self) {
        if self.elder.get_untracked() != is_elder() {
            self.elder.set(is_elder());
        }
    }

    pub fn switch_view(self) {
        self.elder.update(|elder| *elder = !*elder);
        let view = if self.elder.get_untracked() { "elder" } else { "normal" };
        set_attribute("data-view", Some(view));
        write_stored("view", Some(view));
    }
}

fn is_elder() -> bool {
    attribute("data-view").as_deref() == Some("elder")
}

pub fn use_settings() -> Settings {
    CURRENT.get().expect("the app has made it")
}

/// `None` follows the system.
pub fn current_theme() -> Option<String> {
    attribute("data-theme")
}

pub fn choose_theme(theme: Option<&str>) {
    set_attribute("data-theme", theme);
    write_stored("theme", theme);
}

/// Size of the elder view's text, from 1.
pub fn text_size() -> String {
    attribute("data-size").unwrap_or_else(|| "1".into())
}

pub fn choose_size(size: &str) {
    let size = (size != "1").then_some(size);
    set_attribute("data-size", size);
    write_stored("size", size);
}

/// Reloads the page in the other language; nothing is lost, because no data is in the page alone.
pub fn choose_language(language: &str) {
    write_stored("lang", Some(language));
    let _ = window().location().reload();
}
