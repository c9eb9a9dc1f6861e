//! How long a phone waits before it casts, so that a vote cannot be linked to the person who has just pressed a button.
//!
//! Invariant: the wait lies in a window that is announced beforehand, and the window ends before the ballot may be
//! closed, so that waiting costs nobody the vote. Random bytes and clock are arguments.

use crate::limits::{CAST_MARGIN_MILLIS, CAST_WAIT_MILLIS_MAX};
use crate::time::UtcMillis;

/// The length of the window within which a vote given now is cast. Shortly before the announced end it is zero, because
/// the chair may then close at any moment.
pub fn window_millis(closes_at: Option<UtcMillis>, now: UtcMillis) -> u32 {
    let left = closes_at.map_or(0, |at| at.since(now).saturating_sub(CAST_MARGIN_MILLIS));
    u32::try_from(left.max(0)).map_or(CAST_WAIT_MILLIS_MAX, |left| left.min(CAST_WAIT_MILLIS_MAX))
}

/// A random wait within the window, each millisecond equally likely as far as thirty-two random bits allow.
pub fn wait_millis(chance: [u8; 4], window_millis: u32) -> u32 {
    let drawn = u64::from(u32::from_be_bytes(chance)) * (u64::from(window_millis) + 1);
    u32::try_from(drawn >> 32).unwrap_or(window_millis)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: UtcMillis = UtcMillis(1_795_136_400_000);

    #[test]
    fn the_window_ends_before_the_ballot_may_be_closed() {
        let most = CAST_WAIT_MILLIS_MAX;
        for (name, left_millis, expect) in [
            ("ten minutes left", 600_000, most),
            ("just enough for the whole window", i64::from(most) + CAST_MARGIN_MILLIS, most),
            ("a second less", i64::from(most) + CAST_MARGIN_MILLIS - 1_000, most - 1_000),
            ("hardly any time", CAST_MARGIN_MILLIS + 1, 1),
            ("nearly over", CAST_MARGIN_MILLIS, 0),
            ("the stated end", 0, 0),
            ("long past it", -3_600_000, 0),
            ("a clock that is years off", i64::MAX / 4, most),
        ] {
            assert_eq!(window_millis(Some(NOW.plus(left_millis)), NOW), expect, "{name}");
        }
        assert_eq!(window_millis(None, NOW), 0, "nobody said until when");
    }

    #[test]
    fn chance_reaches_both_ends_of_the_window() {
        for (chance, window, expect) in [
            ([0; 4], 20_000, 0),
            ([0xff; 4], 20_000, 20_000),
            ([0x80, 0, 0, 0], 20_000, 10_000),
            ([0xff; 4], 0, 0),
            ([0xff; 4], u32::MAX, u32::MAX),
        ] {
            assert_eq!(wait_millis(chance, window), expect, "{chance:?} of {window}");
        }
    }

    proptest! {
        #[test]
        fn a_wait_lies_in_its_window(chance: [u8; 4], window in 0..=CAST_WAIT_MILLIS_MAX) {
            prop_assert!(wait_millis(chance, window) <= window);
        }
    }
}
