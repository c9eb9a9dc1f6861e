//! When somebody is reminded of an event: at nine in the morning of the day before.
//!
//! Invariant: nobody is reminded of a past event, or of an event announced after the moment of its reminder.

use crate::limits;
use crate::time::{DAY, HOUR, UtcMillis, start_of};

fn nine_before(moment: UtcMillis) -> UtcMillis {
    start_of(moment.plus(-1).day()).plus(-DAY + limits::REMIND_HOUR * HOUR)
}

/// When to remind of an event announced now; `None` when that is past. The end of a day belongs to that day.
pub fn remind_at(moment: UtcMillis, now: UtcMillis) -> Option<UtcMillis> {
    Some(nine_before(moment)).filter(|at| now < *at)
}

/// What a reminder does when its alarm fires, given the present moment of the event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReminderAction {
    /// The event was moved: wait again.
    Wait(UtcMillis),
    Tell,
    /// The event is over.
    Drop,
}

pub fn decide_reminder(moment: UtcMillis, now: UtcMillis) -> ReminderAction {
    match remind_at(moment, now) {
        Some(at) => ReminderAction::Wait(at),
        None if now >= moment => ReminderAction::Drop,
        None => ReminderAction::Tell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{MINUTE, end_of};

    fn at(day: &str, hour: i64) -> UtcMillis {
        start_of(day.parse().unwrap()).plus(hour * HOUR)
    }

    #[test]
    fn at_nine_of_the_day_before() {
        let long_before = at("2026-11-01", 9);
        for (moment, due) in [
            (at("2026-11-26", 14), at("2026-11-25", 9)),
            (at("2026-11-26", 7), at("2026-11-25", 9)),
            (at("2026-11-26", 0).plus(MINUTE), at("2026-11-25", 9)),
            // The end of the 26th, of a discussion or of a deadline.
            (end_of("2026-11-26".parse().unwrap()), at("2026-11-25", 9)),
            (at("2027-01-01", 9), at("2026-12-31", 9)),
        ] {
            assert_eq!(remind_at(moment, long_before), Some(due));
            assert_eq!(remind_at(moment, due), None, "told on the day before itself");
        }
    }

    #[test]
    fn in_time_and_never_of_what_is_over() {
        let (moment, due) = (at("2026-11-26", 14), at("2026-11-25", 9));
        for (now, expect) in [
            (due.plus(-1), ReminderAction::Wait(due)),
            (due, ReminderAction::Tell),
            // The alarm fired late.
            (moment.plus(-1), ReminderAction::Tell),
            (moment, ReminderAction::Drop),
        ] {
            assert_eq!(decide_reminder(moment, now), expect, "{now:?}");
        }
    }
}
