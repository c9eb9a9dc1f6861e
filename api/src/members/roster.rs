//! `GET …/members`, `POST …/members/search` and `POST …/members/{member}/departure`

use super::sql::{self, RosterMember, UnsortedMember};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::db::{Db, Value};
use crate::object::{Cx, Feature};
use crate::{privacy, sessions, volunteering};
use domain::access::{Role, Subject};
use domain::contract::{Empty, Page, PageLimit, RequestError, page_limit};
use domain::ids::{CommunityCode, GridId, MemberId};
use domain::members::{
    AccessEnded, Building, LeaveRosterRequest, Roster, RosterOrder, RosterQuery, RosterRow, SearchRosterRequest,
    as_initials, building_keys, dwelling_key, is_adult, may_leave, name_initials, name_key, read_day, street_key,
};

crate::handle!(ShowRoster, show_roster);
/// A page of the roster: the whole community for the committee; for a grid worker the worker's grid, named or default.
pub fn show_roster(cx: &Cx<'_>, _: (CommunityCode,), query: &RosterQuery, _: &Empty) -> HandlerResult<Roster> {
    let grid = grid_shown(cx, query.grid)?;
    let asked = PageAsked::read(cx, grid, query.building.as_ref(), query.after, page_limit(query.limit))?;
    let order = query.order.filter(|_| query.building.is_none()).unwrap_or(RosterOrder::Dwelling);
    let rows = match (order, grid) {
        (RosterOrder::Name, None) => cx.read_all(sql::BY_NAME, &asked.by_name())?,
        (RosterOrder::Name, Some(_)) => cx.read_all(sql::BY_NAME_OF_GRID, &asked.by_name())?,
        (RosterOrder::Grid, None) => cx.read_all(sql::BY_GRID, &asked.by_grid())?,
        (RosterOrder::Dwelling, None) => cx.read_all(sql::BY_DWELLING, &asked.by_dwelling())?,
        (RosterOrder::Dwelling | RosterOrder::Grid, Some(_)) => {
            cx.read_all(sql::BY_DWELLING_OF_GRID, &asked.by_dwelling())?
        }
    };
    page(cx, rows, &asked)
}

/// What a query asks for, as the statements take it.
pub struct PageAsked {
    /// Empty for the whole community.
    grid: String,
    /// The keys of the building: from the first, and below the second; of all buildings when none is named.
    from: String,
    below: String,
    before: RowBefore,
    pub limit: PageLimit,
}

/// The last row of the page before; all is empty for the first page.
#[derive(Default)]
struct RowBefore {
    member: String,
    dwelling: String,
    name: String,
    grid: String,
}

impl PageAsked {
    pub fn read(
        cx: &Cx<'_>,
        grid: Option<GridId>,
        building: Option<&Building>,
        after: Option<MemberId>,
        limit: PageLimit,
    ) -> HandlerResult<Self> {
        let grid = grid.map(|grid| grid.to_string()).unwrap_or_default();
        let all = || (String::new(), char::MAX.to_string());
        let (from, below) = building.map_or_else(all, |building| building_keys(building.as_str()));
        let mut before = RowBefore::default();
        if let Some(after) = after
            && let Some(row) = cx.first(sql::ROSTER_CURSOR, bind![after, grid.as_str()])?
        {
            let (dwelling, name, grid) = (row.text(0)?, row.text(1)?, row.text(2)?);
            before = RowBefore { member: after.to_string(), dwelling, name, grid };
        }
        if before.dwelling < from {
            before = RowBefore { dwelling: from.clone(), ..RowBefore::default() };
        }
        Ok(Self { grid, from, below, before, limit })
    }

    pub fn by_dwelling(&self) -> Vec<Value> {
        let Self { grid, below, before, limit, .. } = self;
        bind![before.dwelling.as_str(), before.member.as_str(), *limit, grid.as_str(), below.as_str()].to_vec()
    }

    fn by_name(&self) -> Vec<Value> {
        let Self { grid, before, limit, .. } = self;
        bind![before.name.as_str(), before.member.as_str(), *limit, grid.as_str()].to_vec()
    }

    fn by_grid(&self) -> Vec<Value> {
        let Self { before, limit, .. } = self;
        bind![before.dwelling.as_str(), before.member.as_str(), *limit, before.grid.as_str()].to_vec()
    }
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
    let asked = PageAsked::read(cx, grid, query.building.as_ref(), query.after, page_limit(query.limit))?;
    let word = body.word.as_str();
    let initials = as_initials(word).map(|letters| format!(" {letters}")).unwrap_or_default();
    let mut values = asked.by_dwelling();
    values.extend_from_slice(bind![word, initials]);
    let found = page(cx, cx.read_all(sql::SEARCH, &values)?, &asked)?;
    privacy::remember_search(cx, word, grid, &found.page.rows)?;
    Ok(found)
}

/// The page of the rows, with facts about the whole list.
fn page(cx: &Cx<'_>, rows: Vec<RosterMember>, asked: &PageAsked) -> HandlerResult<Roster> {
    let (today, grid) = (cx.now.day(), asked.grid.as_str());
    let page = Page::cut(rows, asked.limit, |member| member.row.id).map(|RosterMember { row, born }| {
        let born = born.and_then(|day| read_day(&day));
        RosterRow { under_age: born.is_some_and(|born| !is_adult(born, today)), ..row }
    });
    let counted = cx.first(sql::COUNT, bind![grid, asked.from.as_str(), asked.below.as_str()])?;
    let total = counted.map_or(Ok(0), |row| row.count(0))?;
    let buildings =
        if grid.is_empty() { cx.run(sql::BUILDINGS, &[])? } else { cx.run(sql::BUILDINGS_OF_GRID, bind![grid])? };
    let mut buildings: Vec<String> = buildings.iter().map(|row| row.text(0)).collect::<Result<_, _>>()?;
    buildings.sort_by_cached_key(|name| street_key(name));
    Ok(Roster { page, total, grids: cx.read_all(sql::GRIDS, bind![grid])?, buildings })
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

/// Computes the initials and the sort keys of members who have none yet: new members, changed names and dwellings, and
/// those from before there were keys.
pub fn read_sort_keys(db: &dyn Db) -> HandlerResult<()> {
    loop {
        let mut read: Vec<[String; 4]> = vec![];
        for row in db.run(sql::WITHOUT_KEYS, &[])? {
            let UnsortedMember { id, name, building, unit, door } = row.decode()?;
            let dwelling = dwelling_key(&building, &unit, &door);
            read.push([id.to_string(), name_initials(&name), dwelling, name_key(&name)]);
        }
        if read.is_empty() {
            return Ok(());
        }
        let read = serde_json::to_string(&read).map_err(|error| HandlerError::Fault(error.to_string()))?;
        db.run(sql::SET_KEYS, bind![read])?;
    }
}

fn count(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}
