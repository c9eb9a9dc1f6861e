//! The facts of an activity and a person for the rules, read once.

use super::sql;
pub use super::sql::{ActivityFacts, ServiceRecord};
use crate::answer::HandlerResult;
use crate::bind;
use crate::object::Cx;
use domain::ids::{ActivityId, MemberId};
use domain::time::DAY;
use domain::volunteering::{ActivityTimes, Interval, PlaceState, SignUpState};

pub fn load_activity(cx: &Cx<'_>, id: ActivityId) -> HandlerResult<Option<ActivityFacts>> {
    Ok(cx.read_first(sql::FACTS, bind![id])?)
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

pub fn service_of(cx: &Cx<'_>, activity: ActivityId, member: MemberId) -> HandlerResult<Option<ServiceRecord>> {
    Ok(cx.read_first(sql::SERVICE_OF, bind![activity, member])?)
}

/// Services of the person at other activities within two days of this one.
pub fn other_services(
    cx: &Cx<'_>,
    member: MemberId,
    activity: ActivityId,
    times: &ActivityTimes,
) -> HandlerResult<Vec<Interval>> {
    let (from, until) = (times.starts_at.plus(-2 * DAY), times.ends_at.plus(2 * DAY));
    Ok(cx.read_all(sql::OTHER_SERVICES, bind![member, activity, from, until])?)
}
