//! Rate limits: counters of fixed windows, kept in the store so that a restart does not reset them.

use super::sql;
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::crypto;
use crate::object::Cx;
use domain::sessions::Refusal;
use domain::time::{HOUR, SECOND, UtcMillis};
use domain::{limits, network};

/// Counts one more in `bucket` within this hour; refuses beyond `max`.
pub fn limit_rate(cx: &Cx<'_>, bucket: &str, max: u32) -> HandlerResult<()> {
    if add_count(cx, bucket, 1)? > max {
        // The count stays: further tries mean further waiting.
        cx.commit_on_refusal();
        return Err(wait_refusal(cx.now));
    }
    Ok(())
}

/// Adds `by` (perhaps 0) to this hour's count and returns the sum.
pub fn add_count(cx: &Cx<'_>, bucket: &str, by: u32) -> HandlerResult<u32> {
    let row = cx.first(sql::COUNT_RATE, bind![bucket, rate_window(cx.now), by])?;
    Ok(row.map_or(Ok(by), |row| row.count(0))?)
}

/// Counts for the network of the caller's address, where that is known.
pub fn count_caller(cx: &Cx<'_>, what: &str) -> HandlerResult<()> {
    let Some(address) = &cx.request.address else { return Ok(()) };
    let networks = network::parse_networks(address);
    let near = (Some(networks.near), limits::SIGN_IN_PER_ADDRESS_HOUR);
    let wide = (networks.wide, limits::SIGN_IN_PER_WIDE_NETWORK_HOUR);
    for (network, max) in [near, wide] {
        let Some(network) = network else { continue };
        let hash = domain::journal::to_hex(&crypto::keyed_hash(&cx.secrets.code_pepper, &["address", &network]));
        limit_rate(cx, &format!("{what} {hash}"), max)?;
    }
    Ok(())
}

/// The beginning of the present counting hour.
pub fn rate_window(now: UtcMillis) -> i64 {
    now.0.div_euclid(HOUR) * HOUR
}

/// The refusal until the end of the hour.
pub fn wait_refusal(now: UtcMillis) -> HandlerError {
    let retry_seconds = (rate_window(now) + HOUR - now.0) / SECOND + 1;
    Refusal::TooManyCodes { retry_seconds }.into()
}
