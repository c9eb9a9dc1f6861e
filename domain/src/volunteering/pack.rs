//! The rule pack of volunteer service as data (`domain/rules/volunteering.json`): each number with its source.

use crate::pack::pack;

pack! {
    /// The numbers in force. An activity keeps the version it was published under.
    pub struct Rules = "../../rules/volunteering.json" {
        record_deadline_working_days,
        check_in_early_minutes,
        check_out_late_minutes,
        overrun_counted_minutes,
        day_minutes_max,
        activity_minutes_max,
        code_tolerance_minutes,
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
        assert!(rules.day_minutes_max <= 24 * 60);
    }
}
