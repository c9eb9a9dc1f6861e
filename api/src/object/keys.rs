//! Command keys: the same key brings the same answer, for at least 180 days; with another content it is refused.
//! Refusals are not stored: a queue that sent too early may send again.
//!
//! A key is a ULID that the caller makes before the first try; it comes in the header `idempotency-key`. Content is
//! the path and the body. The phone's clock, in the header `linli-sent-at`, differs from try to try and is not part
//! of it. Signing in and signing out have guards of their own and no key.

use super::RequestParts;
use super::{Cx, sql};
use crate::answer::{HandlerError, HandlerResult, ObjectRequest};
use crate::bind;
use crate::crypto;
use domain::contract::{KEY_HEADER, Problem, RequestError, SENT_AT_HEADER};
use domain::ids::CommandKey;
use domain::time::UtcMillis;

pub fn read_key(request: &ObjectRequest) -> Result<CommandKey, Problem> {
    let key = request.key.as_deref().ok_or_else(|| RequestError::malformed(KEY_HEADER, "missing"))?;
    key.parse().map_err(|_| RequestError::malformed(KEY_HEADER, "ULID"))
}

/// The caller's clock when it sent this try; the server's where the caller does not say.
pub fn sent_at(cx: &Cx<'_>) -> HandlerResult<UtcMillis> {
    let Some(text) = cx.request.sent_at.as_deref() else { return Ok(cx.now) };
    let read = text.parse().ok().map(UtcMillis).filter(|at| at.is_plausible());
    read.ok_or_else(|| HandlerError::Problem(RequestError::malformed(SENT_AT_HEADER, "UTC milliseconds")))
}

pub fn answer_before(cx: &Cx<'_>, key: CommandKey, parts: &RequestParts<'_>) -> HandlerResult<Option<String>> {
    let Some(row) = cx.first(sql::ANSWER_BEFORE, bind![key])? else { return Ok(None) };
    let same = row.text(0)? == cx.actor_text()? && row.text(1)? == cx.spec.name && row.hash(2)? == content(cx, parts);
    if same { Ok(Some(row.text(3)?)) } else { Err(RequestError::KeyReused.into()) }
}

pub fn remember_answer(cx: &Cx<'_>, key: CommandKey, parts: &RequestParts<'_>, answer: &str) -> HandlerResult<()> {
    cx.run(sql::REMEMBER, bind![key, cx.actor_text()?, cx.spec.name, content(cx, parts), answer, cx.now])?;
    Ok(())
}

/// What the key is bound to: the path's values, the body byte by byte, and on whose behalf it is done.
fn content(cx: &Cx<'_>, parts: &RequestParts<'_>) -> [u8; 32] {
    let mut bytes = parts.values.join("/").into_bytes();
    bytes.push(0);
    bytes.extend_from_slice(parts.body);
    if let Some(assistance) = &cx.request.on_behalf_of {
        bytes.push(0);
        bytes.extend_from_slice(assistance.as_bytes());
    }
    crypto::hash_sha256(&bytes)
}
