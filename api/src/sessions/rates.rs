//! Rate limits: counters of fixed windows, kept in the store so that a restart does not reset them.

use super::sql;
use crate::answer::{Answer, Stop};
use crate::bind;
use crate::community::Cx;
use crate::crypto;
use domain::sessions::Refusal;
use domain::time::{HOUR, SECOND, UtcMillis};
use domain::{limits, network};

/// Counts one more in `bucket` within this hour; refuses beyond `max`.
pub fn count(cx: &Cx<'_>, bucket: &str, max: u32) -> Answer<()> {
    if add(cx, bucket, 1)? > max {
        // The count stays: further tries mean further waiting.
        cx.keep_writes();
        return Err(wait(cx.now));
    }
    Ok(())
}

/// Adds `by` (perhaps 0) to this hour's count and returns the sum.
pub fn add(cx: &Cx<'_>, bucket: &str, by: u32) -> Answer<u32> {
    let row = cx.first(sql::COUNT_RATE, bind![bucket, window(cx.now), by])?;
    Ok(row.map_or(Ok(by), |row| row.count(0))?)
}

/// Counts for the network of the caller's address, where that is known.
pub fn count_caller(cx: &Cx<'_>, what: &str) -> Answer<()> {
    let Some(address) = &cx.request.address else { return Ok(()) };
    let networks = network::of(address);
    let near = (Some(networks.near), limits::SIGN_IN_PER_ADDRESS_HOUR);
    let wide = (networks.wide, limits::SIGN_IN_PER_WIDE_NETWORK_HOUR);
    for (network, max) in [near, wide] {
        let Some(network) = network else { continue };
        let hash = domain::journal::hex(&crypto::keyed(&cx.secrets.code_pepper, &["address", &network]));
        count(cx, &format!("{what} {hash}"), max)?;
    }
    Ok(())
}

/// The beginning of the present counting hour.
pub fn window(now: UtcMillis) -> i64 {
    now.0.div_euclid(HOUR) * HOUR
}

/// The refusal until the end of the hour.
pub fn wait(now: UtcMillis) -> Stop {
    let retry_seconds = (window(now) + HOUR - now.0) / SECOND + 1;
    Refusal::TooManyCodes { retry_seconds }.into()
}
