//! The platform below gate and objects: clock, random bytes, settings, requests in, responses out. No rules here.

use crate::answer::{ObjectRequest, ObjectResponse};
use crate::crypto::Secrets;
use crate::object::Mode;
use crate::sessions::cookies;
use crate::{clock, internal_requests};
use core::cell::{Cell, RefCell};
use domain::contract::{KEY_HEADER, ON_BEHALF_HEADER, Problem, RequestError, SENT_AT_HEADER};
use domain::time::UtcMillis;
use worker::{Env, Headers, Request, Response, ResponseBuilder, Result, console_error};

pub const SECRET_CHARS_MIN: usize = 32;
/// The headers in which the gate gives an object the caller's network address, and whether the connection was
/// encrypted.
pub const ADDRESS_HEADER: &str = "x-linli-address";
pub const ENCRYPTED_HEADER: &str = "x-linli-encrypted";
/// The header in which it gives our own origin to the endpoints of passkeys.
pub const ORIGIN_HEADER: &str = "x-linli-origin";

/// The header in which the gate passes on the Archive's proof. It is copied from no request.
pub const PROOF_HEADER: &str = "x-linli-stored";

thread_local! {
    /// How far this deployment's clock is ahead. The configuration of an isolate never changes.
    static AHEAD_MILLIS: Cell<i64> = const { Cell::new(0) };
}

/// Reads from the configuration how far the clock is ahead: called by the gate, and by every object when it is made.
pub fn set_clock(env: &Env) {
    let minutes = read_setting(env, "CLOCK_AHEAD_MINUTES");
    AHEAD_MILLIS.set(clock::ahead_millis(read_mode(env), minutes.as_deref()));
}

pub fn current_time() -> UtcMillis {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds fit for 285,000 years")]
    UtcMillis(js_sys::Date::now() as i64).plus(AHEAD_MILLIS.get())
}

/// Fills bytes from the platform's random source. Without it no secret may be made, so this panics.
pub fn fill_chance(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the platform gives chance");
}

pub fn new_trace() -> String {
    format!("{:016x}", crate::crypto::random_u64(&fill_chance))
}

/// A text of the configuration; `None` when it is not set. Read directly, because a binding to an environment variable
/// that is not set is null, and the typed bindings throw on null.
pub fn read_setting(env: &Env, name: &str) -> Option<String> {
    let value = js_sys::Reflect::get(env.as_ref(), &name.into()).ok()?;
    value.as_string().filter(|text| !text.is_empty())
}

pub fn read_mode(env: &Env) -> Mode {
    if read_setting(env, "MODE").as_deref() == Some("demonstration") { Mode::Demonstration } else { Mode::Production }
}

/// Secrets of the deployment; the object refuses empty ones.
pub fn read_secrets(env: &Env) -> Secrets {
    let read = |name: &str| read_setting(env, name).unwrap_or_default();
    Secrets {
        session_pepper: read("SESSION_PEPPER"),
        code_pepper: read("CODE_PEPPER"),
        check_in_key: read("CHECKIN_KEY"),
        identity_key: read("IDENTITY_KEY"),
        operator_key: read("OPERATOR_KEY"),
    }
}

impl Secrets {
    /// Whether every secret that an object needs is long enough.
    pub fn are_set(&self) -> bool {
        [&self.session_pepper, &self.code_pepper, &self.check_in_key, &self.identity_key]
            .iter()
            .all(|secret| secret.len() >= SECRET_CHARS_MIN)
    }
}

/// Path and query of a full URL, without parsing what is not needed.
pub fn path_and_query(url: &str) -> (&str, &str) {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = rest.find('/').map_or("/", |at| &rest[at..]);
    let path = path.split('#').next().unwrap_or("/");
    path.split_once('?').unwrap_or((path, ""))
}

/// Whether the request comes from the gate or another object; decided by the mark, never by the path.
pub fn is_inside(request: &Request) -> bool {
    internal_requests::is_marked(&request.inner().url(), |name| request.headers().get(name).ok().flatten())
}

