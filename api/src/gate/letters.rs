//! Letters from object to object, through the namespaces of the configuration: no network address leads there. The
//! other side has taken a letter when it answers 200; its reply is for the sender.

use crate::{internal_requests, object_kind, outgoing};
use domain::regions::Letter;
use worker::Env;

pub async fn deliver_letter(env: &Env, letter: &Letter) -> Result<String, String> {
    let (reader, name, path) = letter.address();
    let class = object_kind::namespace_of(reader);
    let body = letter.body().map_err(|error| error.to_string())?;
    let until = web_sys::AbortSignal::timeout_with_u32(outgoing::TRY_MILLIS);
    let answer = internal_requests::ask_object(env, (class, name.as_str()), path, Some(body.into()), Some(until)).await;
    let mut answer = answer.map_err(|error| format!("{class} {name} cannot be reached: {error}"))?;
    match answer.status_code() {
        200 => answer.text().await.map_err(|error| error.to_string()),
        status => Err(format!("{class} {name} answers {status}")),
    }
}
