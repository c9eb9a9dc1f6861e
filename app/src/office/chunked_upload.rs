//! Sending in many pieces, each until an answer comes.
//!
//! Invariant: only for requests that may arrive twice without harm, or carry a key.

use std::time::Duration;

use domain::contract::{Endpoint, HttpMethod};
use leptos::prelude::set_timeout;

use crate::call::{CallError, exchange_text};

const TRIES: u32 = 5;

/// Sends until an answer comes, a few times.
pub async fn send_until_answered<E: Endpoint>(
    params: &E::Params,
    query: &E::Query,
    body: &E::Body,
    key: Option<String>,
) -> Result<E::Reply, CallError> {
    let url = E::url(params, query);
    let text = serde_json::to_string(body).map_err(|_| CallError::Unreadable)?;
    let mut tries = 1;
    loop {
        match exchange_text(HttpMethod::Post, &url, Some(text.clone()), key.clone()).await {
            Ok((answer, _)) => return crate::json::parse_json(&answer).map_err(|_| CallError::Unreadable),
            Err(error) if error.is_uncertain() && tries < TRIES => {
                tries += 1;
                pause(Duration::from_secs(u64::from(tries))).await;
            }
            Err(error) => return Err(error),
        }
    }
}

async fn pause(length: Duration) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        set_timeout(
            move || {
                let _ = resolve.call0(&wasm_bindgen::JsValue::NULL);
            },
            length,
        );
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}