/// Sets an object's alarm. It is stored twice: in the object's store, and in the register of its kind, which is lost if
/// `metadata.sqlite` is lost. If the store already has the same time, the register is not written, so the first time
/// that an instance sets is a millisecond later.
pub async fn arm_alarm(storage: &worker::durable::Storage, wait_millis: i64, first: bool) -> Result<()> {
    let held = if first { storage.get_alarm().await? } else { None };
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds fit for 285,000 years")]
    let same = held == Some(js_sys::Date::now() as i64 + wait_millis);
    let wait = u64::try_from(wait_millis + i64::from(same)).unwrap_or_default();
    storage.set_alarm(core::time::Duration::from_millis(wait)).await
}

/// A request as an object sees it.
pub async fn read_request(mut request: Request) -> Result<ObjectRequest> {
    let headers = request.headers().clone();
    let get = |name: &str| headers.get(name).ok().flatten();
    let url = request.inner().url();
    let (path, query) = path_and_query(&url);
    let cookie = get("cookie");
    let read = ObjectRequest {
        method: request.inner().method(),
        path: path.to_owned(),
        query: query.to_owned(),
        encrypted: cookie.is_some() && get(ENCRYPTED_HEADER).is_some(),
        cookie,
        etag: get("if-none-match"),
        on_behalf_of: get(ON_BEHALF_HEADER),
        inside: internal_requests::is_marked(&url, get),
        ..ObjectRequest::default()
    };
    if read.method == "GET" {
        return Ok(read);
    }
    Ok(ObjectRequest {
        body: request.bytes().await?,
        key: get(KEY_HEADER),
        sent_at: get(SENT_AT_HEADER),
        address: get(ADDRESS_HEADER),
        device: get("user-agent").unwrap_or_default(),
        encrypted: get(ENCRYPTED_HEADER).is_some(),
        origin: get(ORIGIN_HEADER),
        stored: get(PROOF_HEADER),
        ..read
    })
}

thread_local! {
    /// Headers that most answers share, by whether the answer is a refusal and whether it is public.
    static COMMON: RefCell<[Option<web_sys::Headers>; 4]> = const { RefCell::new([const { None }; 4]) };
}

/// A fresh copy of the headers that every answer of this kind has.
fn common_headers(refusal: bool, public: bool) -> Result<Headers> {
    let at = usize::from(refusal) * 2 + usize::from(public);
    let known = COMMON.with_borrow(|known| known[at].clone());
    let known = match known {
        Some(known) => known,
        None => {
            let headers = Headers::new();
            headers.set("content-type", if refusal { "application/problem+json" } else { "application/json" })?;
            headers.set("cache-control", if public { "public, no-cache" } else { "private, no-store" })?;
            headers.set("x-content-type-options", "nosniff")?;
            COMMON.with_borrow_mut(|known| known[at].insert(headers.0).clone())
        }
    };
    Ok(Headers(web_sys::Headers::new_with_headers(&known)?))
}

/// Writes an object's answer as a response. Everything personal is marked as not to be stored.
pub fn write_response(answer: ObjectResponse) -> Result<Response> {
    if let Some(words) = &answer.log {
        console_error!("{words}");
    }
    let headers = common_headers(answer.status >= 400, answer.public)?;
    if let Some(etag) = &answer.etag {
        headers.set("etag", etag)?;
    }
    for cookie in [&answer.set_cookie, &answer.device_cookie].into_iter().flatten() {
        headers.append("set-cookie", cookie)?;
    }
    // The browser's cache ends with the session: pages that "back" would show, and answers from when they could be
    // stored. Its storage stays: messages that wait to be sent are there.
    if answer.set_cookie.as_deref().is_some_and(cookies::is_taken_back) {
        headers.set("clear-site-data", "\"cache\"")?;
    }
    let builder = ResponseBuilder::new().with_status(answer.status).with_headers(headers);
    if answer.status == 304 {
        return Ok(builder.empty());
    }
    Ok(builder.fixed(answer.body.into_bytes()))
}

pub fn respond_problem(problem: &Problem) -> Result<Response> {
    write_response(ObjectResponse::problem(problem))
}

pub fn respond_json<T: serde::Serialize>(value: &T) -> Result<Response> {
    write_response(ObjectResponse::json(serde_json::to_string(value)?))
}

pub fn respond_error(absence: RequestError) -> Result<Response> {
    respond_problem(&Problem::from(absence))
}
