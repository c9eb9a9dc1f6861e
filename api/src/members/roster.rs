//! `GET …/members`, `POST …/members/search` and `POST …/members/{member}/departure`

use super::sql::{self, RosterMember};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::db::Db;
use crate::object::{Cx, Feature};
use crate::{privacy, sessions, volunteering};
use domain::access::{Role, Subject};
use domain::contract::{Empty, Page, PageLimit, RequestError, page_limit};
use domain::ids::{CommunityCode, GridId, MemberId};
use domain::members::{
    AccessEnded, LeaveRosterRequest, Roster, RosterQuery, RosterRow, SearchRosterRequest, as_initials, is_adult,
    may_leave, name_initials, read_day,
};

crate::handle!(ShowRoster, show_roster);
/// A page of the roster: the whole community for the committee; for a grid worker the worker's grid, named or default.
pub fn show_roster(cx: &Cx<'_>, _: (CommunityCode,), query: &RosterQuery, _: &Empty) -> HandlerResult<Roster> {
    let grid = grid_shown(cx, query.grid)?;
    let grid = text_of(grid);
    let (after, limit) = (text_of(query.after), page_limit(query.limit));
    page(cx, cx.read_all(sql::ROSTER, bind![after, grid.as_str(), limit])?, &grid, limit)
}

crate::handle!(SearchRoster, search_roster);
/// A page of search results. Everybody on it is recorded, with the searching worker.
pub fn search_roster(
    cx: &Cx<'_>,
    _: (CommunityCode,),
    query: &RosterQuery,
    body: &SearchRosterRequest,
) -> HandlerResult<Roster> {
    let grid = grid_shown(cx, query.grid)?;
    let grid_text = text_of(grid);
    let (after, limit, word) = (text_of(query.after), page_limit(query.limit), body.word.as_str());
    let initials = as_initials(word).map(|letters| format!(" {letters}")).unwrap_or_default();
    let rows = cx.read_all(sql::SEARCH, bind![after, grid_text.as_str(), word, limit, initials])?;
    let found = page(cx, rows, &grid_text, limit)?;
    privacy::remember_search(cx, word, grid, &found.page.rows)?;
    Ok(found)
}

fn text_of<T: ToString>(id: Option<T>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}

/// The page of the rows, with facts about the whole list.
fn page(cx: &Cx<'_>, rows: Vec<RosterMember>, grid: &str, limit: PageLimit) -> HandlerResult<Roster> {
    let today = cx.now.day();
    let page = Page::cut(rows, limit, |member| member.row.id).map(|RosterMember { row, born }| {
        let born = born.and_then(|day| read_day(&day));
        RosterRow { under_age: born.is_some_and(|born| !is_adult(born, today)), ..row }
    });
    let total = cx.first(sql::COUNT, bind![grid])?.map_or(Ok(0), |row| row.count(0))?;
    Ok(Roster { page, total, grids: cx.read_all(sql::GRIDS, bind![grid])? })
}

/// The grid that the page is about; `None` for the whole community.
fn grid_shown(cx: &Cx<'_>, wanted: Option<GridId>) -> HandlerResult<Option<GridId>> {
    if let Some(grid) = wanted {
        cx.allow(&Subject::Grid(grid))?;
        return Ok(Some(grid));
    }
    let standing = cx.standing();
    let own_grid = standing.held.iter().find(|held| held.role == Role::GridWorker).and_then(|held| held.grid);
    if let (Some(grid), false) = (own_grid, standing.may(cx.spec.capability, &Subject::Community)) {
        cx.allow(&Subject::Grid(grid))?;
        return Ok(Some(grid));
    }
    cx.allow(&Subject::Community)?;
    Ok(None)
}

crate::handle!(LeaveRoster, leave_roster);
/// Records that somebody moved away or died: from now on the member has no seat, no session and no place at an
/// activity.
pub fn leave_roster(
    cx: &Cx<'_>,
    (_, member): (CommunityCode, MemberId),
    _: &(),
    body: &LeaveRosterRequest,
) -> HandlerResult<AccessEnded> {
    cx.allow(&Subject::Community)?;
    let row = cx.first(sql::MEMBER, bind![member])?.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    may_leave(row.maybe_int(2)?.is_some(), cx.member()? == member)?;
    cx.run(sql::LEAVE, bind![cx.now, body.reason.as_str(), body.cause.as_str(), member])?;
    for statement in sql::AFTER_LEAVING {
        cx.run(statement, bind![member])?;
    }
    let seats = cx.run(sql::END_SEATS_OF, bind![cx.now, body.reason.as_str(), member])?.len();
    let places = volunteering::give_all_back(cx, member)?;
    let sessions = cx.run(sessions::REVOKE_ALL, bind![cx.now, member])?.len();
    cx.journal(
        &member.to_string(),
        &serde_json::json!({ "cause": body.cause, "reason": body.reason, "seats": seats, "places": places }),
    )?;
    cx.bump_revision(Feature::Members)?;
    Ok(AccessEnded { seats: count(seats), sessions: count(sessions) })
}

/// Computes the initials of names that have none yet: new names, and those from before initials existed.
pub fn read_initials(db: &dyn Db) -> HandlerResult<()> {
    loop {
        let rows = db.run(sql::WITHOUT_INITIALS, &[])?;
        let mut read: Vec<(String, String)> = vec![];
        for row in &rows {
            let found = name_initials(&row.text(1)?);
            // It must not stay empty, or it would be read again for ever.
            read.push((row.text(0)?, if found.is_empty() { "-".to_owned() } else { found }));
        }
        if read.is_empty() {
            return Ok(());
        }
        let read = serde_json::to_string(&read).map_err(|error| HandlerError::Fault(error.to_string()))?;
        db.run(sql::SET_INITIALS, bind![read])?;
    }
}

fn count(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}
