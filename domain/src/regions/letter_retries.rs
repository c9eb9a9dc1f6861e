//! When a message from one object to another is sent again. It is never given up: its content stays true until the
//! other side knows it, and takes effect there once.

use crate::time::{HOUR, MINUTE, SECOND, UtcMillis};

/// Pauses after the first failed tries; the last one applies to all further tries.
const PAUSES_MILLIS: [i64; 5] = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR];

/// When to try again after `tries` failures.
pub fn next_telling(tries: u32, now: UtcMillis) -> UtcMillis {
    let at = (tries.max(1) as usize - 1).min(PAUSES_MILLIS.len() - 1);
    now.plus(PAUSES_MILLIS[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn soon_then_seldom_and_always_again() {
        let now = UtcMillis(1_000_000);
        for (tries, pause) in [
            (0, 5 * SECOND),
            (1, 5 * SECOND),
            (2, 30 * SECOND),
            (3, 2 * MINUTE),
            (4, 10 * MINUTE),
            (5, HOUR),
            (6, HOUR),
            (u32::MAX, HOUR),
        ] {
            assert_eq!(next_telling(tries, now), now.plus(pause), "after {tries} tries");
        }
    }
}
