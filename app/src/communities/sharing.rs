//! Ways to share a community's address: paper, clipboard, and the phone's own dialog.
//!
//! Invariant: a way that this browser lacks is not offered, or ends with the address selected; it never silently fails.

use crate::ui::{Element, button, el, show_toast};
use crate::words::{key, t};
use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The element that holds the address in words.
pub const ADDRESS: &str = "address";

pub fn sharing_buttons(name: String, address: String) -> Element {
    let copied = address.clone();
    let print = button("button", t(key::POSTER_PRINT), || drop(window().print()));
    let copy = button("button quiet", t(key::POSTER_COPY), move || copy(copied.clone()));
    let send = can_send().then(|| {
        button("button quiet", t(key::POSTER_SEND), move || {
            let Ok(sent) = send(&name, &address) else { return };
            // Closing the phone's own dialog is a change of mind.
            spawn_local(async move { drop(JsFuture::from(sent).await) });
        })
    });
    el("div", "actions no-print").child(print).child(copy).child(send)
}

fn copy(address: String) {
    spawn_local(async move {
        if to_clipboard(&address).await.is_ok() {
            return show_toast(t(key::POSTER_COPIED));
        }
        select_address();
        show_toast(t(key::POSTER_SELECTED));
    });
}

/// Fails if the browser gives pages no clipboard, as without TLS, or refuses it.
async fn to_clipboard(text: &str) -> Result<(), JsValue> {
    let clipboard = Reflect::get(&window().navigator(), &"clipboard".into())?;
    let write: Function = Reflect::get(&clipboard, &"writeText".into())?.dyn_into()?;
    let written: Promise = write.call1(&clipboard, &text.into())?.dyn_into()?;
    JsFuture::from(written).await.map(|_| ())
}

fn select_address() {
    let Some(element) = document().get_element_by_id(ADDRESS) else { return };
    if let Ok(Some(selection)) = window().get_selection() {
        let _ = selection.select_all_children(&element);
    }
}

fn can_send() -> bool {
    Reflect::has(&window().navigator(), &"share".into()).unwrap_or(false)
}

fn send(name: &str, address: &str) -> Result<Promise, JsValue> {
    let navigator = window().navigator();
    let share: Function = Reflect::get(&navigator, &"share".into())?.dyn_into()?;
    let what = Object::new();
    Reflect::set(&what, &"title".into(), &name.into())?;
    Reflect::set(&what, &"url".into(), &address.into())?;
    share.call1(&navigator, &what)?.dyn_into()
}
