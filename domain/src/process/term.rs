//! Terms (期限): so many days after an event, to the end of the last one. The day of the event is not counted (Civil Code
//! art. 201), and the last day lasts until midnight (art. 203).
//!
//! Invariant: a term is shown by its last day, and is over at the moment after it.

use crate::calendar::add_working_days;
use crate::time::{DAY, UtcMillis, end_of};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    Days(u32),
    WorkingDays(u32),
}

impl Term {
    /// The moment at which the term is over, when it began with an event at this moment.
    pub fn due(self, begun_at: UtcMillis) -> UtcMillis {
        match self {
            Self::Days(days) => end_of(begun_at.plus(i64::from(days) * DAY).day()),
            Self::WorkingDays(days) => end_of(add_working_days(begun_at.day(), days)),
        }
    }
}

/// Whether a term that ends at this moment is over.
pub fn is_over(due: UtcMillis, now: UtcMillis) -> bool {
    due <= now
}

/// Days from one moment to another by the calendar: the first day is not counted (Civil Code art. 201).
pub fn days_between(from: UtcMillis, until: UtcMillis) -> u32 {
    u32::try_from(until.day().signed_duration_since(from.day()).num_days()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{HOUR, start_of};

    #[test]
    fn a_term_ends_with_its_last_day() {
        let at = |day: &str, hour: i64| start_of(day.parse().unwrap()).plus(hour * HOUR);
        for (name, term, begun_at, last_day) in [
            ("the same day", Term::Days(0), at("2026-11-20", 9), "2026-11-20"),
            ("seven days", Term::Days(7), at("2026-11-20", 23), "2026-11-27"),
            ("over a year's end", Term::Days(15), at("2026-12-20", 0), "2027-01-04"),
            ("from a Friday", Term::WorkingDays(5), at("2026-11-20", 9), "2026-11-27"),
            ("over a holiday", Term::WorkingDays(10), at("2026-09-30", 9), "2026-10-20"),
        ] {
            let due = term.due(begun_at);
            assert_eq!(due, end_of(last_day.parse().unwrap()), "{name}");
            assert!(is_over(due, due) && !is_over(due, due.plus(-1)), "{name}");
        }
        assert_eq!(days_between(at("2026-11-20", 23), at("2026-11-21", 0)), 1);
        assert_eq!(days_between(at("2026-11-21", 0), at("2026-11-20", 23)), 0, "reversed");
    }
}
