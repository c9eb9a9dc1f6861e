//! A community's public page, and its opening.
//!
//! The operator opens a community with a key that the gate checks beside the access table, and the object checks
//! again. The object gets a name, one household, one person, and a seat of
//! [`FIRST_SEAT_DAYS`](domain::communities::FIRST_SEAT_DAYS) days. Then the gate tells its street, county, city and
//! province, and the country, from below. Sending the same opening again completes what a crash interrupted.

mod internal;
mod open;
pub(crate) mod sql;
mod today;

pub use internal::answer_internal;
pub use open::open_community;

use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::matters;
use crate::object::{Cx, Feature};
use crate::volunteering;
use domain::access::Subject;
use domain::communities::{CommunityKind, Home, Inbox, OfficeHolder, OpenDecision};
use domain::contract::{Empty, RequestError};
use domain::ids::CommunityCode;

crate::handle!(ShowHome, show_home);
/// `GET /api/communities/{community}`
pub fn show_home(cx: &Cx<'_>, (code,): (CommunityCode,), _: &(), _: &Empty) -> HandlerResult<Home> {
    cx.allow(&Subject::Public)?;
    let Some(row) = cx.first(sql::HOME, &[])? else { return Err(RequestError::NotFound.into()) };
    cx.set_etag(&[Feature::Volunteering, Feature::Members, Feature::Matters, Feature::Meetings, Feature::Decisions])?;
    let year = i64::from(chrono::Datelike::year(&cx.now.day()));
    let served = cx.first(sql::SERVED_IN, bind![year])?;
    let (minutes, services) = served.map_or(Ok::<_, HandlerError>((0, 0)), |row| Ok((row.int(0)?, row.count(1)?)))?;
    Ok(Home {
        code,
        name: row.text(0)?,
        kind: row.parsed(1)?,
        path: serde_json::from_str(&row.text(2)?).map_err(|error| HandlerError::Fault(error.to_string()))?,
        demonstration: row.flag(3)?,
        upcoming: volunteering::list_upcoming(cx, 5)?,
        service_minutes_this_year: minutes,
        services_this_year: services,
        offices: offices(cx)?,
        deciding: deciding(cx)?,
        decided: cx.read_first(sql::DECIDED, &[])?,
        discussing: matters::list_discussed(cx, HOME_ROWS)?,
    })
}

/// How many decisions and how many discussions the home page shows.
const HOME_ROWS: u32 = 3;

fn deciding(cx: &Cx<'_>) -> HandlerResult<Vec<OpenDecision>> {
    Ok(cx.read_all(sql::DECIDING, bind![HOME_ROWS])?)
}

/// Whether it is a community or a village.
pub fn community_kind(cx: &Cx<'_>) -> HandlerResult<CommunityKind> {
    let Some(row) = cx.first(sql::KIND, &[])? else { return Err(RequestError::NotFound.into()) };
    Ok(row.parsed(0)?)
}

fn offices(cx: &Cx<'_>) -> HandlerResult<Vec<OfficeHolder>> {
    let today = domain::time::day_text(cx.now.day());
    Ok(cx.read_all(sql::OFFICES, bind![today.as_str()])?)
}

crate::handle!(ShowInbox, show_inbox);
/// `GET …/demonstration/inbox`
pub fn show_inbox(cx: &Cx<'_>, _: (CommunityCode,), _: &(), _: &Empty) -> HandlerResult<Inbox> {
    load_inbox(cx)
}

/// The on-screen inbox of the object that answers.
pub fn load_inbox(cx: &Cx<'_>) -> HandlerResult<Inbox> {
    cx.allow(&Subject::Public)?;
    Ok(Inbox { messages: cx.read_all(sql::INBOX, &[])? })
}
