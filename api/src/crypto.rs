//! Hashes, keyed hashes and random values. Tokens and codes are stored hashed only.

use domain::volunteering::CheckInKey;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// Secrets of the deployment. In production they come from the environment and from nowhere else.
#[derive(Clone, Default)]
pub struct Secrets {
    pub session_pepper: String,
    pub code_pepper: String,
    pub check_in_key: String,
    /// The key for finding and sealing identity numbers and other personal secrets; see [`crate::seal`].
    pub identity_key: String,
    /// The key with which the operator opens communities and offices. Without it nobody can; everything else works.
    pub operator_key: String,
}

/// A source of random bytes: fills the slice.
pub type Chance<'a> = &'a dyn Fn(&mut [u8]);

pub fn hash_sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// HMAC-SHA-256 over the parts, each preceded by its length, so that no two lists of parts read alike.
///
/// # Panics
/// Never: HMAC takes a key of any length.
pub fn keyed_hash(key: &str, parts: &[&str]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).expect("HMAC takes a key of any length");
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part.as_bytes());
    }
    mac.finalize().into_bytes().into()
}

/// Plain HMAC-SHA-256, as others verify it.
///
/// # Panics
/// Never: HMAC takes a key of any length.
pub fn hmac_sha256(key: &str, bytes: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).expect("HMAC takes a key of any length");
    mac.update(bytes);
    mac.finalize().into_bytes().into()
}

/// The check-in key of one activity of one community.
pub fn check_in_key(secrets: &Secrets, community: &str, activity: &str) -> CheckInKey {
    CheckInKey(keyed_hash(&secrets.check_in_key, &["check-in", community, activity]))
}

pub fn random_u128(chance: Chance<'_>) -> u128 {
    let mut bytes = [0u8; 16];
    chance(&mut bytes);
    u128::from_be_bytes(bytes)
}

/// A random number, uniform enough: the remainder of 64 bits by a million has no usable bias.
pub fn random_u64(chance: Chance<'_>) -> u64 {
    let mut bytes = [0u8; 8];
    chance(&mut bytes);
    u64::from_be_bytes(bytes)
}

/// A session token: 256 bits in hexadecimal digits.
pub fn random_token(chance: Chance<'_>) -> String {
    let mut bytes = [0u8; 32];
    chance(&mut bytes);
    domain::journal::to_hex(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn others_can_verify_what_we_sign() {
        // RFC 4231, test case 2.
        let hex = domain::journal::to_hex(&hmac_sha256("Jefe", b"what do ya want for nothing?"));
        assert_eq!(hex, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }
}
