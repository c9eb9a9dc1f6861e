//! `GET …/meetings`

use super::sql;
use crate::answer::HandlerResult;
use crate::bind;
use crate::object::{Cx, Feature};
use domain::access::Subject;
use domain::communities::{TodayItem, TodayKind};
use domain::contract::{Empty, Page, PageLimit, RequestError, page_below, page_limit};
use domain::ids::{CaseId, CommunityCode, MatterId, MeetingId, MemberId};
use domain::meetings::{MeetingFilter, MeetingQuery, MeetingRow, MeetingStatus};
use domain::time::UtcMillis;

/// Sorts after every id.
const BEHIND_ALL: &str = "Z";

/// The newest meetings about a matter.
pub fn of_matter(cx: &Cx<'_>, matter: MatterId, limit: u32) -> HandlerResult<Vec<MeetingRow>> {
    Ok(cx.read_all(sql::OF_MATTER, bind![matter, page_below(None), limit])?)
}

/// The newest meetings of a case.
pub fn of_case(cx: &Cx<'_>, case: CaseId, limit: u32) -> HandlerResult<Vec<MeetingRow>> {
    Ok(cx.read_all(sql::OF_CASE, bind![case, page_below(None), limit])?)
}

/// Meetings that are open or to come, with the caller or the caller's household on the roll.
pub fn list_coming_for(cx: &Cx<'_>, member: MemberId) -> HandlerResult<Vec<TodayItem>> {
    let rows: Vec<MeetingRow> = cx.read_all(sql::COMING, bind![member, cx.standing().household])?;
    let item = |row: MeetingRow| {
        let is_open = row.status == MeetingStatus::Open;
        let kind = if is_open { TodayKind::MeetingOpen } else { TodayKind::MeetingSoon };
        let title = row.subject.unwrap_or(row.title);
        TodayItem { place: Some(row.place), ..TodayItem::of(kind, row.id.to_string(), title, Some(row.starts_at)) }
    };
    Ok(rows.into_iter().map(item).collect())
}

crate::handle!(ListMeetings, list_meetings);
pub fn list_meetings(
    cx: &Cx<'_>,
    _: (CommunityCode,),
    query: &MeetingQuery,
    _: &Empty,
) -> HandlerResult<Page<MeetingRow, MeetingId>> {
    cx.allow(&Subject::Public)?;
    let limit = page_limit(query.limit);
    let rows = load_rows(cx, query, limit)?;
    // The meetings of one's household, and those of a case.
    cx.set_etag(&[Feature::Meetings, Feature::Members, Feature::Matters, Feature::Decisions])?;
    Ok(Page::cut(rows, limit, |row| row.id))
}

fn load_rows(cx: &Cx<'_>, query: &MeetingQuery, limit: PageLimit) -> HandlerResult<Vec<MeetingRow>> {
    let after = match query.after {
        None => None,
        Some(id) => {
            let row = cx.first(sql::POSITION, bind![id])?;
            let row = row.ok_or_else(|| RequestError::malformed("after", "a meeting of this list"))?;
            Some((row.time(0)?, row.int(1)?, id.to_string()))
        }
    };
    let below = page_below(after.as_ref().map(|(_, seq, _)| seq.unsigned_abs()));
    if let Some(matter) = query.matter {
        return Ok(cx.read_all(sql::OF_MATTER, bind![matter, below, limit])?);
    }
    if let Some(case) = query.case {
        return Ok(cx.read_all(sql::OF_CASE, bind![case, below, limit])?);
    }
    Ok(match query.filter.unwrap_or(MeetingFilter::Upcoming) {
        MeetingFilter::Upcoming => {
            // Also overdue ones: until it is closed, a meeting is open.
            let (at, id) = after.map_or((UtcMillis(0), String::new()), |(at, _, id)| (at, id));
            cx.read_all(sql::UPCOMING, bind![at, id, limit])?
        }
        MeetingFilter::Past => {
            let last = UtcMillis(domain::limits::SAFE_INTEGER_MAX);
            let (at, id) = after.map_or((last, BEHIND_ALL.to_owned()), |(at, _, id)| (at, id));
            cx.read_all(sql::PAST, bind![at, id, limit])?
        }
        MeetingFilter::Mine => {
            let standing = cx.standing();
            let (member, household) = (cx.member()?, standing.household);
            let id = after.map_or(BEHIND_ALL.to_owned(), |(_, _, id)| id);
            cx.read_all(sql::MINE, bind![member, household, id, limit])?
        }
        MeetingFilter::Running => {
            let (at, id) = after.map_or((UtcMillis(0), String::new()), |(at, _, id)| (at, id));
            cx.read_all(sql::RUNNING, bind![cx.member()?, at, id, limit])?
        }
    })
}
