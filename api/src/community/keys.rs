//! Command keys: the same key brings the same answer, for at least 180 days; with another content it is refused.
//! Refusals are not stored: a queue that sent too early may send again.

use super::dispatch::Parts;
use super::{Cx, sql};
use crate::answer::{Answer, ObjectRequest, Stop};
use crate::bind;
use crate::crypto;
use domain::contract::{Absence, KEY_HEADER, Problem, SENT_AT_HEADER};
use domain::ids::CommandKey;
use domain::time::UtcMillis;

pub fn read(request: &ObjectRequest) -> Result<CommandKey, Problem> {
    let key = request.key.as_deref().ok_or_else(|| Absence::malformed(KEY_HEADER, "missing"))?;
    key.parse().map_err(|_| Absence::malformed(KEY_HEADER, "ULID"))
}

/// The caller's clock when it sent this try; the server's where the caller does not say.
pub fn sent_at(cx: &Cx<'_>) -> Answer<UtcMillis> {
    let Some(text) = cx.request.sent_at.as_deref() else { return Ok(cx.now) };
    let read = text.parse().ok().map(UtcMillis).filter(|at| at.is_plausible());
    read.ok_or_else(|| Stop::Problem(Absence::malformed(SENT_AT_HEADER, "UTC milliseconds")))
}

pub fn answer_before(cx: &Cx<'_>, key: CommandKey, parts: &Parts<'_>) -> Answer<Option<String>> {
    let Some(row) = cx.first(sql::ANSWER_BEFORE, bind![key])? else { return Ok(None) };
    let same = row.text(0)? == cx.actor_text()? && row.text(1)? == cx.spec.name && row.hash(2)? == content(cx, parts);
    if same { Ok(Some(row.text(3)?)) } else { Err(Absence::KeyReused.into()) }
}

pub fn remember(cx: &Cx<'_>, key: CommandKey, parts: &Parts<'_>, answer: &str) -> Answer<()> {
    cx.run(sql::REMEMBER, bind![key, cx.actor_text()?, cx.spec.name, content(cx, parts), answer, cx.now])?;
    Ok(())
}

/// What the key is bound to: the path's values, the body byte by byte, and on whose behalf it is done.
fn content(cx: &Cx<'_>, parts: &Parts<'_>) -> [u8; 32] {
    let mut bytes = parts.values.join("/").into_bytes();
    bytes.push(0);
    bytes.extend_from_slice(parts.body);
    if let Some(assistance) = &cx.request.on_behalf_of {
        bytes.push(0);
        bytes.extend_from_slice(assistance.as_bytes());
    }
    crypto::sha256(&bytes)
}
