//! Keeps the screen on while a code is shown, where the browser can.
//!
//! Invariant: the lock ends with the page; a browser releases it when the page is hidden, so it is requested again.

use std::cell::{Cell, RefCell};

use js_sys::{Function, Promise, Reflect};
use leptos::leptos_dom::helpers::window_event_listener_untyped;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

thread_local! {
    static SHOWN: Cell<bool> = const { Cell::new(false) };
    static LOCK: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

pub fn keep_screen_on() {
    let ask = move || {
        spawn_local(async move {
            let Some(promise) = request() else { return };
            // Refused at low battery: the code is shown nevertheless.
            let Ok(granted) = JsFuture::from(promise).await else { return };
            if SHOWN.get() {
                LOCK.set(Some(granted));
            } else {
                release(&granted);
            }
        });
    };
    SHOWN.set(true);
    ask();
    let listening = window_event_listener_untyped("visibilitychange", move |_| {
        if !document().hidden() {
            ask();
        }
    });
    on_cleanup(move || {
        listening.remove();
        SHOWN.set(false);
        if let Some(lock) = LOCK.take() {
            release(&lock);
        }
    });
}

fn request() -> Option<Promise> {
    let wake_lock = Reflect::get(&window().navigator(), &"wakeLock".into()).ok()?;
    let request: Function = Reflect::get(&wake_lock, &"request".into()).ok()?.dyn_into().ok()?;
    request.call1(&wake_lock, &"screen".into()).ok()?.dyn_into().ok()
}

fn release(lock: &JsValue) {
    let release = Reflect::get(lock, &"release".into()).ok().and_then(|release| release.dyn_into::<Function>().ok());
    if let Some(release) = release {
        let _ = release.call0(lock);
    }
}
