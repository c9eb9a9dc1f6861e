//! The rule pack of bodies as data (`domain/rules/members.json`): each number with its source.

use std::sync::LazyLock;

use crate::decisions::Share;
use crate::pack::Pack;

/// The numbers in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyRules {
    pub version: String,
    pub term_years_max: u32,
    pub residents_committee_min: u32,
    pub residents_committee_max: u32,
    pub supervision_committee_min: u32,
    pub supervision_committee_max: u32,
    pub representatives_percent_min: u32,
    pub households_per_representative_min: u32,
    pub households_per_representative_max: u32,
    /// Women representatives among all who make up the meeting.
    pub women_share: Share,
    pub grid_households_min: u32,
    pub grid_households_max: u32,
    pub term_warning_days: u32,
}

static CURRENT: LazyLock<BodyRules> = LazyLock::new(|| read(include_str!("../../rules/members.json")));

impl BodyRules {
    /// The newest pack.
    pub fn current() -> &'static Self {
        &CURRENT
    }
}

fn read(text: &str) -> BodyRules {
    let pack = Pack::read(text);
    let number = |name: &str| pack.number(name);
    BodyRules {
        term_years_max: number("term_years_max"),
        residents_committee_min: number("residents_committee_min"),
        residents_committee_max: number("residents_committee_max"),
        supervision_committee_min: number("supervision_committee_min"),
        supervision_committee_max: number("supervision_committee_max"),
        representatives_percent_min: number("representatives_percent_min"),
        households_per_representative_min: number("households_per_representative_min"),
        households_per_representative_max: number("households_per_representative_max"),
        women_share: Share::one_in(number("women_one_in")),
        grid_households_min: number("grid_households_min"),
        grid_households_max: number("grid_households_max"),
        term_warning_days: number("term_warning_days"),
        version: pack.version,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pack_is_whole() {
        let rules = BodyRules::current();
        assert_eq!(rules.version, "2026-11");
        assert_eq!(rules.term_years_max, 5, "RC18 art. 8");
        assert_eq!((rules.residents_committee_min, rules.residents_committee_max), (5, 9), "RC18 art. 7");
        assert_eq!((rules.supervision_committee_min, rules.supervision_committee_max), (3, 5), "JD17");
        assert_eq!(
            (rules.representatives_percent_min, rules.women_share.to_string()),
            (80, ">=1/3".into()),
            "VC18 art. 25"
        );
        assert_eq!((rules.households_per_representative_min, rules.households_per_representative_max), (5, 15));
        assert_eq!((rules.grid_households_min, rules.grid_households_max, rules.term_warning_days), (300, 500, 90));
    }
}
