//! Who asks at a region: the cookie is looked up on every request, with the seat of this very day, so that an ended
//! seat and a term that is over are dead at the next request.

use super::{of_day, sql};
use crate::answer::Answer;
use crate::bind;
use crate::community::{Cx, today};
use crate::crypto;
use crate::sessions::cookies;
use domain::access::{Held, Standing};
use domain::regions::role_of;
use domain::sessions::is_idle;
use domain::time::HOUR;

/// Loads the officer's standing; a guest when there is no live session or no seat in its term.
pub fn load(cx: &Cx<'_>) -> Answer<()> {
    let Some(token) = cookies::session_of(cx.request, cx.spec.place) else { return Ok(()) };
    let hash = crypto::keyed(&cx.secrets.session_pepper, &[token]);
    let Some(row) = cx.first(sql::SESSION, bind![hash, cx.now, today(cx.now)])? else { return Ok(()) };
    let session = row.parsed(0)?;
    let (from, until) = (of_day(&row, 4)?.date(), of_day(&row, 5)?.date());
    let Some(role) = role_of(row.parsed(3)?, from, until, cx.now.day()) else { return Ok(()) };
    let last_seen_at = row.time(2)?;
    if is_idle(true, last_seen_at, cx.now) {
        cx.run(sql::END_IDLE, bind![cx.now, session])?;
        return Ok(());
    }
    let standing = Standing { held: vec![Held { role, body: None, grid: None }], ..Standing::guest() };
    cx.set_officer(standing, row.parsed(1)?, session);
    if cx.now.since(last_seen_at) > HOUR {
        cx.run(sql::SEEN, bind![cx.now, session])?;
    }
    Ok(())
}
