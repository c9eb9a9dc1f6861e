//! Counts, and which parts of a result may be shown separately.

use crate::reply;

/// A part of a result with fewer votes than this is not shown separately: it could reveal the choices of those who
/// came.
pub const PART_VOTES_MIN: u32 = 5;

reply! {
    /// How many of each; invalid ones are on paper only.
    #[derive(Copy, Default)]
    pub struct Counts {
        pub r#for: u32,
        pub against: u32,
        pub abstain: u32,
        pub invalid: u32,
    }
}

impl Counts {
    pub fn sum(&self) -> u32 {
        [self.r#for, self.against, self.abstain, self.invalid].into_iter().fold(0, u32::saturating_add)
    }

    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        Self {
            r#for: self.r#for.saturating_add(other.r#for),
            against: self.against.saturating_add(other.against),
            abstain: self.abstain.saturating_add(other.abstain),
            invalid: self.invalid.saturating_add(other.invalid),
        }
    }
}

/// Whether the results by phone and on paper may be shown separately.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartsVisibility {
    /// One of them is empty: the result is its part.
    Single,
    Shown,
    /// One part is so small that it, or the remainder without it, would reveal choices. The receipts are then listed
    /// without their choices as well, because the sum of these is the result by phone.
    Hidden,
}

pub fn parts_visibility(phone: &Counts, paper: &Counts) -> PartsVisibility {
    match (phone.sum(), paper.sum()) {
        (0, _) | (_, 0) => PartsVisibility::Single,
        (phone, paper) if phone.min(paper) >= PART_VOTES_MIN => PartsVisibility::Shown,
        _ => PartsVisibility::Hidden,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn votes(r#for: u32, against: u32) -> Counts {
        Counts { r#for, against, ..Counts::default() }
    }

    #[test]
    fn small_parts_are_not_told_apart() {
        for (phone, paper, expect) in [
            (votes(3, 0), votes(0, 0), PartsVisibility::Single),
            (votes(0, 0), votes(0, 2), PartsVisibility::Single),
            (votes(5, 0), votes(3, 2), PartsVisibility::Shown),
            (votes(40, 0), votes(3, 1), PartsVisibility::Hidden),
            (votes(2, 2), votes(30, 9), PartsVisibility::Hidden),
            (votes(5, 0), Counts { invalid: 5, ..Counts::default() }, PartsVisibility::Shown),
        ] {
            assert_eq!(parts_visibility(&phone, &paper), expect, "{phone:?} {paper:?}");
        }
    }

    #[test]
    fn sums_do_not_wrap() {
        let most = Counts { r#for: u32::MAX, against: u32::MAX, abstain: 1, invalid: 1 };
        assert_eq!((most.sum(), most.plus(&most).r#for), (u32::MAX, u32::MAX));
        assert_eq!(votes(1, 2).plus(&votes(3, 4)), votes(4, 6));
    }
}
