//! `POST …/announcements/{announcement}/reading` and `…/putting-away`

use super::sql::{self, AnnouncementFacts};
use crate::answer::HandlerResult;
use crate::bind;
use crate::object::Cx;
use domain::announcements::{Refusal, may_put_away};
use domain::contract::{Empty, RequestError};
use domain::ids::{AnnouncementId, CommunityCode};
use domain::sessions::Done;

crate::handle!(ReadAnnouncement, read_announcement);
pub fn read_announcement(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, AnnouncementId),
    _: &(),
    _: &Empty,
) -> HandlerResult<Done> {
    mark_notice(cx, id, sql::OPENED, |_| Ok(()))
}

crate::handle!(PutAwayAnnouncement, put_away_announcement);
pub fn put_away_announcement(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, AnnouncementId),
    _: &(),
    _: &Empty,
) -> HandlerResult<Done> {
    mark_notice(cx, id, sql::PUT_AWAY, |facts| may_put_away(facts.statutory))
}

/// Marks the caller's own notice of the announcement.
fn mark_notice(
    cx: &Cx<'_>,
    id: AnnouncementId,
    mark: &'static str,
    may: fn(&AnnouncementFacts) -> Result<(), Refusal>,
) -> HandlerResult<Done> {
    let member = cx.allow_self()?;
    let facts = cx.read_first::<AnnouncementFacts>(sql::FACTS, bind![id])?.ok_or(RequestError::NotFound)?;
    may(&facts)?;
    if cx.run(mark, bind![cx.now, id, member])?.is_empty() {
        return Err(Refusal::NotAddressed.into());
    }
    cx.journal(&id.to_string(), &serde_json::json!({}))?;
    Ok(Done {})
}
