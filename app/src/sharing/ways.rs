//! The ways of a browser to pass a text on: its clipboard, and the phone's own dialog.
//!
//! Invariant: a way that this browser lacks is not offered, or ends with the text selected; it never silently fails.

use crate::ui::show_toast;
use crate::words::{Key, t};
use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Copies a text and says so; where that fails, the element with this id is selected, and the reader is told to copy it.
pub fn copy_text(text: String, element: &'static str, [copied, selected]: [Key; 2]) {
    spawn_local(async move {
        if to_clipboard(&text).await.is_ok() {
            return show_toast(t(copied));
        }
        select_content(element);
        show_toast(t(selected));
    });
}

/// Fails if the browser gives pages no clipboard, as without TLS, or refuses it.
async fn to_clipboard(text: &str) -> Result<(), JsValue> {
    let clipboard = Reflect::get(&window().navigator(), &"clipboard".into())?;
    let write: Function = Reflect::get(&clipboard, &"writeText".into())?.dyn_into()?;
    let written: Promise = write.call1(&clipboard, &text.into())?.dyn_into()?;
    JsFuture::from(written).await.map(|_| ())
}

fn select_content(element: &str) {
    let Some(element) = document().get_element_by_id(element) else { return };
    if let Ok(Some(selection)) = window().get_selection() {
        let _ = selection.select_all_children(&element);
    }
}

/// Whether the browser has the phone's own dialog for sharing.
pub fn can_send() -> bool {
    Reflect::has(&window().navigator(), &"share".into()).unwrap_or(false)
}

/// Opens the phone's own dialog. `false`: the browser refuses it now. Closing it is a change of mind, and no failure.
pub async fn send_by_phone(part: &str, text: &str) -> bool {
    let Ok(sent) = begin_sending(part, text) else { return false };
    let Err(why) = JsFuture::from(sent).await else { return true };
    let name = Reflect::get(&why, &"name".into()).ok().and_then(|name| name.as_string());
    name.as_deref() == Some("AbortError")
}

/// `part` is `text`, or `url` for a mere address.
fn begin_sending(part: &str, text: &str) -> Result<Promise, JsValue> {
    let navigator = window().navigator();
    let share: Function = Reflect::get(&navigator, &"share".into())?.dyn_into()?;
    let what = Object::new();
    Reflect::set(&what, &part.into(), &text.into())?;
    share.call1(&navigator, &what)?.dyn_into()
}
