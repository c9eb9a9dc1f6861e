//! The rule pack of bodies as data (`domain/rules/members.json`): each number with its source.

use crate::communities::CommunityKind;
use crate::decisions::Share;
use crate::pack::{Pack, pack};

pack! {
    /// The numbers in force.
    pub struct BodyRules = "../../rules/members.json" {
        term_years_max,
        supervision_committee_min,
        supervision_committee_max,
        representatives_percent_min,
        grid_households_min,
        grid_households_max,
        term_warning_days,
    }
    pack: Pack = |pack, _| pack.clone(),
}

/// The figures that differ between a village and a city's community; of two, the first is the smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BodyFigures {
    pub committee: (u32, u32),
    pub households_per_representative: (u32, u32),
    /// Women representatives among all who make up the meeting, where the law asks a share.
    pub women_share: Option<Share>,
}

impl BodyRules {
    pub fn figures_of(&self, kind: CommunityKind) -> BodyFigures {
        let own = |name: &str| [name, "/", kind.as_str()].concat();
        let number = |name: &str| {
            let own = own(name);
            self.pack.number(if self.pack.has(&own) { &own } else { name })
        };
        let women = own("women_one_in");
        BodyFigures {
            committee: (number("residents_committee_min"), number("residents_committee_max")),
            households_per_representative: (
                number("households_per_representative_min"),
                number("households_per_representative_max"),
            ),
            women_share: self.pack.has(&women).then(|| Share::one_in(self.pack.number(&women))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pack_is_whole() {
        let rules = BodyRules::current();
        assert_eq!(rules.version, "2026-12");
        assert_eq!(rules.term_years_max, 5, "RC25 art. 14; VC25 art. 14");
        assert_eq!((rules.supervision_committee_min, rules.supervision_committee_max), (3, 5), "JD17");
        assert_eq!(rules.representatives_percent_min, 80, "RC25 art. 28; VC25 art. 29");
        // RC25 art. 8, 13; VC25 art. 8, 29.
        for (kind, committee, households_per_representative, women) in
            [(CommunityKind::Community, (5, 9), (20, 50), None), (CommunityKind::Village, (3, 7), (5, 15), Some(3))]
        {
            let women_share = women.map(Share::one_in);
            let expect = BodyFigures { committee, households_per_representative, women_share };
            assert_eq!(rules.figures_of(kind), expect, "{kind}");
        }
        assert_eq!((rules.grid_households_min, rules.grid_households_max, rules.term_warning_days), (300, 500, 90));
    }
}
