//! Notices to one member.

mod sql;

use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::crypto;
use crate::db::Db;
use crate::object::{Cx, ObjectEnv};
use domain::contract::{Empty, Page, PageQuery};
use domain::ids::{ActivityId, AnnouncementId, CommunityCode, MemberId, NoticeId};
use domain::notices::{Notice, NoticeKind, ReadNoticesRequest};
use domain::sessions::Done;
use domain::time::UtcMillis;

/// Leaves a notice for a member, in the transaction of the command that causes it.
pub fn notify_of_activity(
    cx: &Cx<'_>,
    member: MemberId,
    kind: NoticeKind,
    activity: impl Into<Option<ActivityId>>,
    params: &serde_json::Value,
) -> HandlerResult<()> {
    let activity: Option<ActivityId> = activity.into();
    let id = cx.new_id(NoticeId::from_parts);
    cx.run(sql::ADD, bind![id, member, cx.now, kind.as_str(), params.to_string(), activity])?;
    Ok(())
}

/// Leaves a notice that belongs to no activity.
pub fn notify_member(cx: &Cx<'_>, member: MemberId, kind: NoticeKind, params: &serde_json::Value) -> HandlerResult<()> {
    let id = cx.new_id(NoticeId::from_parts);
    cx.run(sql::ADD, bind![id, member, cx.now, kind.as_str(), params.to_string(), None::<ActivityId>])?;
    Ok(())
}

/// The same outside a request of the community's people.
pub fn notify_from_object(
    world: &ObjectEnv<'_>,
    member: MemberId,
    kind: NoticeKind,
    params: &serde_json::Value,
) -> HandlerResult<()> {
    let id = NoticeId::from_parts(world.now, crypto::random_u128(world.chance));
    world.db.run(sql::ADD, bind![id, member, world.now, kind.as_str(), params.to_string(), None::<ActivityId>])?;
    Ok(())
}

/// Leaves the same notice for many members (one JSON list of their ids) with one statement.
pub fn notify_many(cx: &Cx<'_>, members: &str, kind: NoticeKind, params: &serde_json::Value) -> HandlerResult<()> {
    let first = cx.new_id(NoticeId::from_parts);
    cx.run(sql::ADD_MANY, bind![first, cx.now, kind.as_str(), params.to_string(), members])?;
    Ok(())
}

/// The same for alarms, which have no random source: ids are made from the time and the subject.
pub fn notify_many_by_clock(
    db: &dyn Db,
    now: UtcMillis,
    about: &str,
    members: &str,
    kind: NoticeKind,
    params: &serde_json::Value,
) -> Result<(), HandlerError> {
    let first = id_by_clock(now, about, kind);
    db.run(sql::ADD_MANY, bind![first, now, kind.as_str(), params.to_string(), members])?;
    Ok(())
}

/// Tells many members of an announcement; their reading is kept in these rows.
pub fn notify_of_announcement(
    db: &dyn Db,
    now: UtcMillis,
    announcement: AnnouncementId,
    members: &str,
    params: &serde_json::Value,
) -> Result<(), HandlerError> {
    let kind = NoticeKind::Announcement;
    let first = id_by_clock(now, &announcement.to_string(), kind);
    db.run(sql::ADD_ANNOUNCED, bind![first, now, kind.as_str(), params.to_string(), members, announcement])?;
    Ok(())
}

fn id_by_clock(now: UtcMillis, about: &str, kind: NoticeKind) -> NoticeId {
    let hash = crypto::hash_sha256([kind.as_str(), about].concat().as_bytes());
    let chance = hash.iter().take(10).fold(0u128, |all, byte| (all << 8) | u128::from(*byte));
    NoticeId::from_parts(now, chance)
}

crate::handle!(ListNotices, list_notices);
/// `GET …/notices`
pub fn list_notices(cx: &Cx<'_>, _: (CommunityCode,), query: &PageQuery, _: &Empty) -> HandlerResult<Page<Notice>> {
    let member = cx.allow_self()?;
    let notices: Vec<Notice> = cx.read_all(sql::PAGE, bind![member, query.below(), query.rows()])?;
    Ok(Page::cut(notices, query.rows(), |notice| notice.seq))
}

crate::handle!(ReadNotices, read_notices);
/// `POST …/notices/read`
pub fn read_notices(cx: &Cx<'_>, _: (CommunityCode,), _: &(), body: &ReadNoticesRequest) -> HandlerResult<Done> {
    let member = cx.allow_self()?;
    let up_to = body.seq.min(domain::limits::SAFE_INTEGER_MAX.unsigned_abs());
    cx.run(sql::READ, bind![cx.now, member, up_to])?;
    cx.journal(&member.to_string(), &serde_json::json!({ "up_to": up_to }))?;
    Ok(Done {})
}
