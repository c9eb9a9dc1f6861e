//! Parses and verifies the data from a browser (Web Authentication, sections 7.1 and 7.2).
//!
//! Invariant: any bytes are parsed or refused. Only data that was signed for this host, by a device that verified the
//! person, is accepted; the only signature algorithm is ES256.

use super::cbor::{Item, Reader};
use core::cmp::Ordering;
use p256::ecdsa::signature::Verifier;
use p256::ecdsa::{Signature, VerifyingKey};
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// Enough random bytes that no challenge occurs twice.
pub const CHALLENGE_BYTES: usize = 32;
const KEY_BYTES: usize = 65;
const COORDINATE_BYTES: usize = 32;
/// Hash of the host, flags, counter.
const HEAD_BYTES: usize = 37;
/// What follows the head for a new passkey: the kind of device, and the length of the credential id.
const KIND_BYTES: usize = 16;
/// A shorter credential id could be guessed.
const CREDENTIAL_BYTES_MIN: usize = 16;

/// Flags of an authenticator (section 6.1).
const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const NEW_KEY: u8 = 0x40;
const EXTENSIONS: u8 = 0x80;

/// What is wrong; for tests and for the log, never for the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// Not in the format of the standard.
    Unread,
    /// Made for another purpose.
    OtherAct,
    /// Made on a page of another origin, or inside a frame.
    OtherOrigin,
    /// Signed for another host.
    OtherSite,
    NotPresent,
    /// The person did not show a finger, a face or a PIN.
    NotVerified,
    /// Another algorithm than ES256, or not a point of its curve.
    OtherKey,
    WrongSignature,
    /// The counter went back: two devices have the key.
    Cloned,
}

/// What a browser was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Make,
    Show,
}

/// Our origin, as the request reached it, and the host for which passkeys are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Site<'a> {
    pub origin: &'a str,
    pub host: &'a str,
}

impl<'a> Site<'a> {
    pub fn of(origin: &'a str) -> Option<Self> {
        let (scheme, place) = origin.split_once("://")?;
        let host = place.split(':').next()?;
        let fits = matches!(scheme, "http" | "https")
            && !host.is_empty()
            && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'));
        fits.then_some(Self { origin, host })
    }
}

/// The names are those of the standard.
#[derive(Deserialize)]
struct CollectedClientData {
    #[serde(rename = "type")]
    act: String,
    challenge: super::Octets<CHALLENGE_BYTES>,
    origin: String,
    #[serde(default, rename = "crossOrigin")]
    cross_origin: bool,
}

/// Which challenge the client data answers. The caller uses the challenge up, and refuses one that does not wait.
pub fn read_challenge(client_data: &[u8], act: Act, site: Site<'_>) -> Result<[u8; CHALLENGE_BYTES], Flaw> {
    let asked: CollectedClientData = serde_json::from_slice(client_data).map_err(|_| Flaw::Unread)?;
    let expected = match act {
        Act::Make => "webauthn.create",
        Act::Show => "webauthn.get",
    };
    if asked.act != expected {
        return Err(Flaw::OtherAct);
    }
    if asked.origin != site.origin || asked.cross_origin {
        return Err(Flaw::OtherOrigin);
    }
    asked.challenge.bytes().try_into().map_err(|_| Flaw::Unread)
}

/// A passkey, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPasskey {
    pub credential: Vec<u8>,
    /// The public key: an uncompressed point of P-256.
    pub key: [u8; KEY_BYTES],
    pub count: u32,
}

/// Parses a new passkey. Its attestation statement is skipped, in any format.
pub fn read_new_passkey(attestation: &[u8], site: Site<'_>) -> Result<NewPasskey, Flaw> {
    let data = authenticator_data(attestation).ok_or(Flaw::Unread)?;
    let head = Head::read(data, site)?;
    if head.flags & NEW_KEY == 0 {
        return Err(Flaw::Unread);
    }
    let (credential, mut rest) = named(head.rest).ok_or(Flaw::Unread)?;
    let key = key(&mut rest)?;
    if head.flags & EXTENSIONS != 0 {
        rest.skip().ok_or(Flaw::Unread)?;
    }
    if !rest.rest().is_empty() {
        return Err(Flaw::Unread);
    }
    Ok(NewPasskey { credential: credential.to_vec(), key, count: head.count })
}

/// A device's signature with its data, and what is known about the key.
#[derive(Debug, Clone, Copy)]
pub struct Assertion<'a> {
    pub client_data: &'a [u8],
    pub authenticator_data: &'a [u8],
    pub signature: &'a [u8],
    pub key: &'a [u8],
    /// The last known counter.
    pub count: u32,
}

