//! Moments, days and minutes. Moments are UTC milliseconds; days are days of China Standard Time (UTC+8, no
//! daylight saving); service is counted in whole minutes and never rounded up.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Timelike};
use core::fmt;
use serde::{Deserialize, Serialize};

/// A moment: milliseconds since 1970-01-01T00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct UtcMillis(pub i64);

/// A length of service in whole minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Minutes(pub u32);

pub const SECOND: i64 = 1000;
pub const MINUTE: i64 = 60 * SECOND;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;
/// How far a running clock may be set back by a correction; a larger step means that the clock was wrong.
pub const CLOCK_STEP_MILLIS: i64 = MINUTE;
const CST_OFFSET: i64 = 8 * HOUR;

impl UtcMillis {
    #[must_use]
    pub fn plus(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// Milliseconds from `earlier` to this moment; negative when `earlier` is later.
    pub fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// Whether a period of `millis` that began at `from` is still running. A beginning later than now was written by a
    /// clock that was set back since: it counts as never begun, or it would last for as long as that clock was ahead. A
    /// correction within [`CLOCK_STEP_MILLIS`] changes nothing.
    pub fn is_within(self, from: Self, millis: i64) -> bool {
        (-CLOCK_STEP_MILLIS..millis).contains(&self.since(from))
    }

    /// The same for a period that is stored with its end.
    pub fn is_before_end(self, end: Self, millis: i64) -> bool {
        self.is_within(end.plus(-millis), millis)
    }

    /// Whether a clock could show it: 2000-01-01 to 2199-12-31. Other values are refused on input.
    pub fn is_plausible(self) -> bool {
        (946_684_800_000..7_258_118_400_000).contains(&self.0)
    }

    /// The day in China on which this moment falls.
    pub fn day(self) -> NaiveDate {
        self.wall().0
    }

    /// Day, hour and minute on a clock in China.
    pub fn wall(self) -> (NaiveDate, u32, u32) {
        let clock = DateTime::from_timestamp_millis(self.0.saturating_add(CST_OFFSET)).unwrap_or_default().naive_utc();
        (clock.date(), clock.hour(), clock.minute())
    }
}

/// The moment at which a day begins in China.
pub fn start_of(day: NaiveDate) -> UtcMillis {
    UtcMillis(day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis() - CST_OFFSET)
}

/// The moment at which a day has ended in China: the beginning of the next.
pub fn end_of(day: NaiveDate) -> UtcMillis {
    start_of(day.checked_add_signed(TimeDelta::days(1)).unwrap_or(day))
}

/// A day as `2026-11-22`.
pub fn day_text(day: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

impl Minutes {
    /// Whole minutes between two moments, rounded down; none when they are reversed.
    pub fn between(from: UtcMillis, until: UtcMillis) -> Self {
        Self(u32::try_from(until.since(from).max(0) / MINUTE).unwrap_or(u32::MAX))
    }
}

impl fmt::Display for Minutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_sixteen_utc_the_day_before() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        assert_eq!(start_of(day), UtcMillis(1_795_276_800_000));
        assert_eq!(start_of(day).day(), day);
        assert_eq!(start_of(day).plus(-1).day(), day.pred_opt().unwrap());
        assert_eq!(end_of(day).since(start_of(day)), DAY);
    }

    #[test]
    fn what_a_clock_wrote_that_was_ahead_never_began() {
        let now = UtcMillis(10 * DAY);
        for (name, from, lasts) in [
            ("just now", 0, true),
            ("a moment before the end", -(HOUR - 1), true),
            ("at the end", -HOUR, false),
            ("long ago", -DAY, false),
            ("a clock that was corrected", CLOCK_STEP_MILLIS, true),
            ("a clock that was wrong", CLOCK_STEP_MILLIS + 1, false),
            ("a day ahead", DAY, false),
            ("at the end of time", i64::MAX, false),
        ] {
            let from = now.plus(from);
            assert_eq!(now.is_within(from, HOUR), lasts, "{name}");
            if from.0 < i64::MAX {
                assert_eq!(now.is_before_end(from.plus(HOUR), HOUR), lasts, "{name}, by its end");
            }
        }
    }

    #[test]
    fn minutes_are_never_rounded_up() {
        let from = UtcMillis(0);
        for (until, minutes) in [(59_999, 0), (60_000, 1), (119_999, 1), (-60_000, 0), (i64::MAX, u32::MAX)] {
            assert_eq!(Minutes::between(from, UtcMillis(until)), Minutes(minutes));
        }
    }
}
