//! The numbers of matters as data (`domain/rules/matters/procedure.json`): each with its source.

use crate::pack::pack;

pack! {
    /// The numbers in force.
    pub struct Rules = "../../rules/matters/procedure.json" {
        cosigners_max,
        open_proposals_max,
        proposals_per_day,
        pre_review_working_days,
        discussion_days,
        discussion_days_min,
        discussion_days_max,
        posts_per_day,
        rewrite_minutes,
        hiding_days_max,
        appeal_working_days,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pack_is_whole() {
        let rules = Rules::current();
        let days = [rules.discussion_days_min, rules.discussion_days, rules.discussion_days_max];
        assert!(days.is_sorted() && days[0] >= 7, "{rules:?}");
        assert_eq!(Rules::read("not JSON").proposals_per_day, 0, "a broken pack lets nobody propose");
    }
}
