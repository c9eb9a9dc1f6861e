//! The numbers of matters as data (`domain/rules/matters/procedure.json`): each with its source.

use std::sync::LazyLock;

use crate::pack::Pack;

/// The numbers in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    pub version: String,
    pub cosigners_max: u32,
    pub open_proposals_max: u32,
    pub proposals_per_day: u32,
    pub pre_review_working_days: u32,
    pub discussion_days: u32,
    pub discussion_days_min: u32,
    pub discussion_days_max: u32,
    pub posts_per_day: u32,
    pub rewrite_minutes: u32,
    pub hiding_days_max: u32,
    pub appeal_working_days: u32,
}

static CURRENT: LazyLock<Rules> = LazyLock::new(|| read(include_str!("../../rules/matters/procedure.json")));

impl Rules {
    /// The newest pack.
    pub fn current() -> &'static Self {
        &CURRENT
    }
}

fn read(text: &str) -> Rules {
    let pack = Pack::read(text);
    let number = |name: &str| pack.number(name);
    Rules {
        cosigners_max: number("cosigners_max"),
        open_proposals_max: number("open_proposals_max"),
        proposals_per_day: number("proposals_per_day"),
        pre_review_working_days: number("pre_review_working_days"),
        discussion_days: number("discussion_days"),
        discussion_days_min: number("discussion_days_min"),
        discussion_days_max: number("discussion_days_max"),
        posts_per_day: number("posts_per_day"),
        rewrite_minutes: number("rewrite_minutes"),
        hiding_days_max: number("hiding_days_max"),
        appeal_working_days: number("appeal_working_days"),
        version: pack.version,
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
        let rest = [
            rules.cosigners_max,
            rules.open_proposals_max,
            rules.proposals_per_day,
            rules.pre_review_working_days,
            rules.posts_per_day,
            rules.rewrite_minutes,
            rules.hiding_days_max,
            rules.appeal_working_days,
        ];
        assert!(rest.iter().all(|number| *number > 0), "{rules:?}");
        assert_eq!(read("not JSON").proposals_per_day, 0, "a broken pack lets nobody propose");
    }
}
