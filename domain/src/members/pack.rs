//! The rule pack of bodies as data (`domain/rules/members.json`): each number with its source.

use crate::decisions::Share;
use crate::pack::pack;

pack! {
    /// The numbers in force.
    pub struct BodyRules = "../../rules/members.json" {
        term_years_max,
        residents_committee_min,
        residents_committee_max,
        supervision_committee_min,
        supervision_committee_max,
        representatives_percent_min,
        households_per_representative_min,
        households_per_representative_max,
        grid_households_min,
        grid_households_max,
        term_warning_days,
    }
    /// Women representatives among all who make up the meeting.
    pub women_share: Share = |pack, _| Share::one_in(pack.number("women_one_in")),
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
