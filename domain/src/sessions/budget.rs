//! How much strangers may ask for within an hour at the sign-in of a community or a region, before it slows them down
//! and before it is closed to them. Known browsers, passkeys and slips are not strangers: they are counted separately.
//!
//! Invariant: what is counted only for phones of the roster closes the sign-in at a number that nobody outside knows,
//! and that changes each hour. An observer of the closing learns nothing about a single phone.

use crate::limits;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Number of requests and wrong tries from which a proof of work is required, for all phones.
    pub easy: u32,
    /// Number of codes sent.
    pub codes: u32,
    /// Number of wrong tries at codes that were sent.
    pub guesses: u32,
    /// Number of codes sent to known browsers.
    pub known_codes: u32,
}

pub const OF_A_COMMUNITY: Budget = Budget {
    easy: limits::SIGN_IN_PER_COMMUNITY_HOUR / 2,
    codes: limits::SIGN_IN_PER_COMMUNITY_HOUR,
    guesses: limits::SIGN_IN_GUESSES_PER_COMMUNITY_HOUR,
    known_codes: limits::SIGN_IN_KNOWN_PER_COMMUNITY_HOUR,
};

pub const OF_A_REGION: Budget = Budget {
    easy: limits::SIGN_IN_PER_REGION_HOUR / 2,
    codes: limits::SIGN_IN_PER_REGION_HOUR,
    guesses: limits::SIGN_IN_GUESSES_PER_REGION_HOUR,
    known_codes: limits::SIGN_IN_PER_REGION_HOUR,
};

/// The limit in one hour: a secret draw for that hour places it in the last quarter of the maximum.
pub fn closes_at(max: u32, draw: u32) -> u32 {
    max - draw % (max / 4 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_door_closes_within_the_last_quarter() {
        for (max, draw, expect) in
            [(2_000, 0, 2_000), (2_000, 500, 1_500), (2_000, 501, 2_000), (2_000, 7, 1_993), (0, 9, 0), (3, 9, 3)]
        {
            assert_eq!(closes_at(max, draw), expect, "{max} {draw}");
        }
        for budget in [OF_A_COMMUNITY, OF_A_REGION] {
            assert!(budget.easy < closes_at(budget.codes, u32::MAX), "it slows before it closes: {budget:?}");
            let drawn: std::collections::BTreeSet<u32> =
                (0..10_000).map(|draw| closes_at(budget.guesses, draw)).collect();
            let quarter = budget.guesses - budget.guesses / 4..=budget.guesses;
            assert_eq!(drawn, quarter.collect(), "every number of the quarter, and no other");
        }
    }
}
