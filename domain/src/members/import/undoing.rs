//! Which imports can still be taken back after another one.
//!
//! Invariant: what is given back to whom an import had changed is nobody else's meanwhile.

/// What an import did, as far as it decides whether the one before it can still be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Footprint {
    pub new: u32,
    pub changed: u32,
    /// Whoever is new has a phone or an identity number that the import before took from somebody, and would give back.
    pub has_what_was_taken: bool,
}

/// Whether the import before stays as easy to take back: after somebody who moved in it does, because nobody whom it
/// brought or changed was touched. After a file of several, or after any change, how people were before is forgotten.
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
