//! The rule pack of volunteer service as data (`domain/rules/volunteering.json`): each number with its source.

use std::sync::LazyLock;

use crate::pack::Pack;

/// The numbers in force. An activity keeps the version it was published under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    pub version: String,
    pub record_deadline_working_days: u32,
    pub check_in_early_minutes: u32,
    pub check_out_late_minutes: u32,
    pub overrun_counted_minutes: u32,
    pub day_minutes_max: u32,
    pub activity_minutes_max: u32,
    pub code_tolerance_minutes: u32,
}

static CURRENT: LazyLock<Rules> = LazyLock::new(|| read(include_str!("../../rules/volunteering.json")));

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
        record_deadline_working_days: number("record_deadline_working_days"),
        check_in_early_minutes: number("check_in_early_minutes"),
        check_out_late_minutes: number("check_out_late_minutes"),
        overrun_counted_minutes: number("overrun_counted_minutes"),
        day_minutes_max: number("day_minutes_max"),
        activity_minutes_max: number("activity_minutes_max"),
        code_tolerance_minutes: number("code_tolerance_minutes"),
        version: pack.version,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pack_is_whole() {
        let rules = Rules::current();
        assert_eq!(rules.version, "2026-11");
        assert_eq!(rules.record_deadline_working_days, 10, "M67 art. 11");
        let numbers = [
            rules.check_in_early_minutes,
            rules.check_out_late_minutes,
            rules.overrun_counted_minutes,
            rules.day_minutes_max,
            rules.activity_minutes_max,
            rules.code_tolerance_minutes,
        ];
        assert!(numbers.iter().all(|number| *number > 0), "{rules:?}");
        assert!(rules.day_minutes_max <= 24 * 60);
    }
}
