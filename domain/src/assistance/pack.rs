//! The rule pack of assistance as data (`domain/rules/assistance.json`): each number with its source.

use std::sync::LazyLock;

use crate::pack::Pack;

/// The numbers in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    pub open_minutes: u32,
    pub extensions_max: u32,
    pub opened_per_worker_day: u32,
    pub contest_days: u32,
    pub contest_answer_working_days: u32,
}

static CURRENT: LazyLock<Rules> = LazyLock::new(|| read(include_str!("../../rules/assistance.json")));

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
        open_minutes: number("open_minutes"),
        extensions_max: number("extensions_max"),
        opened_per_worker_day: number("opened_per_worker_day"),
        contest_days: number("contest_days"),
        contest_answer_working_days: number("contest_answer_working_days"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pack_is_whole() {
        let rules = Rules::current();
        assert_eq!((rules.open_minutes, rules.extensions_max), (30, 1));
        let rest = [rules.opened_per_worker_day, rules.contest_days, rules.contest_answer_working_days];
        assert!(rest.iter().all(|number| *number > 0), "{rules:?}");
        assert_eq!(read("not JSON").opened_per_worker_day, 0, "a broken pack opens nothing");
    }
}
