//! `GET …/bodies`, `POST …/seats/{seat}/end` and `POST …/seats/{seat}/contact`

use super::sql::{self, BodySeat};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::communities;
use crate::object::{Cx, Feature};
use domain::access::{Capability, Subject};
use domain::contract::{Empty, RequestError};
use domain::ids::{CommunityCode, MemberId, SeatId};
use domain::members::{
    AccessEnded, Bodies, BodyRow, Day, EndSeatRequest, OfficePhone, SetSeatContactRequest, end_seat as may_end,
    may_publish_contact,
};
use domain::sessions::Done;

crate::handle!(ListBodies, list_bodies);
/// Bodies with the present holders of their offices. Plain members of a team or the party hold no office: only the
/// committee sees their names.
pub fn list_bodies(cx: &Cx<'_>, _: (CommunityCode,), _: &(), _: &Empty) -> HandlerResult<Bodies> {
    cx.allow(&Subject::Public)?;
    cx.set_etag(&[Feature::Members])?;
    let today = domain::time::day_text(cx.now.day());
    let mut held: Vec<BodySeat> = cx.read_all(sql::SEATS, bind![today.as_str(), today.as_str()])?;
    if !cx.standing().may(Capability::ManageRoster, &Subject::Community) {
        held.retain(|row| row.seat.post.is_office());
    }
    let mut bodies: Vec<BodyRow> = cx.read_all(sql::BODIES, &[])?;
    for body in &mut bodies {
        body.seats = held.extract_if(.., |row| row.body == body.id).map(|row| row.seat).collect();
        body.seats.sort_by_key(|seat| seat.post.rank_in(body.kind));
    }
    bodies.sort_by(|one, other| (one.kind, &one.name).cmp(&(other.kind, &other.name)));
    let groups = cx.read_all(sql::RESIDENTS_GROUPS, &[])?;
    Ok(Bodies { community: Some(communities::community_kind(cx)?), bodies, groups })
}

crate::handle!(EndSeat, end_seat);
/// Ends a seat, with the cause and the hand-over for the successor; the role that the seat gave is gone at the next
/// request.
pub fn end_seat(
    cx: &Cx<'_>,
    (_, seat): (CommunityCode, SeatId),
    _: &(),
    body: &EndSeatRequest,
) -> HandlerResult<AccessEnded> {
    cx.allow(&Subject::Community)?;
    let row = cx.first(sql::SEAT, bind![seat])?.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    let member: MemberId = row.parsed(0)?;
    let (me, until): (_, Day) = (cx.member()?, row.parsed(3)?);
    may_end(row.maybe_int(2)?.is_some(), me == member, until.date(), cx.now.day(), body)?;
    let (cause, basis) = (body.cause.as_str(), body.basis.as_str());
    cx.run(sql::END_SEAT, bind![cx.now, body.reason.as_str(), cause, basis, body.handover.as_str(), me, seat])?;
    let detail = serde_json::json!({
        "member": member, "body": row.text(1)?, "cause": cause, "basis": basis, "reason": body.reason,
    });
    cx.journal(&seat.to_string(), &detail)?;
    cx.bump_revision(Feature::Members)?;
    Ok(AccessEnded { seats: 1, sessions: 0 })
}

crate::handle!(SetSeatContact, set_seat_contact);
/// Publishes where the holder of a seat is reached.
pub fn set_seat_contact(
    cx: &Cx<'_>,
    (_, seat): (CommunityCode, SeatId),
    _: &(),
    body: &SetSeatContactRequest,
) -> HandlerResult<Done> {
    cx.allow(&Subject::Community)?;
    let row = cx.first(sql::SEAT, bind![seat])?.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    let is_private = match &body.phone {
        Some(phone) => cx.first(sql::HAS_PHONE, bind![phone.digits()])?.is_some(),
        None => false,
    };
    may_publish_contact(row.maybe_int(2)?.is_some(), is_private)?;
    cx.run(sql::SET_CONTACT, bind![body.phone.as_ref().map(OfficePhone::as_str), body.hours.as_str(), seat])?;
    let member: MemberId = row.parsed(0)?;
    cx.journal(&seat.to_string(), &serde_json::json!({ "member": member, "phone": body.phone, "hours": body.hours }))?;
    cx.bump_revision(Feature::Members)?;
    Ok(Done {})
}