/// Verifies a device's signature, and returns the new counter.
pub fn verify_assertion(assertion: &Assertion<'_>, site: Site<'_>) -> Result<u32, Flaw> {
    let head = Head::read(assertion.authenticator_data, site)?;
    let key = VerifyingKey::from_sec1_bytes(assertion.key).map_err(|_| Flaw::OtherKey)?;
    let signature = Signature::from_der(assertion.signature).map_err(|_| Flaw::WrongSignature)?;
    let signed = [assertion.authenticator_data, &Sha256::digest(assertion.client_data)[..]].concat();
    key.verify(&signed, &signature).map_err(|_| Flaw::WrongSignature)?;
    // Passkeys that are synchronised between devices do not count, and always send zero.
    match head.count.cmp(&assertion.count) {
        Ordering::Equal if head.count != 0 => Err(Flaw::Cloned),
        Ordering::Less => Err(Flaw::Cloned),
        _ => Ok(head.count),
    }
}

/// The part of an authenticator's data that is always there.
struct Head<'a> {
    flags: u8,
    count: u32,
    rest: &'a [u8],
}

impl<'a> Head<'a> {
    fn read(data: &'a [u8], site: Site<'_>) -> Result<Self, Flaw> {
        let (head, rest) = data.split_first_chunk::<HEAD_BYTES>().ok_or(Flaw::Unread)?;
        let (hash, more) = head.split_at(COORDINATE_BYTES);
        if hash != &Sha256::digest(site.host.as_bytes())[..] {
            return Err(Flaw::OtherSite);
        }
        let (flags, count) = (more[0], u32::from_be_bytes([more[1], more[2], more[3], more[4]]));
        match (flags & PRESENT != 0, flags & VERIFIED != 0) {
            (false, _) => Err(Flaw::NotPresent),
            (true, false) => Err(Flaw::NotVerified),
            (true, true) => Ok(Self { flags, count, rest }),
        }
    }
}

/// The authenticator's data in an attestation.
fn authenticator_data(attestation: &[u8]) -> Option<&[u8]> {
    let mut reader = Reader::new(attestation);
    let mut found = None;
    for _ in 0..reader.map()? {
        match reader.item()? {
            Item::Text(b"authData") => match reader.item()? {
                Item::Bytes(data) => found = Some(data),
                _ => return None,
            },
            Item::Text(_) => reader.skip()?,
            _ => return None,
        }
    }
    found
}

/// The credential id from the device, and the bytes after it.
fn named(bytes: &[u8]) -> Option<(&[u8], Reader<'_>)> {
    let (_, rest) = bytes.split_at_checked(KIND_BYTES)?;
    let (length, rest) = rest.split_first_chunk::<2>()?;
    let (credential, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
    let fits = (CREDENTIAL_BYTES_MIN..=crate::limits::CREDENTIAL_BYTES_MAX).contains(&credential.len());
    fits.then_some((credential, Reader::new(rest)))
}

/// The key of a passkey (RFC 9053, section 7.1): kind 2, algorithm -7, curve 1, and two coordinates.
fn key(reader: &mut Reader<'_>) -> Result<[u8; KEY_BYTES], Flaw> {
    let (mut is_es256, mut point) = ([false; 3], [0u8; KEY_BYTES]);
    point[0] = 4;
    let mut coordinates = 0;
    for _ in 0..reader.map().ok_or(Flaw::Unread)? {
        let label = reader.item().ok_or(Flaw::Unread)?;
        let Item::Number(label @ (1 | 3 | -1 | -2 | -3)) = label else {
            reader.skip().ok_or(Flaw::Unread)?;
            continue;
        };
        match (label, reader.item().ok_or(Flaw::Unread)?) {
            (1, value) => is_es256[0] = value == Item::Number(2),
            (3, value) => is_es256[1] = value == Item::Number(-7),
            (-1, value) => is_es256[2] = value == Item::Number(1),
            (_, Item::Bytes(bytes)) if bytes.len() == COORDINATE_BYTES => {
                let from = if label == -2 { 1 } else { 1 + COORDINATE_BYTES };
                point[from..from + COORDINATE_BYTES].copy_from_slice(bytes);
                coordinates += 1;
            }
            _ => return Err(Flaw::OtherKey),
        }
    }
    let is_point = coordinates == 2 && VerifyingKey::from_sec1_bytes(&point).is_ok();
    if is_es256 == [true; 3] && is_point { Ok(point) } else { Err(Flaw::OtherKey) }
}
