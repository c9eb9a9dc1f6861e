//! The caller: the session cookie is looked up on every request, with the seats of this very moment, so that a revoked
//! session or an ended seat has no effect from the next request on.

use super::sql::{self, LiveSession, PresentSeat};
use super::{Cx, Mode};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::crypto;
use crate::sessions::cookies;
use chrono::NaiveDate;
use domain::access::{CallerStanding, ScopedRole};
use domain::ids::MemberId;
use domain::members::role_of;
use domain::sessions::{Factors, factor_due, is_idle, is_staff};
use domain::time::{HOUR, UtcMillis, day_text};

/// Loads the caller's standing into the context; a guest when there is no live session.
pub fn load_standing(cx: &Cx<'_>) -> HandlerResult<()> {
    let Some(token) = cookies::session_of(cx.request, cx.spec.place) else { return Ok(()) };
    let hash = crypto::keyed_hash(&cx.secrets.session_pepper, &[token]);
    let Some(session) = cx.read_first::<LiveSession>(sql::SESSION, bind![hash, cx.now])? else { return Ok(()) };
    let LiveSession { id, member, household, last_seen_at, proved_at, .. } = session;
    let is_asked = proved_at.is_some() || !cx.is_demonstration_phone(&session.phone);
    let (app, passkey) = (session.app && is_asked, session.passkey && is_asked);
    let seats = seats(cx, member)?;
    let factors = Factors { app, passkey, staff: seats.has_staff(), proved_at };
    if is_idle(seats.has_staff(), last_seen_at, cx.now) {
        cx.run(sql::END_IDLE, bind![cx.now, id])?;
        return Ok(());
    }
    cx.set_proof(factors.proof());
    let standing = |held| CallerStanding { member: Some(member), household: Some(household), held };
    if seats.is_overdue(cx, factors) {
        cx.set_caller(standing(seats.open_to_everybody()), Some(id));
        cx.close_offices(standing(seats.held));
    } else {
        cx.set_caller(standing(seats.held), Some(id));
    }
    if cx.now.since(last_seen_at) > HOUR {
        cx.run(sql::SEEN, bind![cx.now, id])?;
    }
    Ok(())
}

/// Roles from seats in their term today, and the deadline for the second factor that they require.
pub struct Seats {
    pub held: Vec<ScopedRole>,
    due_at: Option<UtcMillis>,
}

impl Seats {
    fn has_staff(&self) -> bool {
        self.held.iter().any(|held| is_staff(held.role))
    }

    /// Every visitor must be able to use a demonstration, so the deadline does not apply there.
    fn is_overdue(&self, cx: &Cx<'_>, factors: Factors) -> bool {
        cx.mode == Mode::Production && !factors.meet_duty() && self.due_at.is_some_and(|due| due <= cx.now)
    }

    fn open_to_everybody(&self) -> Vec<ScopedRole> {
        self.held.iter().filter(|held| !is_staff(held.role)).copied().collect()
    }
}

fn seats(cx: &Cx<'_>, member: MemberId) -> HandlerResult<Seats> {
    let today = today_text(cx.now);
    let mut seats = Seats { held: vec![], due_at: None };
    for seat in cx.read_all::<PresentSeat>(sql::SEATS, bind![member, today.as_str(), today.as_str()])? {
        let Some(role) = role_of(seat.kind, seat.post) else { continue };
        seats.held.push(ScopedRole { role, body: Some(seat.body), grid: seat.grid });
        if is_staff(role) {
            let due = due_of(&seat.from, seat.introduced_at)?;
            seats.due_at = Some(seats.due_at.map_or(due, |before| before.min(due)));
        }
    }
    Ok(seats)
}

/// The deadline for the holder of a seat to enrol.
pub fn due_of(from_day: &str, introduced_at: UtcMillis) -> HandlerResult<UtcMillis> {
    let day: NaiveDate = from_day.parse().map_err(|_| HandlerError::Fault("a seat from no day".to_owned()))?;
    Ok(factor_due(day, introduced_at))
}

pub fn today_text(now: UtcMillis) -> String {
    day_text(now.day())
}
