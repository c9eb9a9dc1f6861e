//! `GET …/grids/review`

use super::sql;
use crate::answer::HandlerResult;
use crate::object::Cx;
use domain::access::Subject;
use domain::contract::Empty;
use domain::ids::{CommunityCode, GridId};
use domain::members::{
    BodyRules, GridBuilding, GridReview, GridSize, GridsReview, grid_size, in_street_order, propose_split,
};

/// A grid with its buildings and their households.
type GridBuildings = (GridId, String, Vec<(String, u32)>);

crate::handle!(ReviewGrids, review_grids);
/// Every grid with its size, and a proposed split of those that are too large.
pub fn review_grids(cx: &Cx<'_>, _: (CommunityCode,), _: &(), _: &Empty) -> HandlerResult<GridsReview> {
    cx.allow(&Subject::Community)?;
    let mut grids: Vec<GridBuildings> = vec![];
    for row in cx.run(sql::BUILDINGS, &[])? {
        let (id, name): (GridId, String) = (row.parsed(0)?, row.text(1)?);
        if grids.last().is_none_or(|(last, ..)| *last != id) {
            grids.push((id, name, vec![]));
        }
        // A grid without households has one row without a building.
        if let (Some(building), Some((.., buildings))) = (row.maybe_text(2)?, grids.last_mut()) {
            buildings.push((building, row.count(3)?));
        }
    }
    let shown = grids.into_iter().map(|(id, name, buildings)| {
        let households = buildings.iter().map(|(_, households)| households).sum();
        let size = grid_size(households);
        let proposal = if size == GridSize::TooLarge { propose_split(&buildings) } else { vec![] };
        let buildings = in_street_order(&buildings).into_iter().cloned();
        let buildings = buildings.map(|(name, households)| GridBuilding { name, households }).collect();
        GridReview { id, name, households, size, buildings, proposal }
    });
    let rules = BodyRules::current();
    Ok(GridsReview {
        grids: shown.collect(),
        households_min: rules.grid_households_min,
        households_max: rules.grid_households_max,
    })
}
