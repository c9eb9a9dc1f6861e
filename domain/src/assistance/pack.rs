//! The rule pack of assistance as data (`domain/rules/assistance.json`): each number with its source.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// The numbers in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    pub open_minutes: u32,
    pub extensions_max: u32,
    pub opened_per_worker_day: u32,
    pub contest_days: u32,
    pub contest_answer_working_days: u32,
}

#[derive(Deserialize)]
struct Pack {
    rules: BTreeMap<String, Rule>,
}

#[derive(Deserialize)]
struct Rule {
    value: u32,
}

static CURRENT: LazyLock<Rules> = LazyLock::new(|| read(include_str!("../../rules/assistance.json")));

impl Rules {
    /// The newest pack.
    pub fn current() -> &'static Self {
        &CURRENT
    }
}

/// A number that is missing reads as zero, which every rule treats as the strictest.
fn read(text: &str) -> Rules {
    let pack: Pack = serde_json::from_str(text).unwrap_or(Pack { rules: BTreeMap::new() });
    let number = |name: &str| pack.rules.get(name).map_or(0, |rule| rule.value);
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
