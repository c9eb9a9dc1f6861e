//! Ways to share a community's address: paper, clipboard, and the phone's own dialog.

use crate::sharing::ways::{can_send, copy_text, send_by_phone};
use crate::ui::{Element, button, el};
use crate::words::{key, t};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The element that holds the address in words.
pub const ADDRESS: &str = "address";

pub fn sharing_buttons(address: String) -> Element {
    let copied = address.clone();
    let print = button("button", t(key::POSTER_PRINT), || drop(window().print()));
    let copy = button("button quiet", t(key::POSTER_COPY), move || {
        copy_text(copied.clone(), ADDRESS, [key::POSTER_COPIED, key::POSTER_SELECTED]);
    });
    let send = can_send().then(|| {
        button("button quiet", t(key::POSTER_SEND), move || {
            let address = address.clone();
            spawn_local(async move {
                send_by_phone("url", &address).await;
            });
        })
    });
    el("div", "actions no-print").child(print).child(copy).child(send)
}
