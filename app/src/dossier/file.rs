//! The dossier as a file of JSON, whole and as it came.

use domain::decisions::Dossier;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

pub fn save(dossier: &Dossier) {
    let Ok(text) = serde_json::to_string_pretty(dossier) else { return };
    let pieces = js_sys::Array::of1(&JsValue::from_str(&text));
    let kind = web_sys::BlobPropertyBag::new();
    kind.set_type("application/json");
    let Ok(blob) = web_sys::Blob::new_with_str_sequence_and_options(&pieces, &kind) else { return };
    let Ok(address) = web_sys::Url::create_object_url_with_blob(&blob) else { return };
    if let Ok(link) = document().create_element("a").map(JsCast::unchecked_into::<web_sys::HtmlAnchorElement>) {
        link.set_href(&address);
        link.set_download(&["linli-dossier-", &dossier.content.case.to_string(), ".json"].concat());
        link.click();
    }
    let _ = web_sys::Url::revoke_object_url(&address);
}
