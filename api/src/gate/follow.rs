//! Asking for a WebSocket on an endpoint that can be followed.
//!
//! Invariant: only our own pages may (a browser sends the origin of a socket), and no data of the caller is passed on:
//! what is pushed is public.

use super::object_address::ObjectAddress;
use domain::contract::{Carries, Spec};
use worker::{Headers, Request, RequestInit, Response, Result};

pub const UPGRADE: &str = "upgrade";

/// Whether a socket is requested of an endpoint that has one. Elsewhere the header means nothing.
pub fn is_wanted(request: &Request, spec: &Spec) -> bool {
    let asked = request.headers().get(UPGRADE).ok().flatten();
    matches!(spec.carries, Carries::Live(_)) && asked.is_some_and(|word| word.eq_ignore_ascii_case("websocket"))
}

pub async fn pass_on(object: &ObjectAddress<'_>) -> Result<Response> {
    let headers = Headers::new();
    headers.set(UPGRADE, "websocket")?;
    let mut init = RequestInit::new();
    init.with_headers(headers);
    let stub = object.env.durable_object("COMMUNITY")?.get_by_name(object.name)?;
    stub.fetch_with_request(Request::new_with_init(object.url(), &init)?).await
}
