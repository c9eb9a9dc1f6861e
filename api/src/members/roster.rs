//! `GET …/members` and `POST …/members/{member}/departure`

use super::sql;
use crate::answer::{Answer, Stop};
use crate::bind;
use crate::community::{Cx, Feature};
use crate::{sessions, volunteering};
use domain::access::{Role, Subject};
use domain::contract::{Absence, Empty};
use domain::ids::{CommunityCode, GridId, MemberId};
use domain::limits;
use domain::masking;
use domain::members::{Ended, GridRow, LeaveRoster, Refusal, Roster, RosterQuery, RosterRow, end};

/// A page of the roster: the whole community for the committee; a grid worker names the own grid or gets it.
pub fn show_roster(cx: &Cx<'_>, _: (CommunityCode,), query: &RosterQuery, _: &Empty) -> Answer<Roster> {
    let grid = grid_shown(cx, query)?;
    let grid_text = grid.map(|grid| grid.to_string()).unwrap_or_default();
    let word = query.word.as_ref().map_or("", |word| word.as_str());
    let after = query.after.map(|id| id.to_string()).unwrap_or_default();
    let limit = query.limit.unwrap_or(limits::PAGE_ROWS_DEFAULT).clamp(1, limits::PAGE_ROWS_MAX);
    let rows = cx.run(sql::ROSTER, bind![after, grid_text.as_str(), word, limit + 1])?;
    let mut members = rows
        .iter()
        .map(|row| {
            Ok(RosterRow {
                id: row.parsed(0)?,
                name: row.text(1)?,
                phone_masked: masking::phone(&row.text(2)?),
                address_masked: masking::address(&row.text(3)?, &row.text(4)?),
                household: row.parsed(5)?,
                grid: row.parsed(6)?,
                left: row.flag(7)?,
            })
        })
        .collect::<Answer<Vec<_>>>()?;
    let more = members.len() > limit as usize;
    members.truncate(limit as usize);
    let total = cx.first(sql::COUNT, bind![grid_text.as_str()])?.map_or(Ok(0), |row| row.count(0))?;
    let grids = cx
        .run(sql::GRIDS, bind![grid_text.as_str()])?
        .iter()
        .map(|row| Ok(GridRow { id: row.parsed(0)?, name: row.text(1)?, households: row.count(2)? }))
        .collect::<Answer<Vec<_>>>()?;
    Ok(Roster { members, more, total, grids })
}

/// The grid that the page is about; `None` for the whole community.
fn grid_shown(cx: &Cx<'_>, query: &RosterQuery) -> Answer<Option<GridId>> {
    if let Some(grid) = query.grid {
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

/// Records that somebody moved away: from this moment no seat, no session and no place at an activity is left.
pub fn leave_roster(cx: &Cx<'_>, (_, member): (CommunityCode, MemberId), _: &(), body: &LeaveRoster) -> Answer<Ended> {
    cx.allow(&Subject::Community)?;
    let row = cx.first(sql::MEMBER, bind![member])?.ok_or_else(|| Stop::from(Absence::NotFound))?;
    end(row.maybe_int(2)?.is_some(), cx.member()? == member, Refusal::AlreadyLeft)?;
    cx.run(sql::LEAVE, bind![cx.now, body.reason.as_str(), member])?;
    let seats = cx.run(sql::END_SEATS_OF, bind![cx.now, body.reason.as_str(), member])?.len();
    let places = volunteering::give_all_back(cx, member)?;
    let sessions = cx.run(sessions::REVOKE_ALL, bind![cx.now, member])?.len();
    cx.journal(&member.to_string(), &serde_json::json!({ "reason": body.reason, "seats": seats, "places": places }))?;
    cx.touch(Feature::Members)?;
    Ok(Ended { seats: count(seats), sessions: count(sessions) })
}

fn count(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}
