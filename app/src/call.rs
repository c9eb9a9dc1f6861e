//! The only way to the API. One declaration in `domain::contract` gives method, path, body and reply of each call.
//!
//! Invariant: a command carries its key from the first try on, and the caller keeps that key until the outcome is
//! known.

use domain::contract::{
    CONTRACT, CONTRACT_HEADER, Empty, Endpoint, HttpMethod, KEY_HEADER, ON_BEHALF_HEADER, Problem, RequestError,
    SENT_AT_HEADER,
};
use domain::ids::{AssistanceId, CommandKey};
use domain::time::UtcMillis;
use gloo_net::http::{Request, RequestBuilder, Response};
use js_sys::Reflect;
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};

const STORED_AT: &str = "x-linli-stored-at";

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallError {
    /// The API refused, in a form of its contract.
    Problem(Problem),
    /// No answer came: it is unknown whether a command arrived.
    Offline,
    /// The answer is not from our API, or from a newer one.
    Unreadable,
}

impl CallError {
    /// Nothing has the id that was asked for, or the address contains no valid one.
    pub fn not_found() -> Self {
        Self::Problem(RequestError::NotFound.into())
    }

    /// Whether the same command may have been carried out, or may still be: then its key must be kept.
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

/// Reads one answer of an endpoint.
pub async fn read_reply<E: Endpoint<Body = Empty>>(params: E::Params, query: E::Query) -> Result<E::Reply, CallError> {
    let (text, _) = exchange_text(HttpMethod::Get, &E::url(&params, &query), None, None).await?;
    crate::json::parse_json(&text).map_err(|_| CallError::Unreadable)
}

/// Reads one answer of an endpoint that takes a body, because the question must not be in an address.
pub async fn read_with<E: Endpoint>(params: E::Params, query: E::Query, body: &E::Body) -> Result<E::Reply, CallError> {
    let body = serde_json::to_string(body).map_err(|_| CallError::Unreadable)?;
    let (text, _) = exchange_text(HttpMethod::Post, &E::url(&params, &query), Some(body), None).await?;
    crate::json::parse_json(&text).map_err(|_| CallError::Unreadable)
}

/// An answer, refusal or not.
pub struct Answer {
    pub status: u16,
    pub text: String,
    /// When the service worker stored it; `None` when it is fresh.
    pub stored_at: Option<UtcMillis>,
}

impl Answer {
    /// The refusal; `None` when the call succeeded.
    pub fn refusal(&self) -> Option<CallError> {
        let problem = || crate::json::parse_json(&self.text).map_or(CallError::Unreadable, CallError::Problem);
        (!(200..300).contains(&self.status)).then(problem)
    }
}

/// The same for every endpoint: text in, text out, with the time at which a stored answer was stored.
pub async fn exchange_text(
    method: HttpMethod,
    url: &str,
    body: Option<String>,
    key: Option<String>,
) -> Result<(String, Option<UtcMillis>), CallError> {
    let answer = fetch_answer(method, url, body, key).await?;
    match answer.refusal() {
        None => Ok((answer.text, answer.stored_at)),
        Some(refusal) => Err(refusal),
    }
}

/// The same on behalf of the resident of the open assistance.
pub async fn exchange_for(
    assistance: AssistanceId,
    method: HttpMethod,
    url: &str,
    body: Option<String>,
    key: Option<String>,
) -> Result<String, CallError> {
    let answer = answered(send(method, url, body, key, Credentials::Assisted(assistance)).await?).await?;
    answer.refusal().map_or(Ok(answer.text), Err)
}

/// On whose behalf a request is sent.
enum Credentials {
    Session,
    /// A resident's, while a worker's assistance is open.
    Assisted(AssistanceId),
    /// Without a cookie: what is sent must not be tied to a person.
    Nobody,
}

/// Sends something that must not be tied to a person, and no cookie with it.
pub async fn exchange_unnamed(url: &str, body: String) -> Result<String, CallError> {
    let answer = answered(send(HttpMethod::Post, url, Some(body), None, Credentials::Nobody).await?).await?;
    answer.refusal().map_or(Ok(answer.text), Err)
}

/// Sends a request in the session's name and returns the answer, refusal or not.
pub async fn fetch_answer(
    method: HttpMethod,
    url: &str,
    body: Option<String>,
    key: Option<String>,
) -> Result<Answer, CallError> {
    let response = match begun_by_the_shell(url) {
        Some(promise) => wasm_bindgen_futures::JsFuture::from(promise)
            .await
            .map(|response| Response::from(response.unchecked_into::<web_sys::Response>()))
            .map_err(|_| CallError::Offline)?,
        None => send(method, url, body, key, Credentials::Session).await?,
    };
    answered(response).await
}

async fn answered(response: Response) -> Result<Answer, CallError> {
    let status = response.status();
    let stored_at = response.headers().get(STORED_AT).and_then(|text| text.parse().ok()).map(UtcMillis);
    let text = response.text().await.map_err(|_| CallError::Offline)?;
    // A provider's error page does not mean that the network works again.
    if response.ok() && stored_at.is_none() {
        crate::connection::note_answer();
    }
    Ok(Answer { status, text, stored_at })
}

async fn send(
    method: HttpMethod,
    url: &str,
    body: Option<String>,
    key: Option<String>,
    whose: Credentials,
) -> Result<Response, CallError> {
    let mut builder = RequestBuilder::new(url)
        .method(if method == HttpMethod::Get { gloo_net::http::Method::GET } else { gloo_net::http::Method::POST })
        .header("accept", "application/json")
        .header(CONTRACT_HEADER, &CONTRACT.to_string());
    if let Some(key) = key {
        builder = builder.header(KEY_HEADER, &key);
    }
    let unnamed = matches!(whose, Credentials::Nobody);
    match whose {
        Credentials::Session => {}
        Credentials::Assisted(assistance) => builder = builder.header(ON_BEHALF_HEADER, &assistance.to_string()),
        Credentials::Nobody => builder = builder.credentials(web_sys::RequestCredentials::Omit),
    }
    let request = match body {
        Some(text) => builder
            .header("content-type", "application/json")
            .header(SENT_AT_HEADER, &current_time().0.to_string())
            .body(text),
        None => builder.build(),
    };
    let mut request = request.map_err(|_| CallError::Unreadable)?;
    if unnamed {
        request = outliving(request)?;
    }
    request.send().await.map_err(|_| CallError::Offline)
}

/// A request that continues when the page is left at this moment.
fn outliving(request: Request) -> Result<Request, CallError> {
    let init = web_sys::RequestInit::new();
    let wrong = |_| CallError::Unreadable;
    Reflect::set(&init, &"keepalive".into(), &true.into()).map_err(wrong)?;
    let request = web_sys::Request::new_with_request_and_init(&request.into(), &init).map_err(wrong)?;
    Ok(request.into())
}

/// Uploads a file: its bytes are the body, under its own content type.
pub async fn send_file(url: &str, file: &web_sys::Blob, key: String) -> Result<String, CallError> {
    let request = RequestBuilder::new(url)
        .method(gloo_net::http::Method::POST)
        .header("accept", "application/json")
        .header(CONTRACT_HEADER, &CONTRACT.to_string())
        .header(KEY_HEADER, &key)
        .header("content-type", &file.type_())
        .body(file.clone());
    let response = request.map_err(|_| CallError::Unreadable)?.send().await.map_err(|_| CallError::Offline)?;
    let answer = answered(response).await?;
    answer.refusal().map_or(Ok(answer.text), Err)
}

/// The first answer of the page was requested by `index.html`, before this program arrived.
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

/// A key for one command: the phone's time and eighty random bits.
pub fn new_key() -> CommandKey {
    let mut chance = [0u8; 16];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut chance[6..]);
    }
    CommandKey::from_parts(current_time(), u128::from_be_bytes(chance))
}

/// The phone's clock.
#[expect(clippy::cast_possible_truncation, reason = "milliseconds fit for 285,000 years")]
pub fn current_time() -> UtcMillis {
    UtcMillis(js_sys::Date::now() as i64)
}
