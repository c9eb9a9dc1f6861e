//! Renaming a grid, and splitting whole buildings off into a new one (网格更名、划分).
//!
//! Invariant: no two grids have the same name, a building lies in only one grid, and no grid is left without a
//! building. Seats keep their grid: the worker of the old grid keeps the rest of it.

use crate::ids::GridId;
use crate::text::{Line, Reason};
use crate::{body, limits, reply};

pub type GridName = Line<2, { limits::GRID_NAME_CHARS_MAX }>;
/// A building, as named in the roster.
pub type Building = Line<1, { limits::IMPORT_CELL_CHARS_MAX }>;

crate::refusals! {
    /// Why a grid is not changed.
    pub enum GridRefusal in "grids" {
        /// A grid, perhaps this one, already has the name.
        NameTaken = "name-taken" 409 at "name",
        /// No building was named.
        NothingChosen = "nothing-chosen" 422,
        /// A named building lies in another grid, or in none.
        NotOfTheGrid = "not-of-the-grid" 409,
        /// The new grid would take all buildings, which would only rename the grid.
        NothingLeft = "nothing-left" 409,
    }
}

body! {
    pub struct RenameGridRequest {
        pub name: GridName,
        pub reason: Reason,
    }
    /// Buildings that will form a new grid.
    pub struct SplitGridRequest {
        pub name: GridName,
        pub buildings: Vec<Building>,
        pub reason: Reason,
    }
}

reply! {
    pub struct SplitOff {
        pub grid: GridId,
        pub households: u32,
        /// Number of residents who now belong to the new grid.
        pub members: u32,
    }
}

/// Whether a grid may have this name; `names` are the names of all grids.
pub fn name_grid(name: &GridName, names: &[String]) -> Result<(), GridRefusal> {
    if names.iter().any(|known| known == name.as_str()) { Err(GridRefusal::NameTaken) } else { Ok(()) }
}

/// The buildings to be split off, without duplicates; `of_grid` are all buildings of the grid.
pub fn split_off<'a>(
    wanted: &'a SplitGridRequest,
    of_grid: &[String],
    names: &[String],
) -> Result<Vec<&'a str>, GridRefusal> {
    name_grid(&wanted.name, names)?;
    let mut chosen: Vec<&str> = wanted.buildings.iter().map(Building::as_str).collect();
    chosen.sort_unstable();
    chosen.dedup();
    if chosen.is_empty() {
        return Err(GridRefusal::NothingChosen);
    }
    if chosen.iter().any(|building| of_grid.iter().all(|known| known != building)) {
        return Err(GridRefusal::NotOfTheGrid);
    }
    if chosen.len() == of_grid.len() { Err(GridRefusal::NothingLeft) } else { Ok(chosen) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(name: &str, buildings: &[&str]) -> SplitGridRequest {
        let buildings = buildings.iter().map(|building| building.parse().unwrap()).collect();
        SplitGridRequest { name: name.parse().unwrap(), buildings, reason: "户数过多".parse().unwrap() }
    }

    fn owned(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn what_may_be_split_off() {
        let (of_grid, names) = (owned(&["1号楼", "2号楼", "3号楼"]), owned(&["第一网格", "第二网格"]));
        for (about, wanted, expected) in [
            ("one of three", split("第三网格", &["2号楼"]), Ok(vec!["2号楼"])),
            ("two of three, in any order", split("第三网格", &["3号楼", "1号楼"]), Ok(vec!["1号楼", "3号楼"])),
            ("one named twice", split("第三网格", &["1号楼", "1号楼"]), Ok(vec!["1号楼"])),
            ("all", split("第三网格", &["1号楼", "2号楼", "3号楼"]), Err(GridRefusal::NothingLeft)),
            ("none", split("第三网格", &[]), Err(GridRefusal::NothingChosen)),
            ("another grid's", split("第三网格", &["1号楼", "9号楼"]), Err(GridRefusal::NotOfTheGrid)),
            ("under a name that stands", split("第二网格", &["1号楼"]), Err(GridRefusal::NameTaken)),
        ] {
            assert_eq!(split_off(&wanted, &of_grid, &names), expected, "{about}");
        }
    }

    #[test]
    fn a_name_stands_once() {
        let names = owned(&["第一网格"]);
        for (name, expected) in [("第二网格", Ok(())), ("第一网格", Err(GridRefusal::NameTaken))] {
            assert_eq!(name_grid(&name.parse().unwrap(), &names), expected, "{name}");
        }
    }

    proptest! {
        #[test]
        fn both_grids_keep_a_building(all in 1usize..12, chosen in prop::collection::vec(0usize..14, 0..16)) {
            let name = |at: usize| format!("{at}号楼");
            let of_grid: Vec<String> = (0..all).map(name).collect();
            let wanted: Vec<String> = chosen.iter().copied().map(name).collect();
            let wanted = split("新网格", &wanted.iter().map(String::as_str).collect::<Vec<_>>());
            if let Ok(off) = split_off(&wanted, &of_grid, &[]) {
                prop_assert!(!off.is_empty() && off.len() < all);
                prop_assert!(off.iter().all(|one| of_grid.iter().any(|known| known == one)));
            }
        }
    }
}
