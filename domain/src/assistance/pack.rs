//! The rule pack of assistance as data (`domain/rules/assistance.json`): each number with its source.

use crate::pack::pack;

pack! {
    /// The numbers in force.
    pub struct Rules = "../../rules/assistance.json" {
        open_minutes,
        extensions_max,
        opened_per_worker_day,
        contest_days,
        contest_answer_working_days,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pack_is_whole() {
        let rules = Rules::current();
        assert_eq!((rules.open_minutes, rules.extensions_max), (30, 1));
        assert_eq!(Rules::read("not JSON").opened_per_worker_day, 0, "a broken pack opens nothing");
    }
}
