//! `POST …/grids/{grid}/name` and `POST …/grids/{grid}/split`
//!
//! Invariant: a household and all present and past residents move to another grid together, so that nobody is visible
//! to two grid workers or to none.

use super::sql;
use crate::answer::HandlerResult;
use crate::bind;
use crate::members::sql as members;
use crate::object::{Cx, Feature};
use domain::access::Subject;
use domain::contract::RequestError;
use domain::ids::{CommunityCode, GridId};
use domain::members::{RenameGridRequest, SplitGridRequest, SplitOff, name_grid, split_off};
use domain::sessions::Done;

crate::handle!(RenameGrid, rename_grid);
/// Renames a grid.
pub fn rename_grid(
    cx: &Cx<'_>,
    (_, grid): (CommunityCode, GridId),
    _: &(),
    body: &RenameGridRequest,
) -> HandlerResult<Done> {
    cx.allow(&Subject::Community)?;
    name_grid(&body.name, &names(cx, grid)?)?;
    cx.run(sql::NAME_GRID, bind![body.name.as_str(), grid])?;
    cx.journal(&grid.to_string(), &serde_json::json!({ "name": body.name, "reason": body.reason }))?;
    cx.bump_revision(Feature::Members)?;
    Ok(Done {})
}

crate::handle!(SplitGrid, split_grid);
/// Makes a new grid of whole buildings; it has no grid worker yet.
pub fn split_grid(
    cx: &Cx<'_>,
    (_, grid): (CommunityCode, GridId),
    _: &(),
    body: &SplitGridRequest,
) -> HandlerResult<SplitOff> {
    cx.allow(&Subject::Community)?;
    let names = names(cx, grid)?;
    let of_grid = cx.run(sql::BUILDINGS_OF, bind![grid])?;
    let of_grid = of_grid.iter().map(|row| Ok(row.text(0)?)).collect::<HandlerResult<Vec<String>>>()?;
    let chosen = split_off(body, &of_grid, &names)?;
    let new = cx.new_id(GridId::from_parts);
    cx.run(members::ADD_GRID, bind![new, body.name.as_str()])?;
    let households = cx.run(sql::MOVE_BUILDINGS, bind![new, grid, serde_json::json!(chosen).to_string()])?.len();
    let members = cx.run(sql::FOLLOW_HOUSEHOLDS, bind![new, grid])?.len();
    let count = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
    let done = SplitOff { grid: new, households: count(households), members: count(members) };
    let detail = serde_json::json!({
        "into": new, "name": body.name, "buildings": chosen.len(), "households": done.households,
        "members": done.members, "reason": body.reason,
    });
    cx.journal(&grid.to_string(), &detail)?;
    cx.bump_revision(Feature::Members)?;
    Ok(done)
}

/// The names of all grids, if this grid exists.
fn names(cx: &Cx<'_>, grid: GridId) -> HandlerResult<Vec<String>> {
    if cx.first(sql::GRID, bind![grid])?.is_none() {
        return Err(RequestError::NotFound.into());
    }
    cx.run(sql::GRID_NAMES, &[])?.iter().map(|row| Ok(row.text(0)?)).collect()
}
