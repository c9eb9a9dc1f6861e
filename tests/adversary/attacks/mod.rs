//! All attacks, by group.

mod damage;
mod documents;
mod floods;
mod kills;
mod known_callers;
mod order;
mod paths;
mod power;
mod races;
mod roles;

use crate::table::Attack;

pub fn all_attacks() -> Vec<Attack> {
    [
        paths::ATTACKS,
        roles::ATTACKS,
        races::ATTACKS,
        documents::ATTACKS,
        order::ATTACKS,
        floods::ATTACKS,
        damage::ATTACKS,
        power::ATTACKS,
        kills::ATTACKS,
    ]
    .into_iter()
    .flat_map(|group| group.iter().copied())
    .collect()
}
