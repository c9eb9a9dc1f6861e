//! The pause of the queue after a failed try.
//!
//! Invariant: the pause is bounded, and it is short once the network has given any answer since that try: a failure for
//! lack of a network does not wait for a timer. Only after the API itself said "later" is the pause long.

use domain::time::UtcMillis;

/// Long enough that an answer to another request, which arrived before the failure, does not cause one try after
/// another.
const SOON_MILLIS: i64 = 2_000;

/// The last try of a row that still waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastTry {
    /// The number of tries, including this one.
    pub tries: u32,
    /// When it began.
    pub at: UtcMillis,
    /// Our API answered, and asked to wait.
    pub told_later: bool,
}

/// Milliseconds until the row is tried again automatically; `answered_at` is the time of the network's last answer to
/// any request.
pub fn wait_millis(last: LastTry, answered_at: Option<UtcMillis>, now: UtcMillis) -> i64 {
    let works_again = !last.told_later && answered_at.is_some_and(|answered_at| answered_at >= last.at);
    let rest = if works_again { SOON_MILLIS } else { backoff_millis(last.tries) };
    // After the clock was set back, the elapsed pause is unknown.
    let rested = now.since(last.at);
    if rested < 0 { 0 } else { (rest - rested).max(0) }
}

fn backoff_millis(tries: u32) -> i64 {
    5_000 << tries.min(6)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_800_000_000_000;

    fn seconds_of(tries: u32, began_ago: i64, told_later: bool, answered_ago: Option<i64>) -> i64 {
        let ago = |seconds: i64| UtcMillis(NOW - seconds * 1_000);
        let last = LastTry { tries, at: ago(began_ago), told_later };
        wait_millis(last, answered_ago.map(ago), UtcMillis(NOW)) / 1_000
    }

    #[test]
    fn whatever_is_answered_first_ends_the_rest() {
        for (name, tries, began_ago, told_later, answered_ago, seconds) in [
            ("just failed", 1, 0, false, None, 10),
            ("failed a while ago", 1, 4, false, None, 6),
            ("the rest is over", 1, 30, false, None, 0),
            ("the last answer came before the try", 4, 5, false, Some(6), 75),
            ("an answer came long after the try", 4, 60, false, Some(0), 0),
            ("an answer came together with the failure", 4, 0, false, Some(0), 2),
            ("an answer came right before the failure", 4, 1, false, Some(1), 1),
            ("the API asked for patience, and answers other questions", 4, 60, true, Some(0), 20),
            ("the API asked for patience a while ago", 1, 11, true, Some(0), 0),
            ("the clock was put back by an hour", 1, -3_600, false, None, 0),
        ] {
            assert_eq!(seconds_of(tries, began_ago, told_later, answered_ago), seconds, "{name}");
        }
    }

    #[test]
    fn tries_become_rarer_and_never_stop() {
        let rests = [1, 2, 6, 60, u32::MAX].map(|tries| seconds_of(tries, 0, false, None));
        assert_eq!(rests, [10, 20, 320, 320, 320]);
    }
}
