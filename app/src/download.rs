//! Saving a file that this browser made.

use crate::call::current_time;
use crate::location::use_location;
use crate::words::{Key, tf};
use js_sys::Array;
use leptos::prelude::{GetUntracked, document};
use wasm_bindgen::{JsCast, JsValue};

/// `parts` are texts; the browser joins them, so that a large file is never whole in this program's memory.
pub fn download_texts(parts: &Array, name: &str) {
    if let Ok(blob) = web_sys::Blob::new_with_str_sequence(parts) {
        hand_over(&blob, name);
    }
}

/// One text of JSON.
pub fn download_json(text: &str, name: &str) {
    download_text(text, "application/json", name);
}

/// One text of this media type.
pub fn download_text(text: &str, media_type: &str, name: &str) {
    let kind = web_sys::BlobPropertyBag::new();
    kind.set_type(media_type);
    let pieces = Array::of1(&JsValue::from_str(text));
    if let Ok(blob) = web_sys::Blob::new_with_str_sequence_and_options(&pieces, &kind) {
        hand_over(&blob, name);
    }
}

/// `三苏社区居民名册_2026-11-29.csv`: what the file holds, of which community, of which day.
pub fn community_file_name(name: Key, ending: &str) -> String {
    let community = use_location().name.get_untracked();
    let what = tf(name, &[("community", &community)]);
    [&what, "_", &current_time().day().to_string(), ".", ending].concat()
}

/// A workbook of one sheet.
pub fn download_workbook(bytes: &[u8], name: &str) {
    let kind = web_sys::BlobPropertyBag::new();
    kind.set_type("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    let pieces = Array::of1(&js_sys::Uint8Array::from(bytes));
    if let Ok(blob) = web_sys::Blob::new_with_u8_array_sequence_and_options(&pieces, &kind) {
        hand_over(&blob, name);
    }
}

fn hand_over(blob: &web_sys::Blob, name: &str) {
    let Ok(address) = web_sys::Url::create_object_url_with_blob(blob) else { return };
    if let Ok(link) = document().create_element("a") {
        let link: web_sys::HtmlAnchorElement = link.unchecked_into();
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    let _ = web_sys::Url::revoke_object_url(&address);
}
