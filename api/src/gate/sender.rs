//! Outgoing messages in production: a one-time code goes to the provider's webhook, signed, so that the provider can
//! tell that the message is ours and new. In demonstration mode nothing is sent.
//!
//! `x-linli-signature` is the HMAC-SHA-256, in hexadecimal digits, of the timestamp in `x-linli-timestamp`, a full
//! stop, and the body. `x-linli-message` is the same at every try, so that a message that arrives twice is recognised.

use crate::{crypto, outgoing, platform};
use worker::{AbortSignal, Env, Fetch, Headers, Method, Request, RequestInit, Url};

/// Sends one message; the error text contains no phone and no code.
pub async fn send_message(env: &Env, id: &str, phone: &str, code: &str) -> Result<(), String> {
    let (Some(address), Some(key)) =
        (platform::read_setting(env, "SENDER_URL"), platform::read_setting(env, "SENDER_KEY"))
    else {
        return Err("SENDER_URL or SENDER_KEY is not set".to_owned());
    };
    let body = serde_json::json!({ "phone": phone, "code": code }).to_string();
    let timestamp = platform::current_time().0.to_string();
    let signature = domain::journal::to_hex(&crypto::hmac_sha256(&key, format!("{timestamp}.{body}").as_bytes()));
    let headers = Headers::new();
    let set = |name: &str, value: &str| headers.set(name, value).map_err(|error| error.to_string());
    set("content-type", "application/json")?;
    set("x-linli-message", id)?;
    set("x-linli-timestamp", &timestamp)?;
    set("x-linli-signature", &signature)?;
    let mut init = RequestInit::new();
    init.with_method(Method::Post).with_headers(headers.clone()).with_body(Some(body.into()));
    let url = Url::parse(&address).map_err(|_| "SENDER_URL is no address".to_owned())?;
    let request = Request::new_with_init(url.as_str(), &init).map_err(|error| error.to_string())?;
    let too_late = AbortSignal::from(web_sys::AbortSignal::timeout_with_u32(outgoing::TRY_MILLIS));
    let response = Fetch::Request(request).send_with_signal(&too_late).await;
    let status = response.map_err(|_| "the provider could not be reached".to_owned())?.status_code();
    if (200..300).contains(&status) { Ok(()) } else { Err(format!("the provider answers {status}")) }
}
