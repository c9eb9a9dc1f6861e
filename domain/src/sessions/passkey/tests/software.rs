//! A software passkey for tests: it sends what a phone would send, and each part can be made wrong.
//!
//! Invariant: uses nothing of this crate, so that the tests of other crates can include the same file.

use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use sha2::{Digest, Sha256};

/// Present and verified.
pub const VERIFIED: u8 = 0x05;

/// A passkey for one host.
pub struct Software {
    pub host: String,
    pub origin: String,
    pub credential: Vec<u8>,
    pub flags: u8,
    pub count: u32,
    key: SigningKey,
}

impl Software {
    /// Key and credential id follow from the seed.
    pub fn new(origin: &str, seed: u64) -> Self {
        let host = origin.split_once("://").map_or(origin, |(_, place)| place);
        let key = Sha256::digest(seed.to_be_bytes());
        Self {
            host: host.split(':').next().unwrap_or_default().to_owned(),
            origin: origin.to_owned(),
            credential: Sha256::digest(key)[..20].to_vec(),
            flags: VERIFIED,
            count: 0,
            key: SigningKey::from_slice(&key).expect("a key"),
        }
    }

    /// The browser's statement of what it was asked.
    pub fn client_data(&self, act: &str, challenge: &str) -> Vec<u8> {
        let origin = &self.origin;
        let text = format!(
            r#"{{"type":"{act}","challenge":"{challenge}","origin":"{origin}","crossOrigin":false,"other_keys":"a=b"}}"#
        );
        text.into_bytes()
    }

    pub fn made(&self, challenge: &str) -> Vec<u8> {
        self.client_data("webauthn.create", challenge)
    }

    pub fn shown(&self, challenge: &str) -> Vec<u8> {
        self.client_data("webauthn.get", challenge)
    }

    /// Hash of the host, flags, counter.
    pub fn head(&self, more_flags: u8) -> Vec<u8> {
        let mut data = Sha256::digest(self.host.as_bytes()).to_vec();
        data.push(self.flags | more_flags);
        data.extend_from_slice(&self.count.to_be_bytes());
        data
    }

    /// The public key as a map of five pairs.
    pub fn cose(&self) -> Vec<u8> {
        let point = self.key.verifying_key().to_sec1_point(false);
        let (x, y) = (&point.as_bytes()[1..33], &point.as_bytes()[33..65]);
        [&[0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20][..], x, &[0x22, 0x58, 0x20], y].concat()
    }

    /// The signed data of a new passkey, with this key.
    pub fn new_data(&self, cose: &[u8]) -> Vec<u8> {
        let length = u16::try_from(self.credential.len()).expect("a short name");
        [&self.head(0x40)[..], &[0; 16], &length.to_be_bytes(), &self.credential, cose].concat()
    }

    /// An attestation of the format "none" around the signed data.
    pub fn wrapped(data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).expect("little that is signed");
        let fmt =
            [&[0xa3, 0x63][..], b"fmt", &[0x64], b"none", &[0x67], b"attStmt", &[0xa0, 0x68], b"authData"].concat();
        [&fmt[..], &[0x59], &length.to_be_bytes(), data].concat()
    }

    pub fn attestation(&self) -> Vec<u8> {
        Self::wrapped(&self.new_data(&self.cose()))
    }

    /// The signature over the head and the hash of the client data.
    pub fn sign(&self, head: &[u8], client_data: &[u8]) -> Vec<u8> {
        let signed = [head, &Sha256::digest(client_data)[..]].concat();
        let signature: Signature = self.key.sign(&signed);
        signature.to_der().as_bytes().to_vec()
    }
}
