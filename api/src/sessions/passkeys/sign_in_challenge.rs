//! The challenge that a passkey signs to sign in: the time, random bytes, and a keyed hash of both.
//!
//! Invariant: requests for a challenge store nothing, however many there are. A challenge is stored when a passkey has
//! answered it, so that it is answered once, and deleted after its five minutes.

use super::{Challenge, challenge_hash, octets, sql};
use crate::answer::HandlerResult;
use crate::bind;
use crate::crypto;
use crate::object::Cx;
use domain::ids::CommunityCode;
use domain::limits;
use domain::sessions::passkey::{Act, CHALLENGE_BYTES};
use domain::time::UtcMillis;

const MOMENT_BYTES: usize = 8;
/// Time and random bytes; the rest is the hash.
const HEAD_BYTES: usize = 16;

pub fn make_challenge(cx: &Cx<'_>, community: &CommunityCode) -> HandlerResult<Challenge> {
    let mut bytes = [0u8; CHALLENGE_BYTES];
    bytes[..MOMENT_BYTES].copy_from_slice(&cx.now.0.to_be_bytes());
    (cx.chance)(&mut bytes[MOMENT_BYTES..HEAD_BYTES]);
    let seal = seal(cx, community, &bytes[..HEAD_BYTES]);
    bytes[HEAD_BYTES..].copy_from_slice(&seal);
    octets(bytes.to_vec())
}

/// Whether we made it, for this community and recently enough.
pub fn is_live_challenge(cx: &Cx<'_>, community: &CommunityCode, challenge: &[u8; CHALLENGE_BYTES]) -> bool {
    let (head, given) = challenge.split_at(HEAD_BYTES);
    let mut moment = [0u8; MOMENT_BYTES];
    moment.copy_from_slice(&head[..MOMENT_BYTES]);
    let made_at = UtcMillis(i64::from_be_bytes(moment));
    seal(cx, community, head) == given && cx.now.is_within(made_at, limits::PASSKEY_CHALLENGE_MILLIS)
}

/// Records that it was answered; returns whether this is the first time.
pub fn use_up(cx: &Cx<'_>, challenge: &[u8; CHALLENGE_BYTES]) -> HandlerResult<bool> {
    // The clock of the instance that made it may be behind by no more than this.
    let forgotten_at = cx.now.plus(2 * limits::PASSKEY_CHALLENGE_MILLIS);
    let values = bind![challenge_hash(cx, Act::Show, challenge), forgotten_at];
    Ok(!cx.run(sql::USE_CHALLENGE, values)?.is_empty())
}

fn seal(cx: &Cx<'_>, community: &CommunityCode, head: &[u8]) -> [u8; CHALLENGE_BYTES - HEAD_BYTES] {
    let head = domain::journal::to_hex(head);
    let hash = crypto::keyed_hash(&cx.secrets.code_pepper, &["passkey challenge", community.as_str(), &head]);
    let mut seal = [0u8; CHALLENGE_BYTES - HEAD_BYTES];
    seal.copy_from_slice(&hash[..CHALLENGE_BYTES - HEAD_BYTES]);
    seal
}
