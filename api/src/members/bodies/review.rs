//! `GET …/bodies/review`

use super::fill::{current_day, handover_of, load_relatives, side_records, today_text};
use super::sql;
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::communities;
use crate::db::Row;
use crate::object::Cx;
use crate::volunteering;
use chrono::NaiveDate;
use domain::access::Subject;
use domain::contract::{Empty, RequestError};
use domain::ids::{BodyId, CommunityCode};
use domain::members::{
    BodiesQuery, BodiesReview, BodyKind, BodyReview, BodyWarning, BodyWarningCode, Constituency, Day, Post, SeatInTerm,
    SeatReview, Side, Vacancy, find_conflicts, review_composition, runs_out,
};

crate::handle!(ReviewBodies, review_bodies);
/// Bodies as the office sees them: how seats were filled, which are vacant, what needs attention. Team leaders and grid
/// workers pass their own body.
pub fn review_bodies(cx: &Cx<'_>, _: (CommunityCode,), query: &BodiesQuery, _: &Empty) -> HandlerResult<BodiesReview> {
    cx.allow(&query.body.map_or(Subject::Community, Subject::Body))?;
    let wanted = query.body.map(|body| body.to_string()).unwrap_or_default();
    let bodies = cx.run(sql::BODIES, bind![wanted.as_str()])?;
    if bodies.is_empty() && query.body.is_some() {
        return Err(RequestError::NotFound.into());
    }
    let seats = cx.run(sql::SEATS, bind![wanted.as_str()])?;
    let vacant = cx.run(sql::VACANCIES, bind![wanted.as_str(), today_text(cx)])?;
    let unfinished = volunteering::list_unfinished(cx)?;
    let mut shown = vec![];
    for row in &bodies {
        let (id, kind): (BodyId, BodyKind) = (row.parsed(0)?, row.parsed(1)?);
        let own = of_body(&seats, id)?;
        let (open_activities, unconfirmed_services) =
            unfinished.iter().find(|open| open.body == id).map_or((0, 0), |open| (open.activities, open.services));
        shown.push(BodyReview {
            id,
            kind,
            name: row.text(2)?,
            seats: seats_of(&own, kind, cx.now.day())?,
            vacancies: vacancies(&of_body(&vacant, id)?)?,
            warnings: warnings(cx, kind, &own)?,
            open_activities,
            unconfirmed_services,
        });
    }
    shown.sort_by(|one, other| (one.kind, &one.name).cmp(&(other.kind, &other.name)));
    Ok(BodiesReview { community: Some(communities::community_kind(cx)?), bodies: shown })
}

/// Rows whose first column is the body.
fn of_body(rows: &[Row], body: BodyId) -> HandlerResult<Vec<&Row>> {
    let wanted = body.to_string();
    let mut own = vec![];
    for row in rows {
        if row.text(0)? == wanted {
            own.push(row);
        }
    }
    Ok(own)
}

fn seats_of(rows: &[&Row], kind: BodyKind, today: NaiveDate) -> HandlerResult<Vec<SeatReview>> {
    let mut seats = rows.iter().map(|row| seat(row, today)).collect::<HandlerResult<Vec<_>>>()?;
    seats.sort_by_key(|seat| seat.post.rank_in(kind));
    Ok(seats)
}

fn seat(row: &Row, today: NaiveDate) -> HandlerResult<SeatReview> {
    let (post, until): (Post, Day) = (row.parsed(4)?, row.parsed(6)?);
    Ok(SeatReview {
        id: row.parsed(1)?,
        member: row.parsed(2)?,
        name: row.text(3)?,
        post,
        from: row.parsed(5)?,
        until,
        how: row.maybe_parsed(7)?,
        basis: row.text(8)?,
        duties: row.text(9)?,
        grid: row.maybe_parsed(10)?,
        birth_unknown: post != Post::TeamMember && !row.flag(12)?,
        runs_out: runs_out(post, until.date(), today),
        took_over: row.maybe_text(13)?.map(|_| handover_of(row, 13)).transpose()?,
    })
}

/// Only offices become vacant, not membership of a team or a party.
fn vacancies(rows: &[&Row]) -> HandlerResult<Vec<Vacancy>> {
    let mut found = vec![];
    for row in rows {
        let post: Post = row.parsed(2)?;
        if post.is_office() {
            found.push(Vacancy { seat: row.parsed(1)?, post, until: row.parsed(3)?, handover: handover_of(row, 4)? });
        }
    }
    Ok(found)
}

fn warnings(cx: &Cx<'_>, kind: BodyKind, rows: &[&Row]) -> HandlerResult<Vec<BodyWarning>> {
    let today = current_day(cx);
    let mut seats = vec![];
    for row in rows {
        let (from, until): (Day, Day) = (row.parsed(5)?, row.parsed(6)?);
        if from <= today && until >= today {
            seats.push(SeatInTerm {
                post: row.parsed(4)?,
                sex: row.maybe_parsed(11)?,
                born_known: row.flag(12)?,
                until: until.date(),
            });
        }
    }
    let represented = match kind {
        BodyKind::RepresentativesMeeting => represented(cx, today)?,
        _ => Constituency::default(),
    };
    let mut found = review_composition(kind, &seats, &represented, today.date());
    if kind == BodyKind::SupervisionCommittee {
        found.extend(conflict(cx, today)?);
    }
    Ok(found)
}

fn represented(cx: &Cx<'_>, today: Day) -> HandlerResult<Constituency> {
    let day = today.to_string();
    let groups = cx.run(sql::GROUPS, bind![day])?;
    let without = groups.iter().filter(|row| row.flag(1).is_ok_and(|has| !has));
    Ok(Constituency {
        households: cx.first(sql::HOUSEHOLDS, &[])?.map_or(Ok(0), |row| row.count(0))?,
        groups: u32::try_from(groups.len()).unwrap_or(u32::MAX),
        without: without.map(|row| row.text(0)).collect::<Result<_, _>>()?,
    })
}

/// Supervisors of a near relative or of themselves, because of a marriage, a move or a declaration since.
fn conflict(cx: &Cx<'_>, today: Day) -> HandlerResult<Option<BodyWarning>> {
    let supervisors = side_records(cx, Some(Side::Supervises), today, today)?;
    let governors = side_records(cx, Some(Side::Governs), today, today)?;
    let names: Vec<String> = find_conflicts(&supervisors, &governors, &load_relatives(cx, &supervisors)?)
        .into_iter()
        .map(|(_, name)| name)
        .collect();
    let found = u32::try_from(names.len()).map_err(|_| HandlerError::Fault("more conflicts than people".to_owned()))?;
    Ok((found > 0).then_some(BodyWarning { code: BodyWarningCode::Conflict, found, least: 0, most: 0, names }))
}
