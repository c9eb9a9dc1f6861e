//! `GET …/announcements`, `…/announcements/{announcement}` and `…/issued-announcements`

use super::sql::{self, AnnouncementPage};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::Cx;
use domain::access::{Capability, Subject};
use domain::announcements::{
    Announcement, AnnouncementAudience, AnnouncementFilter, AnnouncementQuery, AnnouncementRow, IssuedAnnouncement,
    IssuedAnnouncementQuery,
};
use domain::contract::{Empty, Page, RequestError, page_limit};
use domain::ids::{AnnouncementId, CommunityCode};
use domain::time::day_text;

/// Sorts after every id.
const BEHIND_ALL: &str = "Z";

fn below(after: Option<AnnouncementId>) -> String {
    after.map_or_else(|| BEHIND_ALL.to_owned(), |id| id.to_string())
}

/// The caller's id, empty for a guest.
fn reader_of(cx: &Cx<'_>) -> String {
    cx.standing().member.map(|member| member.to_string()).unwrap_or_default()
}

crate::handle!(ListAnnouncements, list_announcements);
pub fn list_announcements(
    cx: &Cx<'_>,
    _: (CommunityCode,),
    query: &AnnouncementQuery,
    _: &Empty,
) -> HandlerResult<Page<AnnouncementRow, AnnouncementId>> {
    cx.allow(&Subject::Public)?;
    let limit = page_limit(query.limit);
    let statement = match query.filter.unwrap_or(AnnouncementFilter::Current) {
        AnnouncementFilter::Current => sql::CURRENT,
        AnnouncementFilter::Past => sql::PAST,
    };
    let values = bind![reader_of(cx), day_text(cx.now.day()), below(query.after), limit];
    let rows: Vec<AnnouncementRow> = cx.read_all(statement, values)?;
    cx.tag_reply();
    Ok(Page::cut(rows, limit, |row| row.id))
}

crate::handle!(ListIssuedAnnouncements, list_issued_announcements);
pub fn list_issued_announcements(
    cx: &Cx<'_>,
    _: (CommunityCode,),
    query: &IssuedAnnouncementQuery,
    _: &Empty,
) -> HandlerResult<Page<IssuedAnnouncement, AnnouncementId>> {
    cx.allow(&Subject::Community)?;
    let limit = page_limit(query.limit);
    let rows: Vec<IssuedAnnouncement> = cx.read_all(sql::ISSUED, bind![reader_of(cx), below(query.after), limit])?;
    Ok(Page::cut(rows, limit, |issued| issued.row.id))
}

crate::handle!(ShowAnnouncement, show_announcement);
pub fn show_announcement(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, AnnouncementId),
    _: &(),
    _: &Empty,
) -> HandlerResult<Announcement> {
    let reader = reader_of(cx);
    let values = bind![reader.as_str(), day_text(cx.now.day()), id];
    let Some(page) = cx.read_first::<AnnouncementPage>(sql::ONE, values)? else {
        cx.allow(&Subject::Public)?;
        return Err(HandlerError::from(RequestError::NotFound));
    };
    cx.allow(&subject_of(cx, &page)?)?;
    cx.tag_reply();
    let is_office = cx.standing().may(Capability::ReviewAnnouncements, &Subject::Community);
    let can_be_put_away = page.is_told && !page.row.statutory && !page.row.withdrawn;
    Ok(Announcement {
        text: if page.row.withdrawn && !is_office { String::new() } else { page.text },
        basis: page.basis,
        corrects: page.corrects,
        corrected_by: page.corrected_by,
        withdrawn_at: page.withdrawn_at,
        withdrawn_reason: page.withdrawn_reason,
        can_be_put_away,
        row: page.row,
    })
}

/// About whom the table is asked: everybody for a public one, the caller for one that addresses the caller, the office for
/// all others, and for all before their first day.
fn subject_of(cx: &Cx<'_>, page: &AnnouncementPage) -> HandlerResult<Subject> {
    let (today, row, who) = (cx.now.day(), &page.row, cx.standing());
    if row.from.date() > today {
        return Ok(Subject::Community);
    }
    if row.audience == AnnouncementAudience::Community {
        return Ok(Subject::Public);
    }
    let Some(member) = who.member else { return Ok(Subject::Community) };
    let is_addressed = cx.first(sql::ADDRESSES, bind![member, day_text(today), row.id])?;
    let is_addressed = is_addressed.map_or(Ok(false), |row| row.flag(0))?;
    let own = Subject::Member { member, household: who.household, grid: None };
    Ok(if is_addressed { own } else { Subject::Community })
}
