//! Moving between pages without loading the document again.
//!
//! State: the address. Own code instead of a router crate, because that would cost this app a sixth of its first load.

use leptos::prelude::*;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

#[derive(Clone, Copy)]
struct Navigation {
    path: RwSignal<String>,
}

// There is one address and one of these; event handlers and tasks, which have no reactive owner, use it too.
thread_local!(static CURRENT: Cell<Option<Navigation>> = const { Cell::new(None) });

/// The path of the address, followed.
pub fn path_signal() -> Signal<String> {
    CURRENT.get().expect("the app has begun to listen").path.into()
}

/// Goes to an address of the app.
pub fn open_address(address: &str) {
    leave(address, false);
}

/// Goes to an address of the app in place of the current one: "back" does not return to it.
pub fn replace_address(address: &str) {
    leave(address, true);
}

fn leave(address: &str, in_place: bool) {
    let Ok(history) = window().history() else { return };
    let null = wasm_bindgen::JsValue::NULL;
    let done = if in_place {
        history.replace_state_with_url(&null, "", Some(address))
    } else {
        history.push_state_with_url(&null, "", Some(address))
    };
    if done.is_err() {
        let _ = window().location().set_href(address);
        return;
    }
    if follow() && !in_place {
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Takes over the browser's address; returns whether the path has changed.
fn follow() -> bool {
    let Some(navigation) = CURRENT.get() else { return false };
    let now = current_path();
    let changed = navigation.path.with_untracked(|path| *path != now);
    if changed {
        navigation.path.set(now);
    }
    changed
}

fn current_path() -> String {
    window().location().pathname().unwrap_or_default()
}

/// Begins to listen to the browser's buttons and to links.
pub fn begin_navigation() {
    CURRENT.set(Some(Navigation { path: RwSignal::new(current_path()) }));
    window_event_listener_untyped("popstate", |_| {
        follow();
    });
    let clicked = Closure::<dyn FnMut(web_sys::MouseEvent)>::new(|event| {
        if let Some(address) = link_of(&event) {
            event.prevent_default();
            open_address(&address);
        }
    });
    let _ = document().add_event_listener_with_callback("click", clicked.as_ref().unchecked_ref());
    clicked.forget();
}

/// The address of a link within the app that was clicked without modifiers; all other clicks are left to the browser.
fn link_of(event: &web_sys::MouseEvent) -> Option<String> {
    let plain = event.button() == 0 && !(event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key());
    if !plain || event.default_prevented() {
        return None;
    }
    let target: web_sys::Element = event.target()?.dyn_into().ok()?;
    let link: web_sys::HtmlAnchorElement = target.closest("a[href]").ok()??.dyn_into().ok()?;
    let foreign = ["target", "download", "rel"].iter().any(|name| link.has_attribute(name));
    let location = window().location();
    let path = link.pathname();
    if foreign || location.origin().ok()? != link.origin() || path.starts_with("/api/") || path.contains('.') {
        return None;
    }
    Some([path, link.search(), link.hash()].concat())
}
