//! How far a demonstration's clock runs ahead, so that notice periods of days can be tried in minutes.
//!
//! Invariant: a production's clock is never moved, whatever the configuration says.

use crate::object::Mode;
use domain::limits::CLOCK_AHEAD_MINUTES_MAX;
use domain::time::MINUTE;

/// Milliseconds to add to the platform's clock; 0 unless the setting is a number of minutes within the limit.
pub fn ahead_millis(mode: Mode, minutes: Option<&str>) -> i64 {
    let minutes = minutes.and_then(|text| text.trim().parse::<u32>().ok()).map_or(0, i64::from);
    if mode == Mode::Demonstration && minutes <= CLOCK_AHEAD_MINUTES_MAX { minutes * MINUTE } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_ahead_in_a_demonstration_only() {
        let (ours, theirs) = (Mode::Demonstration, Mode::Production);
        for (mode, minutes, expected) in [
            (ours, None, 0),
            (ours, Some(""), 0),
            (ours, Some("0"), 0),
            (ours, Some("15840"), 11 * domain::time::DAY),
            (ours, Some("-5"), 0),
            (ours, Some("soon"), 0),
            (ours, Some("525600"), CLOCK_AHEAD_MINUTES_MAX * MINUTE),
            (ours, Some("525601"), 0),
            (ours, Some("99999999999"), 0),
            (theirs, Some("15840"), 0),
            (theirs, None, 0),
        ] {
            assert_eq!(ahead_millis(mode, minutes), expected, "{mode:?} {minutes:?}");
        }
    }
}
