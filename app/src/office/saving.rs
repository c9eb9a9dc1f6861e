//! A file that this browser made, handed over to be kept.

use js_sys::Array;
use leptos::prelude::document;
use wasm_bindgen::JsCast;

/// `parts` are texts; they are put together by the browser, so that a large file never stands in this program's memory.
pub fn save(parts: &Array, name: &str) {
    let Ok(blob) = web_sys::Blob::new_with_str_sequence(parts) else { return };
    let Ok(address) = web_sys::Url::create_object_url_with_blob(&blob) else { return };
    if let Ok(link) = document().create_element("a") {
        let link: web_sys::HtmlAnchorElement = link.unchecked_into();
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    let _ = web_sys::Url::revoke_object_url(&address);
}
