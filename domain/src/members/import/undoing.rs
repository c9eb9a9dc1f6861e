//! Which imports can still be undone after another import.
//!
//! Invariant: a value that undoing an import would give back belongs to nobody else.

/// The effects of an import that decide whether the previous one can still be undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Footprint {
    pub new: u32,
    pub changed: u32,
    /// The new person has a phone or an identity number that the previous import took from somebody and would give
    /// back.
    pub has_what_was_taken: bool,
}

/// Whether the previous import can still be undone. It can after the import of one newcomer, which touches nobody whom
/// the previous import brought or changed. After several newcomers, or after any change, the earlier state is erased.
pub fn leaves_the_one_before(footprint: Footprint) -> bool {
    footprint.new == 1 && footprint.changed == 0 && !footprint.has_what_was_taken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_what_the_one_before_can_be_taken_back() {
        for (about, new, changed, has_what_was_taken, expected) in [
            ("somebody moved in", 1, 0, false, true),
            ("with the phone that somebody had before", 1, 0, true, false),
            ("two moved in", 2, 0, false, false),
            ("somebody was changed", 0, 1, false, false),
            ("one new, one changed", 1, 1, false, false),
        ] {
            let footprint = Footprint { new, changed, has_what_was_taken };
            assert_eq!(leaves_the_one_before(footprint), expected, "{about}");
        }
    }
}
