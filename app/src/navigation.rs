//! Moving between pages without loading the document again.
//!
//! State: the address, and of each earlier page of this visit its address and how far it was scrolled. The state of a
//! history entry is its number in the visit: the first page has none, or 0. Own code instead of a router crate, because
//! that would cost this app a sixth of its first load.

use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

#[derive(Clone, Copy)]
struct Navigation {
    path: RwSignal<String>,
}

// There is one address and one of these; event handlers and tasks, which have no reactive owner, use it too.
thread_local! {
    static CURRENT: Cell<Option<Navigation>> = const { Cell::new(None) };
    /// By the number of the entry.
    static LEFT: RefCell<Vec<(String, f64)>> = const { RefCell::new(vec![]) };
}

/// The content of a page is waited for so many frames, about two seconds.
const FRAMES_MAX: u32 = 120;

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
    let number = entry_number();
    let done = if in_place {
        history.replace_state_with_url(&JsValue::from(number), "", Some(address))
    } else {
        note_left_page(number as usize);
        history.push_state_with_url(&JsValue::from(number + 1), "", Some(address))
    };
    if done.is_err() {
        let _ = window().location().set_href(address);
        return;
    }
    if follow() && !in_place {
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// The number of the present history entry in this visit.
fn entry_number() -> u32 {
    let state = window().history().and_then(|history| history.state()).ok();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "this file numbers the entries")]
    let number = state.and_then(|state| state.as_f64()).unwrap_or_default() as u32;
    number
}

fn note_left_page(number: usize) {
    let left = (current_address(), window().scroll_y().unwrap_or_default());
    LEFT.with_borrow_mut(|pages| {
        pages.truncate(number);
        pages.resize(number, (String::new(), 0.0));
        pages.push(left);
    });
}

fn current_address() -> String {
    let location = window().location();
    [location.pathname().unwrap_or_default(), location.search().unwrap_or_default()].concat()
}

/// Goes back to the page before, if that was one of this app.
fn go_back() -> bool {
    let goes = entry_number() > 0;
    if goes {
        let _ = window().history().and_then(|history| history.back());
    }
    goes
}

/// Scrolls a page that was opened again to where it was left, once its content is long enough.
fn scroll_again(top: f64, frames: u32) {
    request_animation_frame(move || {
        window().scroll_to_with_x_and_y(0.0, top);
        let there = window().scroll_y().unwrap_or_default() + 1.0 >= top;
        let opening = frames == FRAMES_MAX || matches!(document().query_selector(".bone"), Ok(Some(_)));
        if !there && opening && frames > 0 {
            scroll_again(top, frames - 1);
        }
    });
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
        let left = LEFT.with_borrow(|pages| pages.get(entry_number() as usize).map(|page| page.1));
        if follow()
            && let Some(top) = left.filter(|top| *top > 0.0)
        {
            scroll_again(top, FRAMES_MAX);
        }
    });
    let clicked = Closure::<dyn FnMut(web_sys::MouseEvent)>::new(|event| {
        if let Some((address, goes_back)) = link_of(&event) {
            event.prevent_default();
            if !goes_back || !go_back() {
                open_address(&address);
            }
        }
    });
    let _ = document().add_event_listener_with_callback("click", clicked.as_ref().unchecked_ref());
    clicked.forget();
}

/// The address of a link within the app that was clicked without modifiers, and whether it is the arrow back; all other
/// clicks are left to the browser. The arrow of a tree has a query: it goes up, wherever the reader came from.
fn link_of(event: &web_sys::MouseEvent) -> Option<(String, bool)> {
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
    let goes_back = link.class_name() == "back" && link.search().is_empty();
    Some(([path, link.search(), link.hash()].concat(), goes_back))
}
