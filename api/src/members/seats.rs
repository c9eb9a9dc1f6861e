//! `GET …/bodies` and `POST …/seats/{seat}/end`

use super::sql;
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::communities;
use crate::db::Row;
use crate::object::{Cx, Feature};
use domain::access::{Capability, Subject};
use domain::contract::{Empty, RequestError};
use domain::ids::{BodyId, CommunityCode, MemberId, SeatId};
use domain::members::{
    AccessEnded, Bodies, BodyKind, BodyRow, Day, EndSeatRequest, GroupRow, Post, SeatRow, end_seat as may_end,
};

crate::handle!(ListBodies, list_bodies);
/// Bodies with the present holders of their offices. Plain members of a team or the party hold no office: only the
/// committee sees their names.
pub fn list_bodies(cx: &Cx<'_>, _: (CommunityCode,), _: &(), _: &Empty) -> HandlerResult<Bodies> {
    cx.allow(&Subject::Public)?;
    cx.set_etag(&[Feature::Members])?;
    let today = domain::time::day_text(cx.now.day());
    let seats = cx.run(sql::SEATS, bind![today.as_str(), today.as_str()])?;
    let shows_all = cx.standing().may(Capability::ManageRoster, &Subject::Community);
    let mut bodies = vec![];
    for row in cx.run(sql::BODIES, &[])? {
        let id: BodyId = row.parsed(0)?;
        let kind: BodyKind = row.parsed(1)?;
        let is_shown = |seat: &&Row| {
            seat.parsed::<BodyId>(0) == Ok(id) && (shows_all || seat.parsed::<Post>(4).is_ok_and(Post::is_office))
        };
        let own = seats.iter().filter(is_shown);
        let mut seats = own
            .map(|seat| {
                Ok(SeatRow {
                    id: seat.parsed(1)?,
                    member: seat.parsed(2)?,
                    name: seat.text(3)?,
                    post: seat.parsed(4)?,
                    from: seat.text(5)?,
                    until: seat.text(6)?,
                })
            })
            .collect::<HandlerResult<Vec<SeatRow>>>()?;
        seats.sort_by_key(|seat| seat.post.rank_in(kind));
        bodies.push(BodyRow { id, kind, name: row.text(2)?, seats });
    }
    bodies.sort_by(|one, other| (one.kind, &one.name).cmp(&(other.kind, &other.name)));
    let group = |row: &Row| Ok(GroupRow { id: row.parsed(0)?, name: row.text(1)? });
    let groups = cx.run(sql::RESIDENTS_GROUPS, &[])?.iter().map(group).collect::<HandlerResult<_>>()?;
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
