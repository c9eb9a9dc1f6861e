//! How often: counters of fixed windows, kept in the store so that a restart forgives nothing.

use super::sql;
use crate::answer::Answer;
use crate::bind;
use crate::community::Cx;
use domain::sessions::Refusal;
use domain::time::{HOUR, SECOND};

/// Counts one more in `bucket` within this hour; refuses beyond `max`.
pub fn count(cx: &Cx<'_>, bucket: &str, max: u32) -> Answer<()> {
    let window = cx.now.0.div_euclid(HOUR) * HOUR;
    let row = cx.first(sql::COUNT_RATE, bind![bucket, window])?;
    let count = row.map_or(Ok(1), |row| row.count(0))?;
    if count > max {
        // The count stays: whoever goes on trying goes on waiting.
        cx.keep_writes();
        let retry_seconds = (window + HOUR - cx.now.0) / SECOND + 1;
        return Err(Refusal::TooManyCodes { retry_seconds }.into());
    }
    Ok(())
}
