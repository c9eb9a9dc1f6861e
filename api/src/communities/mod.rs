//! A community's public page, and its opening.

mod open;
pub(crate) mod sql;

pub use open::open;

use crate::answer::{Answer, Stop};
use crate::bind;
use crate::community::{Cx, Feature};
use crate::db::Row;
use crate::matters;
use crate::volunteering;
use domain::access::Subject;
use domain::communities::{CommunityKind, Deciding, Home, Inbox, InboxMessage, Office};
use domain::contract::{Absence, Empty};
use domain::ids::CommunityCode;

/// `GET /api/communities/{community}`
pub fn show_home(cx: &Cx<'_>, (code,): (CommunityCode,), _: &(), _: &Empty) -> Answer<Home> {
    cx.allow(&Subject::Public)?;
    let Some(row) = cx.first(sql::HOME, &[])? else { return Err(Absence::NotFound.into()) };
    cx.set_etag(&[Feature::Volunteering, Feature::Members, Feature::Matters, Feature::Meetings, Feature::Decisions])?;
    let year = i64::from(chrono::Datelike::year(&cx.now.day()));
    let served = cx.first(sql::SERVED_IN, bind![year])?;
    let (minutes, services) = served.map_or(Ok::<_, Stop>((0, 0)), |row| Ok((row.int(0)?, row.count(1)?)))?;
    Ok(Home {
        code,
        name: row.text(0)?,
        kind: row.parsed(1)?,
        path: serde_json::from_str(&row.text(2)?).map_err(|error| Stop::Fault(error.to_string()))?,
        demonstration: row.flag(3)?,
        upcoming: volunteering::upcoming(cx, 5)?,
        service_minutes_this_year: minutes,
        services_this_year: services,
        offices: offices(cx)?,
        deciding: deciding(cx)?,
        discussing: matters::discussing(cx, HOME_ROWS)?,
    })
}

/// How many decisions and how many discussions the home page shows.
const HOME_ROWS: u32 = 3;

fn deciding(cx: &Cx<'_>) -> Answer<Vec<Deciding>> {
    let one = |row: &Row| {
        Ok(Deciding {
            case: row.parsed(0)?,
            number: row.int(1)?.unsigned_abs(),
            title: row.text(2)?,
            step: row.parsed(3)?,
            meeting: row.maybe_parsed(4)?,
            form: row.maybe_parsed(5)?,
            starts_at: row.maybe_time(6)?,
        })
    };
    cx.run(sql::DECIDING, bind![HOME_ROWS])?.iter().map(one).collect()
}

/// Whether it is a community or a village.
pub fn kind(cx: &Cx<'_>) -> Answer<CommunityKind> {
    let Some(row) = cx.first(sql::KIND, &[])? else { return Err(Absence::NotFound.into()) };
    Ok(row.parsed(0)?)
}

fn offices(cx: &Cx<'_>) -> Answer<Vec<Office>> {
    let today = domain::time::day_text(cx.now.day());
    let rows = cx.run(sql::OFFICES, bind![today.as_str(), today.as_str()])?;
    rows.iter().map(|row| Ok(Office { body_name: row.text(0)?, post: row.parsed(1)?, name: row.text(2)? })).collect()
}

/// `GET …/demonstration/inbox`
pub fn show_inbox(cx: &Cx<'_>, _: (CommunityCode,), _: &(), _: &Empty) -> Answer<Inbox> {
    inbox(cx)
}

/// The on-screen inbox of the object that answers.
pub fn inbox(cx: &Cx<'_>) -> Answer<Inbox> {
    cx.allow(&Subject::Public)?;
    let rows = cx.run(sql::INBOX, &[])?;
    let messages = rows
        .iter()
        .map(|row| Ok(InboxMessage { phone: row.text(0)?, code: row.text(1)?, at: row.time(2)? }))
        .collect::<Answer<Vec<_>>>()?;
    Ok(Inbox { messages })
}
