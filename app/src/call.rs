//! The only way to the API. One declaration in `domain::contract` gives method, path, body and reply of each call.
//!
//! Invariant: a command carries its key from the first try on, and whoever calls keeps that key until the outcome
//! is known.

use domain::contract::{CONTRACT, CONTRACT_HEADER, Empty, Endpoint, KEY_HEADER, Method, Problem};
use domain::ids::CommandKey;
use domain::time::UtcMillis;
use gloo_net::http::{RequestBuilder, Response};
use js_sys::Reflect;
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};

const STORED_AT: &str = "x-linli-stored-at";

/// What the API, or the phone's memory of it, answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer<T> {
    pub value: T,
    /// When the service worker had stored it; `None` when it is fresh.
    pub stored_at: Option<UtcMillis>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallError {
    /// The API said no, in words of its contract.
    Problem(Problem),
    /// No answer came: nobody knows whether a command arrived.
    Offline,
    /// Something answered that is not our API, or a newer one.
    Unreadable,
}

impl CallError {
    /// Whether the same command may still have been, or yet be, carried out: then its key must be kept.
    pub fn is_uncertain(&self) -> bool {
        match self {
            Self::Problem(problem) => problem.status >= 500,
            Self::Offline | Self::Unreadable => true,
        }
    }

    pub fn is(&self, code: &str) -> bool {
        matches!(self, Self::Problem(problem) if problem.code == code)
    }
}

/// Calls an endpoint; a command needs its key.
pub async fn call<E: Endpoint>(
    params: E::Params,
    query: E::Query,
    body: &E::Body,
    key: Option<CommandKey>,
) -> Result<Answer<E::Reply>, CallError> {
    let url = E::url(&params, &query);
    let body = match E::SPEC.method {
        Method::Get => None,
        Method::Post => Some(serde_json::to_string(body).map_err(|_| CallError::Unreadable)?),
    };
    let (text, stored_at) = exchange(E::SPEC.method, &url, body, key.map(|key| key.to_string())).await?;
    let value = crate::json::read(&text).map_err(|_| CallError::Unreadable)?;
    Ok(Answer { value, stored_at })
}

/// Reads from an endpoint.
pub async fn get<E: Endpoint<Body = Empty>>(params: E::Params, query: E::Query) -> Result<Answer<E::Reply>, CallError> {
    call::<E>(params, query, &Empty {}, None).await
}

/// The same for every endpoint, and for what waits in the outbox: text in, text out.
pub async fn exchange(
    method: Method,
    url: &str,
    body: Option<String>,
    key: Option<String>,
) -> Result<(String, Option<UtcMillis>), CallError> {
    let response = match begun_by_the_shell(url) {
        Some(promise) => wasm_bindgen_futures::JsFuture::from(promise)
            .await
            .map(|response| Response::from(response.unchecked_into::<web_sys::Response>()))
            .map_err(|_| CallError::Offline)?,
        None => send(method, url, body, key).await?,
    };
    let status = response.status();
    let stored_at = response.headers().get(STORED_AT).and_then(|text| text.parse().ok()).map(UtcMillis);
    let text = response.text().await.map_err(|_| CallError::Offline)?;
    if (200..300).contains(&status) {
        return Ok((text, stored_at));
    }
    Err(crate::json::read(&text).map_or(CallError::Unreadable, CallError::Problem))
}

async fn send(method: Method, url: &str, body: Option<String>, key: Option<String>) -> Result<Response, CallError> {
    let mut builder = RequestBuilder::new(url)
        .method(if method == Method::Get { gloo_net::http::Method::GET } else { gloo_net::http::Method::POST })
        .header("accept", "application/json")
        .header(CONTRACT_HEADER, &CONTRACT.to_string());
    if let Some(key) = key {
        builder = builder.header(KEY_HEADER, &key);
    }
    let request = match body {
        Some(text) => builder.header("content-type", "application/json").body(text),
        None => builder.build(),
    };
    request.map_err(|_| CallError::Unreadable)?.send().await.map_err(|_| CallError::Offline)
}

/// The first answer of the page was asked for by `index.html`, before this program arrived.
fn begun_by_the_shell(url: &str) -> Option<js_sys::Promise> {
    thread_local!(static TAKEN: Cell<bool> = const { Cell::new(false) });
    if TAKEN.get() {
        return None;
    }
    let window: JsValue = js_sys::global().into();
    let first = Reflect::get(&window, &"linliFirstUrl".into()).ok()?.as_string()?;
    if first != url {
        return None;
    }
    TAKEN.set(true);
    Reflect::get(&window, &"linliFirst".into()).ok()?.dyn_into().ok()
}

/// A key for one command: the phone's time and eighty bits of chance.
pub fn new_key() -> CommandKey {
    let mut chance = [0u8; 16];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut chance[6..]);
    }
    CommandKey::from_parts(now(), u128::from_be_bytes(chance))
}

/// The phone's clock.
#[expect(clippy::cast_possible_truncation, reason = "milliseconds fit for 285,000 years")]
pub fn now() -> UtcMillis {
    UtcMillis(js_sys::Date::now() as i64)
}
