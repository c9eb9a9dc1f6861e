//! Sealing of data that must be readable again but never stored in plain text, such as identity numbers (AES-256-GCM).
//!
//! Invariant: a sealed text opens only under the key and the context in which it was sealed, so that one person's text
//! cannot be put into another's row. [`find`], a keyed hash, serves to search without opening.

use crate::crypto::{self, Chance, Secrets};
use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};

const NONCE_BYTES: usize = 12;

/// Seals a text; `context` names its owner and its kind.
pub fn seal_text(secrets: &Secrets, context: &[&str], text: &str, chance: Chance<'_>) -> Option<Vec<u8>> {
    seal_bytes(secrets, context, text.as_bytes(), chance)
}

/// Opens what was sealed in the same context; `None` for anything else.
pub fn open_text(secrets: &Secrets, context: &[&str], sealed: &[u8]) -> Option<String> {
    String::from_utf8(open_bytes(secrets, context, sealed)?).ok()
}

/// The same for bytes: the sealed length depends only on the number of bytes.
pub fn seal_bytes(secrets: &Secrets, context: &[&str], bytes: &[u8], chance: Chance<'_>) -> Option<Vec<u8>> {
    let mut nonce = [0u8; NONCE_BYTES];
    chance(&mut nonce);
    let aad = aad(context);
    let sealed = cipher(secrets).encrypt(&Nonce::from(nonce), Payload { msg: bytes, aad: &aad }).ok()?;
    Some([&nonce[..], &sealed].concat())
}

pub fn open_bytes(secrets: &Secrets, context: &[&str], sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, rest) = sealed.split_at_checked(NONCE_BYTES)?;
    let nonce: [u8; NONCE_BYTES] = nonce.try_into().ok()?;
    let aad = aad(context);
    cipher(secrets).decrypt(&Nonce::from(nonce), Payload { msg: rest, aad: &aad }).ok()
}

/// The hash by which an equal text of the same kind is found.
pub fn lookup_hash(secrets: &Secrets, kind: &str, text: &str) -> [u8; 32] {
    crypto::keyed_hash(&secrets.identity_key, &["find", kind, text])
}

fn cipher(secrets: &Secrets) -> Aes256Gcm {
    Aes256Gcm::new(&crypto::keyed_hash(&secrets.identity_key, &["seal"]).into())
}

/// The context as bytes, each part preceded by its length.
fn aad(context: &[&str]) -> Vec<u8> {
    context.iter().flat_map(|part| [&(part.len() as u64).to_be_bytes()[..], part.as_bytes()].concat()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secrets(key: &str) -> Secrets {
        Secrets { identity_key: key.repeat(8), ..Secrets::default() }
    }

    fn sevens(bytes: &mut [u8]) {
        bytes.fill(7);
    }

    #[test]
    fn opens_only_where_it_was_sealed() {
        let (ours, theirs) = (secrets("ours"), secrets("theirs"));
        let sealed = seal_text(&ours, &["identity", "M1"], "11010519491231002X", &sevens).unwrap();
        assert_eq!(open_text(&ours, &["identity", "M1"], &sealed).as_deref(), Some("11010519491231002X"));
        assert_eq!(open_text(&ours, &["identity", "M2"], &sealed), None);
        assert_eq!(open_text(&ours, &["identit", "yM1"], &sealed), None);
        assert_eq!(open_text(&theirs, &["identity", "M1"], &sealed), None);
        assert!(!sealed.windows(6).any(|part| part == b"110105"));
        for at in 0..sealed.len() {
            let mut other = sealed.clone();
            other[at] ^= 1;
            assert_eq!(open_text(&ours, &["identity", "M1"], &other), None, "byte {at}");
            assert_eq!(open_text(&ours, &["identity", "M1"], &sealed[..at]), None, "cut at {at}");
        }
    }

    #[test]
    fn is_found_by_key_and_kind() {
        let ours = secrets("ours");
        assert_eq!(lookup_hash(&ours, "identity", "1"), lookup_hash(&ours, "identity", "1"));
        assert_ne!(lookup_hash(&ours, "identity", "1"), lookup_hash(&ours, "slip", "1"));
        assert_ne!(lookup_hash(&ours, "identity", "1"), lookup_hash(&secrets("theirs"), "identity", "1"));
    }
}
