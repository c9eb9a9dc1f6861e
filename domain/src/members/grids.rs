//! Grids of 300 to 500 households (网格): which are out of range, and how one that is too large can be split.
//!
//! Invariant: a proposal splits only between buildings, keeps their order, and contains every household exactly once.

use super::{BodyRules, street_key};
use crate::ids::GridId;
use crate::reply;

/// The grid of people whose grid nobody has stated; it exists from the opening of the community.
pub const NO_GRID: &str = "未划分网格";

reply! {
    pub struct GridsReview {
        pub grids: Vec<GridReview>,
        pub households_min: u32,
        pub households_max: u32,
    }
    pub struct GridReview {
        pub id: GridId,
        pub name: String,
        pub households: u32,
        pub size: GridSize,
        /// In the order of the street.
        pub buildings: Vec<GridBuilding>,
        /// The proposed parts of a grid that is too large; empty when no split between buildings helps.
        pub proposal: Vec<GridPart>,
    }
    pub struct GridBuilding {
        pub name: String,
        pub households: u32,
    }
    /// Neighbouring buildings that would form a grid.
    pub struct GridPart {
        pub first_building: String,
        pub last_building: String,
        pub buildings: u32,
        pub households: u32,
    }
}

crate::words! {
    pub enum GridSize {
        TooSmall = "too-small",
        Fits = "fits",
        TooLarge = "too-large",
    }
}

/// Whether one worker can know this number of households.
pub fn grid_size(households: u32) -> GridSize {
    let rules = BodyRules::current();
    if households < rules.grid_households_min {
        GridSize::TooSmall
    } else if households > rules.grid_households_max {
        GridSize::TooLarge
    } else {
        GridSize::Fits
    }
}

/// Proposes a split of a grid between its buildings into as few parts as possible, each within the rule, as even as
/// possible. Empty when there is no such split.
pub fn propose_split(buildings: &[(String, u32)]) -> Vec<GridPart> {
    let rules = BodyRules::current();
    cut(buildings, rules.grid_households_min, rules.grid_households_max)
}

/// The best split of the first `n` buildings: parts, unevenness, and the beginning of the last part.
type Best = Option<(u32, u64, usize)>;

fn cut(buildings: &[(String, u32)], least: u32, most: u32) -> Vec<GridPart> {
    let sorted = in_street_order(buildings);
    let mut best: Vec<Best> = vec![Some((0, 0, 0))];
    for end in 1..=sorted.len() {
        let mut found: Best = None;
        let mut households = 0u32;
        for begin in (0..end).rev() {
            households = households.saturating_add(sorted[begin].1);
            if households > most {
                break;
            }
            let Some((parts, uneven, _)) = best[begin].filter(|_| households >= least) else { continue };
            let next = (parts + 1, uneven + u64::from(households).pow(2), begin);
            if found.is_none_or(|known| (next.0, next.1) < (known.0, known.1)) {
                found = Some(next);
            }
        }
        best.push(found);
    }
    let mut parts = vec![];
    let mut end = sorted.len();
    while end > 0 {
        let Some((_, _, begin)) = best[end] else { return vec![] };
        let part = &sorted[begin..end];
        parts.push(GridPart {
            first_building: part.first().map(|(name, _)| name.clone()).unwrap_or_default(),
            last_building: part.last().map(|(name, _)| name.clone()).unwrap_or_default(),
            buildings: u32::try_from(part.len()).unwrap_or(u32::MAX),
            households: part.iter().map(|(_, households)| households).sum(),
        });
        end = begin;
    }
    parts.reverse();
    parts
}

/// In the order of the street, not of the alphabet.
pub fn in_street_order(buildings: &[(String, u32)]) -> Vec<&(String, u32)> {
    let mut sorted: Vec<&(String, u32)> = buildings.iter().collect();
    sorted.sort_by_cached_key(|(name, _)| street_key(name));
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(building: &str) -> &str {
        building.trim_end_matches("号楼")
    }

    fn houses(households: &[u32]) -> Vec<(String, u32)> {
        households.iter().enumerate().map(|(at, count)| (format!("{}号楼", at + 1), *count)).collect()
    }

    #[test]
    fn sizes_on_both_sides_of_each_boundary() {
        for (households, size) in [
            (0, GridSize::TooSmall),
            (299, GridSize::TooSmall),
            (300, GridSize::Fits),
            (500, GridSize::Fits),
            (501, GridSize::TooLarge),
        ] {
            assert_eq!(grid_size(households), size, "{households}");
        }
    }

    #[test]
    fn a_cut_is_even_and_keeps_neighbours_together() {
        for (households, expect) in [
            (&[40u32; 20][..], "1-10:400 11-20:400"),
            (&[400, 400, 400], "1-1:400 2-2:400 3-3:400"),
            (&[100, 100, 100, 100, 100, 100, 100], "1-4:400 5-7:300"),
            // 600 in buildings of 40 give 280 and 320; 510 cannot give two of 300, and one building of 600 cannot be
            // split.
            (&[40; 15], ""),
            (&[255, 255], ""),
            (&[600], ""),
            (&[], ""),
        ] {
            let parts = propose_split(&houses(households));
            let shown: Vec<String> = parts
                .iter()
                .map(|p| format!("{}-{}:{}", number(&p.first_building), number(&p.last_building), p.households))
                .collect();
            assert_eq!(shown.join(" "), expect, "{households:?}");
        }
        let mut mixed = houses(&[40; 20]);
        mixed.reverse();
        assert_eq!(propose_split(&mixed)[0].last_building, "10号楼", "in the order of the street, not of the alphabet");
    }

    proptest! {
        #[test]
        fn a_proposal_has_every_household_once_and_keeps_the_rule(
            households in prop_oneof![Just(51u32), Just(220)].prop_flat_map(|max| prop::collection::vec(0..max, 0..80)),
        ) {
            let parts = propose_split(&houses(&households));
            let total: u32 = households.iter().sum();
            if parts.is_empty() {
                // A boundary lies within 25 households of each even cut, so four parts or more always fit.
                let small = households.iter().all(|count| *count <= 50) && total >= 1400;
                prop_assert!(!small, "{total} households in small buildings were not cut");
            } else {
                prop_assert_eq!(parts.iter().map(|part| part.households).sum::<u32>(), total);
                prop_assert_eq!(parts.iter().map(|part| part.buildings as usize).sum::<usize>(), households.len());
                prop_assert!(parts.iter().all(|part| grid_size(part.households) == GridSize::Fits));
            }
        }
    }
}
