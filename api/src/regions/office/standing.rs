//! Who asks at a region: the cookie is looked up on every request, with the seat of this very day, so that an ended
//! seat or a finished term has no effect from the next request on.

use super::sql::{self, OfficerSession};
use crate::answer::HandlerResult;
use crate::bind;
use crate::crypto;
use crate::object::{Cx, Mode, today_text};
use crate::sessions::cookies;
use chrono::NaiveDate;
use domain::access::CallerStanding;
use domain::regions::{held_roles, role_of};
use domain::sessions::{FactorProof, factor_due, is_idle};
use domain::time::{HOUR, UtcMillis};

/// Loads the officer's standing; a guest when there is no live session or no seat in its term.
pub fn load_officer_standing(cx: &Cx<'_>) -> HandlerResult<()> {
    let Some(token) = cookies::session_of(cx.request, cx.spec.place) else { return Ok(()) };
    let hash = crypto::keyed_hash(&cx.secrets.session_pepper, &[token]);
    let values = bind![hash, cx.now, today_text(cx.now)];
    let Some(found) = cx.read_first::<OfficerSession>(sql::SESSION, values)? else { return Ok(()) };
    let OfficerSession { session, last_seen_at, term, proved_at, .. } = found;
    let from = term.from.date();
    let Some(role) = role_of(term.post, from, term.until.date(), cx.now.day()) else { return Ok(()) };
    if is_idle(true, last_seen_at, cx.now) {
        cx.run(sql::END_IDLE, bind![cx.now, session])?;
        return Ok(());
    }
    let is_asked = proved_at.is_some() || !cx.is_demonstration_phone(&found.phone);
    let proof = FactorProof { enrolled: term.has_factor && is_asked, proved_at };
    cx.set_proof(proof);
    let overdue = !proof.enrolled && is_overdue(cx, from, term.introduced_at);
    let standing = |is_closed| CallerStanding { held: held_roles(role, is_closed), ..CallerStanding::guest() };
    cx.set_officer(standing(overdue), found.officer, session);
    if overdue {
        cx.close_offices(standing(false));
    }
    if cx.now.since(last_seen_at) > HOUR {
        cx.run(sql::SEEN, bind![cx.now, session])?;
    }
    Ok(())
}

/// Whether the day to enrol by has passed. Every visitor must be able to use a demonstration: there it has no effect.
fn is_overdue(cx: &Cx<'_>, from: NaiveDate, introduced_at: Option<UtcMillis>) -> bool {
    cx.mode == Mode::Production && factor_due(from, introduced_at.unwrap_or(cx.now)) <= cx.now
}
