//! A proof of work: a calculation that a page does by itself, so that a flood of requests costs its sender something
//! and a person about a second. No puzzle is shown to anybody.
//!
//! Invariant: a proof answers one challenge. The challenge is derived from the request, from the time of the previous
//! code and from the present time, so that nothing is stored and nothing can be proved in advance. It does not reveal
//! whose phone it is.

use crate::limits;
use crate::time::{MINUTE, UtcMillis};
use sha2::{Digest, Sha256};

/// How long a challenge is valid at least; a slow phone gets no other one meanwhile. At most it is valid twice as long.
const STANDS_MILLIS: i64 = 10 * MINUTE;

/// Difficulty of the next proof after this number of requests of strangers within the hour: none below `easy`, then
/// doubled with each doubling of the requests, up to what the cheapest phone does while a person waits.
pub fn difficulty_for(requests: u32, easy: u32) -> Option<u32> {
    let doublings = (requests / easy.max(1)).checked_ilog2()?;
    Some(limits::PROOF_BITS_MIN.saturating_add(doublings).min(limits::PROOF_BITS_MAX))
}

/// The periods whose challenges are valid now, the present one first.
pub fn challenge_windows(now: UtcMillis) -> [i64; 2] {
    let this = now.0.div_euclid(STANDS_MILLIS);
    [this, this - 1]
}

/// Whether this is a proof: the hash begins with `bits` zero bits.
pub fn verify_proof(challenge: &str, proof: u32, bits: u32) -> bool {
    let mut hash = Sha256::new();
    hash.update(challenge.as_bytes());
    hash.update(proof.to_be_bytes());
    let digest = hash.finalize();
    let mut zeros = 0;
    for byte in digest {
        zeros += byte.leading_zeros();
        if byte != 0 {
            break;
        }
    }
    zeros >= bits
}

/// Searches for a proof among `tries`; a page calls it repeatedly, so that the page stays responsive.
pub fn find_proof(challenge: &str, bits: u32, mut tries: core::ops::Range<u32>) -> Option<u32> {
    tries.find(|proof| verify_proof(challenge, *proof, bits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twice_as_hard_for_each_doubling() {
        let (min, max) = (limits::PROOF_BITS_MIN, limits::PROOF_BITS_MAX);
        for (requests, bits) in [
            (0, None),
            (999, None),
            (1_000, Some(min)),
            (1_999, Some(min)),
            (2_000, Some(min + 1)),
            (4_000, Some(max)),
            (16_000, Some(max)),
            (u32::MAX, Some(max)),
        ] {
            assert_eq!(difficulty_for(requests, 1_000), bits, "{requests}");
        }
        assert_eq!(difficulty_for(0, 0), None);
        assert_eq!(max, min + 2, "four times the first work is the most");
    }

    #[test]
    fn what_is_found_is_a_proof_of_this_challenge_and_of_no_other() {
        let (challenge, bits) = ("00112233445566778899aabbccddeeff", 10);
        let proof = find_proof(challenge, bits, 0..1 << 20).unwrap();
        assert!(
            verify_proof(challenge, proof, bits) && !(0..proof).any(|earlier| verify_proof(challenge, earlier, bits))
        );
        assert!(!verify_proof("10112233445566778899aabbccddeeff", proof, bits));
        assert!(!verify_proof(challenge, proof, 33), "not as hard as that");
        assert_eq!(find_proof(challenge, bits, 0..proof), None, "none before it");
        assert_eq!(find_proof(challenge, bits, proof..proof + 1), Some(proof), "one goes on where one stopped");
        // printf '00112233445566778899aabbccddeeff\0\0\0\0' | sha256sum
        assert!(verify_proof(challenge, 0, 0) && !verify_proof(challenge, 0, 8));
    }

    #[test]
    fn a_challenge_stands_for_ten_to_twenty_minutes() {
        let made = UtcMillis(7 * STANDS_MILLIS);
        let stands = |after: i64| challenge_windows(made.plus(after)).contains(&challenge_windows(made)[0]);
        for (after, expect) in
            [(0, true), (STANDS_MILLIS, true), (2 * STANDS_MILLIS - 1, true), (2 * STANDS_MILLIS, false)]
        {
            assert_eq!(stands(after), expect, "{after}");
        }
        assert!(!stands(-1), "a clock that was put back asks again");
    }
}
