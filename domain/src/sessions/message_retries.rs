//! When a message that could not be sent is tried again: at once, after five and after thirty seconds. Then it is given
//! up: a later code would expire before it is read, and the person has already asked for another.

use crate::limits;
use crate::time::{SECOND, UtcMillis};

/// Times of the tries, counted from the creation of the message.
const TRIES_AFTER_MILLIS: [i64; 3] = [0, 5 * SECOND, 30 * SECOND];
/// The pause after a try whose answer came late.
const PAUSE_MILLIS: i64 = SECOND;

/// When to try again after `tries` failures; `None` when it is given up.
pub fn next_try(made_at: UtcMillis, tries: u32, now: UtcMillis) -> Option<UtcMillis> {
    let planned = TRIES_AFTER_MILLIS.get(tries as usize).map(|after| made_at.plus(*after))?;
    let at = planned.max(now.plus(PAUSE_MILLIS));
    (at.since(made_at) < limits::SIGN_IN_CODE_MILLIS).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_tries_within_the_life_of_a_code() {
        let made = UtcMillis(1_000_000);
        for (name, tries, after, next) in [
            ("the second", 1, 200, Some(5 * SECOND)),
            ("the third", 2, 5 * SECOND, Some(30 * SECOND)),
            ("no fourth", 3, 31 * SECOND, None),
            ("answered late", 1, 12 * SECOND, Some(13 * SECOND)),
            (
                "a machine that stood still",
                1,
                limits::SIGN_IN_CODE_MILLIS - SECOND - 1,
                Some(limits::SIGN_IN_CODE_MILLIS - 1),
            ),
            ("for too long", 1, limits::SIGN_IN_CODE_MILLIS - SECOND, None),
        ] {
            assert_eq!(next_try(made, tries, made.plus(after)), next.map(|after| made.plus(after)), "{name}");
        }
    }
}
