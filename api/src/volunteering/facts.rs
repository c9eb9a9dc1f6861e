//! The facts of an activity and a person for the rules, read once.

use super::sql;
use crate::answer::HandlerResult;
use crate::bind;
use crate::object::Cx;
use domain::ids::{ActivityId, BodyId, MemberId, ServiceId};
use domain::time::{DAY, UtcMillis};
use domain::volunteering::{ActivityTimes, Crowd, Interval, PlaceState, ServiceState, SignUpState};

pub struct ActivityFacts {
    pub title: String,
    pub body: BodyId,
    pub times: ActivityTimes,
    pub crowd: Crowd,
}

pub struct StartedService {
    pub id: ServiceId,
    pub state: ServiceState,
    pub checked_in_at: UtcMillis,
    pub checked_out_at: Option<UtcMillis>,
}

pub fn load_activity(cx: &Cx<'_>, id: ActivityId) -> HandlerResult<Option<ActivityFacts>> {
    let Some(row) = cx.first(sql::FACTS, bind![id])? else { return Ok(None) };
    Ok(Some(ActivityFacts {
        title: row.text(0)?,
        body: row.parsed(1)?,
        times: ActivityTimes { starts_at: row.time(2)?, ends_at: row.time(3)?, cancelled: row.flag(7)? },
        crowd: Crowd { capacity: row.count(4)?, signed_up: row.count(5)?, waiting: row.count(6)? },
    }))
}

/// A person's place, with the position on the waiting list.
pub fn sign_up_state(cx: &Cx<'_>, activity: ActivityId, member: MemberId) -> HandlerResult<SignUpState> {
    let Some(row) = cx.first(sql::SIGN_UP_STATE, bind![activity, member])? else { return Ok(SignUpState::None) };
    Ok(match row.parsed::<PlaceState>(0)? {
        PlaceState::Confirmed => SignUpState::Confirmed,
        PlaceState::Waiting => SignUpState::Waiting { position: row.count(1)? },
        PlaceState::Withdrawn => SignUpState::Withdrawn,
    })
}

pub fn service_of(cx: &Cx<'_>, activity: ActivityId, member: MemberId) -> HandlerResult<Option<StartedService>> {
    let Some(row) = cx.first(sql::SERVICE_OF, bind![activity, member])? else { return Ok(None) };
    Ok(Some(StartedService {
        id: row.parsed(0)?,
        state: row.parsed(1)?,
        checked_in_at: row.time(2)?,
        checked_out_at: row.maybe_time(3)?,
    }))
}

/// Services of the person at other activities within two days of this one.
pub fn other_services(
    cx: &Cx<'_>,
    member: MemberId,
    activity: ActivityId,
    times: &ActivityTimes,
) -> HandlerResult<Vec<Interval>> {
    let (from, until) = (times.starts_at.plus(-2 * DAY), times.ends_at.plus(2 * DAY));
    cx.run(sql::OTHER_SERVICES, bind![member, activity, from, until])?
        .iter()
        .map(|row| {
            Ok(Interval {
                title: row.text(0)?,
                from: row.time(1)?,
                until: row.maybe_time(2)?,
                planned_end: row.time(3)?,
            })
        })
        .collect()
}
