//! Who asks: the session cookie is looked up on every request, with the seats of this very moment, so that a
//! revoked session or an ended seat is dead at the next request.

use super::dispatch::Parts;
use super::{Cx, sql};
use crate::answer::{Answer, ObjectRequest};
use crate::bind;
use crate::crypto;
use domain::access::{Held, Standing};
use domain::ids::{HouseholdId, MemberId, SessionId};
use domain::members::{BodyKind, Post, role_of};
use domain::time::{HOUR, UtcMillis, day_text};

/// The token of the session cookie, when the request carries one of the right form.
pub fn token_of(request: &ObjectRequest) -> Option<&str> {
    let cookies = request.cookie.as_deref()?;
    cookies.split(';').find_map(|pair| pair.trim().strip_prefix("linli=")).filter(|token| token.len() == 64)
}

/// Loads the caller's standing into the context; a guest when there is no live session.
pub fn load(cx: &Cx<'_>, _parts: &Parts<'_>) -> Answer<()> {
    let Some(token) = token_of(cx.request) else { return Ok(()) };
    let hash = crypto::keyed(&cx.secrets.session_pepper, &[token]);
    let Some(row) = cx.first(sql::SESSION, bind![hash, cx.now])? else { return Ok(()) };
    let session: SessionId = row.parsed(0)?;
    let member: MemberId = row.parsed(1)?;
    let household: HouseholdId = row.parsed(2)?;
    let last_seen_at = row.time(3)?;
    let held = held(cx, member)?;
    cx.set_caller(Standing { member: Some(member), household: Some(household), held }, Some(session));
    if cx.now.since(last_seen_at) > HOUR {
        cx.run(sql::SEEN, bind![cx.now, session])?;
    }
    Ok(())
}

/// Roles that follow from seats in their term today.
pub fn held(cx: &Cx<'_>, member: MemberId) -> Answer<Vec<Held>> {
    let today = today(cx.now);
    let mut held = vec![];
    for row in cx.run(sql::SEATS, bind![member, today.as_str(), today.as_str()])? {
        let (kind, post): (BodyKind, Post) = (row.parsed(0)?, row.parsed(1)?);
        if let Some(role) = role_of(kind, post) {
            held.push(Held { role, body: Some(row.parsed(2)?), grid: row.maybe_parsed(3)? });
        }
    }
    Ok(held)
}

pub fn today(now: UtcMillis) -> String {
    day_text(now.day())
}
