//! Handing a request over to its object: the body up to its limit, and only the headers that the object reads.

use super::checks;
use super::object_address::ObjectAddress;
use crate::object_kind;
use crate::platform::{ADDRESS_HEADER, ENCRYPTED_HEADER, ORIGIN_HEADER, read_setting};
use domain::contract::{EndpointKind, KEY_HEADER, ON_BEHALF_HEADER, RequestError, SENT_AT_HEADER, Spec};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use web_sys::ReadableStreamDefaultReader;
use worker::wasm_bindgen_futures::JsFuture;
use worker::{Env, Headers, Method, Request, RequestInit, Response, Result};

/// A body up to its limit. One without a declared length is read in pieces, and not beyond the limit: memory that the
/// instance once used is never given back.
pub async fn body_of(request: &mut Request, bytes_max: usize) -> Result<core::result::Result<Vec<u8>, RequestError>> {
    if request.headers().has("content-length")? {
        let body = request.bytes().await?;
        return Ok(checks::check_body(body.len(), bytes_max).map(|()| body));
    }
    let Some(stream) = request.inner().body() else { return Ok(Ok(vec![])) };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut body = vec![];
    loop {
        let piece = JsFuture::from(reader.read()).await?;
        if Reflect::get(&piece, &"done".into())?.is_truthy() {
            return Ok(Ok(body));
        }
        let piece: Uint8Array = Reflect::get(&piece, &"value".into())?.unchecked_into();
        let so_far = body.len();
        if let Err(absence) = checks::check_body(so_far + piece.length() as usize, bytes_max) {
            let _ = reader.cancel();
            return Ok(Err(absence));
        }
        body.resize(so_far + piece.length() as usize, 0);
        piece.copy_to(&mut body[so_far..]);
    }
}

/// Hands the request to its object with only the headers that the object reads.
pub async fn hand_over(
    given: &Request,
    spec: &Spec,
    object: &ObjectAddress<'_>,
    body: Option<&[u8]>,
) -> Result<Response> {
    hand_over_with(given, spec, object, body, None).await
}

/// The same, with one more header of the gate's.
pub async fn hand_over_with(
    given: &Request,
    spec: &Spec,
    object: &ObjectAddress<'_>,
    body: Option<&[u8]>,
    own: Option<(&str, String)>,
) -> Result<Response> {
    let headers = Headers::new();
    let read = ["cookie", "if-none-match", ON_BEHALF_HEADER];
    let written = ["cookie", KEY_HEADER, SENT_AT_HEADER, ON_BEHALF_HEADER, "user-agent"];
    let mut any = false;
    let wanted: &[&str] = match spec.kind {
        EndpointKind::Read => &read,
        EndpointKind::Command | EndpointKind::Unkeyed => &written,
        EndpointKind::Anonymous => &[],
    };
    for header in wanted {
        if let Some(value) = given.headers().get(header)? {
            headers.set(header, &value)?;
            any = true;
        }
    }
    let stub = object.env.durable_object(object_kind::namespace_of(spec.place))?.get_by_name(object.name)?;
    if spec.kind == EndpointKind::Read && !any {
        return stub.fetch_with_str(object.url()).await;
    }
    if is_encrypted(given, object.env)? {
        headers.set(ENCRYPTED_HEADER, "1")?;
    }
    let mut init = RequestInit::new();
    if let Some(body) = body {
        if let Some(address) = caller_address(given, object.env)?.filter(|_| spec.kind != EndpointKind::Anonymous) {
            headers.set(ADDRESS_HEADER, &address)?;
        }
        if checks::reads_origin(spec) {
            let origin = given.headers().get("origin")?;
            headers.set(ORIGIN_HEADER, &own_origin(given, object.env, origin)?)?;
        }
        init.with_method(Method::Post).with_body(Some(Uint8Array::from(body).into()));
    }
    if let Some((name, value)) = own {
        headers.set(name, &value)?;
    }
    init.with_headers(headers);
    stub.fetch_with_request(Request::new_with_init(object.url(), &init)?).await
}

/// Cloudflare sets the address; behind an operator's own proxy the configuration names the header, because any client
/// could send it where no proxy sets it.
fn caller_address(request: &Request, env: &Env) -> Result<Option<String>> {
    match read_setting(env, "ADDRESS_HEADER") {
        Some(header) => request.headers().get(&header),
        None => Ok(None),
    }
}

/// Our own origin, as the browser gave it or as the request came.
pub fn own_origin(request: &Request, env: &Env, given: Option<String>) -> Result<String> {
    let host = host_of(request, &request.inner().url());
    Ok(checks::request_origin(given, &host, is_encrypted(request, env)?))
}

fn is_encrypted(request: &Request, env: &Env) -> Result<bool> {
    let proto = request.headers().get("x-forwarded-proto")?;
    let is_behind_a_proxy = read_setting(env, "ADDRESS_HEADER").is_some();
    Ok(checks::is_encrypted(&request.inner().url(), proto.as_deref(), is_behind_a_proxy))
}

pub fn host_of(request: &Request, url: &str) -> String {
    request.headers().get("host").ok().flatten().unwrap_or_else(|| {
        url.split_once("://").and_then(|(_, rest)| rest.split('/').next()).unwrap_or_default().to_owned()
    })
}
