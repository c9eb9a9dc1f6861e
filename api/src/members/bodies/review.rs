//! `GET …/bodies/review`

use super::fill::{current_day, load_relatives, side_records, today_text};
use super::sql::{self, BodyVacancy, OpenSeat};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::communities;
use crate::object::Cx;
use crate::volunteering;
use chrono::NaiveDate;
use domain::access::Subject;
use domain::communities::CommunityKind;
use domain::contract::{Empty, RequestError};
use domain::ids::{BodyId, CommunityCode};
use domain::members::{
    BodiesQuery, BodiesReview, BodyKind, BodyReview, BodyWarning, BodyWarningCode, Constituency, Day, Post, SeatInTerm,
    SeatReview, Side, find_conflicts, review_composition, runs_out,
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
    let mut seats: Vec<OpenSeat> = cx.read_all(sql::SEATS, bind![wanted.as_str()])?;
    let mut vacant: Vec<BodyVacancy> = cx.read_all(sql::VACANCIES, bind![wanted.as_str(), today_text(cx)])?;
    // Only offices become vacant, not membership of a team or a party.
    vacant.retain(|row| row.vacancy.post.is_office());
    let unfinished = volunteering::list_unfinished(cx)?;
    let place = communities::community_kind(cx)?;
    let mut shown = vec![];
    for row in &bodies {
        let (id, kind): (BodyId, BodyKind) = (row.parsed(0)?, row.parsed(1)?);
        let own: Vec<OpenSeat> = seats.extract_if(.., |seat| seat.body == id).collect();
        let (open_activities, unconfirmed_services) =
            unfinished.iter().find(|open| open.body == id).map_or((0, 0), |open| (open.activities, open.services));
        shown.push(BodyReview {
            id,
            kind,
            name: row.text(2)?,
            warnings: warnings(cx, (place, kind), &own)?,
            seats: seats_of(own, kind, cx.now.day()),
            vacancies: vacant.extract_if(.., |row| row.body == id).map(|row| row.vacancy).collect(),
            open_activities,
            unconfirmed_services,
        });
    }
    shown.sort_by(|one, other| (one.kind, &one.name).cmp(&(other.kind, &other.name)));
    Ok(BodiesReview { community: Some(place), bodies: shown })
}

fn seats_of(seats: Vec<OpenSeat>, kind: BodyKind, today: NaiveDate) -> Vec<SeatReview> {
    let shown = seats.into_iter().map(|OpenSeat { seat, born_known, .. }| SeatReview {
        birth_unknown: seat.post != Post::TeamMember && !born_known,
        runs_out: runs_out(seat.post, seat.until.date(), today),
        ..seat
    });
    let mut shown: Vec<SeatReview> = shown.collect();
    shown.sort_by_key(|seat| seat.post.rank_in(kind));
    shown
}

fn warnings(
    cx: &Cx<'_>,
    (place, kind): (CommunityKind, BodyKind),
    seats: &[OpenSeat],
) -> HandlerResult<Vec<BodyWarning>> {
    let today = current_day(cx);
    let in_term = seats.iter().filter(|row| row.seat.from <= today && row.seat.until >= today);
    let in_term = in_term.map(|OpenSeat { seat, sex, born_known, .. }| SeatInTerm {
        post: seat.post,
        sex: *sex,
        born_known: *born_known,
        until: seat.until.date(),
    });
    let seats: Vec<SeatInTerm> = in_term.collect();
    let represented = match kind {
        BodyKind::RepresentativesMeeting => represented(cx, today)?,
        _ => Constituency::default(),
    };
    let mut found = review_composition(place, kind, &seats, &represented, today.date());
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
