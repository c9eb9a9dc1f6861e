//! Internal requests: from the gate to objects, and from one object to another. They are made here and recognised here.
//!
//! Invariant: the mark is the host of the address together with a header, never the path. For public requests the gate
//! (`gate/object_address.rs`) builds addresses under another host and copies only named headers of the caller's, and this is
//! not one of them: nothing that a caller sends has either half.

use crate::answer::{HandlerError, HandlerResult, ObjectResponse};
use serde::de::DeserializeOwned;

/// The origin that no public request has.
const ORIGIN: &str = "http://inside";
const HEADER: &str = "x-linli-inside";
const WORD: &str = "1";
/// The paths of internal requests. A public address with this beginning is refused.
pub const PATHS: &str = "/internal/";

/// Whether a request was made here, by its address and its header.
pub fn is_marked(url: &str, header: impl Fn(&str) -> Option<String>) -> bool {
    let path = url.strip_prefix(ORIGIN);
    path.is_some_and(|path| path.starts_with(PATHS)) && header(HEADER).as_deref() == Some(WORD)
}

/// Reads the body of an internal request or of its reply.
pub fn read_body<T: DeserializeOwned>(body: &[u8]) -> HandlerResult<T> {
    serde_json::from_slice(body).map_err(|error| HandlerError::Fault(error.to_string()))
}

/// Writes the body of an internal request or of its reply.
pub fn write_body<T: serde::Serialize>(value: &T) -> HandlerResult<String> {
    serde_json::to_string(value).map_err(|error| HandlerError::Fault(error.to_string()))
}

/// What an object answers to an opening.
#[derive(Debug, Clone, Copy, Default, serde::Serialize, serde::Deserialize)]
pub struct OpeningReply {
    /// Whether it wrote anything.
    pub new: bool,
}

pub fn answer_inside(answer: HandlerResult<String>, trace: String) -> ObjectResponse {
    match answer {
        Ok(told) => ObjectResponse::json(told),
        Err(HandlerError::Problem(problem)) => ObjectResponse::problem(&problem),
        Err(HandlerError::Fault(words)) => ObjectResponse::fault(trace, &words),
    }
}

#[cfg(target_arch = "wasm32")]
pub use making::{ask_object, get_object, post_object};

#[cfg(target_arch = "wasm32")]
mod making {
    use super::{HEADER, ORIGIN, WORD};
    use wasm_bindgen::JsValue;
    use web_sys::{AbortSignal, RequestInit};
    use worker::{Env, Error, Request, Response, Result};

    /// A request to the object of a class and a name. Without a body it is a GET.
    pub async fn ask_object(
        env: &Env,
        (class, name): (&str, &str),
        path: &str,
        body: Option<JsValue>,
        until: Option<AbortSignal>,
    ) -> Result<Response> {
        let headers = web_sys::Headers::new()?;
        headers.set(HEADER, WORD)?;
        let init = RequestInit::new();
        init.set_headers(&headers);
        if let Some(body) = body {
            init.set_method("POST");
            init.set_body(&body);
        }
        if until.is_some() {
            init.set_signal(until.as_ref());
        }
        let request = web_sys::Request::new_with_str_and_init(&format!("{ORIGIN}{path}"), &init)
            .map_err(|_| Error::RustError(format!("{path} makes no request")))?;
        env.durable_object(class)?.get_by_name(name)?.fetch_with_request(Request::from(request)).await
    }

    pub async fn get_object(env: &Env, to: (&str, &str), path: &str) -> Result<Response> {
        ask_object(env, to, path, None, None).await
    }

    pub async fn post_object(env: &Env, to: (&str, &str), path: &str, body: impl Into<JsValue>) -> Result<Response> {
        ask_object(env, to, path, Some(body.into()), None).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_both_halves() {
        for (url, header, expect) in [
            ("http://inside/internal/open", Some("1"), true),
            ("http://inside/internal/open", None, false),
            ("http://inside/internal/open", Some("0"), false),
            ("http://object/internal/open", Some("1"), false),
            ("http://inside.evil/internal/open", Some("1"), false),
            ("http://inside/api/health", Some("1"), false),
            ("http://inside", Some("1"), false),
        ] {
            let get = |name: &str| header.filter(|_| name == HEADER).map(str::to_owned);
            assert_eq!(is_marked(url, get), expect, "{url} {header:?}");
        }
    }
}
