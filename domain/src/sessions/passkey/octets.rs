//! Bytes as they go over the wire: base64url without padding (RFC 4648, section 5), at most `MAX` of them.
//!
//! Invariant: each byte sequence has exactly one spelling; a text with other characters, padding or unused bits that
//! are not zero is refused.

use crate::contract::{FieldKind, FieldType};
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// At most `MAX` bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Octets<const MAX: usize>(Vec<u8>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadOctets {
    max: usize,
}

impl fmt::Display for BadOctets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "base64url without padding, at most {} bytes", self.max)
    }
}

impl<const MAX: usize> Octets<MAX> {
    /// `None` if the bytes do not fit.
    pub fn new(bytes: Vec<u8>) -> Option<Self> {
        (bytes.len() <= MAX).then_some(Self(bytes))
    }

    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

fn to_text(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let word = three.iter().fold(0u32, |word, byte| (word << 8) | u32::from(*byte)) << (8 * (3 - three.len()));
        for at in 0..=three.len() {
            text.push(char::from(SIGNS[(word >> (18 - 6 * at) & 63) as usize]));
        }
    }
    text
}

fn from_text(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for four in text.as_bytes().chunks(4) {
        let mut word = 0u32;
        for sign in four {
            word = (word << 6) | value_of(*sign)?;
        }
        word <<= 6 * (4 - four.len());
        let count = four.len() - 1;
        // A single character encodes no byte, and bits after the last byte must be zero.
        if count == 0 || word & (0x00ff_ffff >> (8 * count)) != 0 {
            return None;
        }
        bytes.extend_from_slice(&word.to_be_bytes()[1..=count]);
    }
    Some(bytes)
}

fn value_of(sign: u8) -> Option<u32> {
    Some(u32::from(match sign {
        b'A'..=b'Z' => sign - b'A',
        b'a'..=b'z' => sign - b'a' + 26,
        b'0'..=b'9' => sign - b'0' + 52,
        b'-' => 62,
        b'_' => 63,
        _ => return None,
    }))
}

impl<const MAX: usize> FieldType for Octets<MAX> {
    const KIND: FieldKind = FieldKind::Code;
}

impl<const MAX: usize> FromStr for Octets<MAX> {
    type Err = BadOctets;
    fn from_str(text: &str) -> Result<Self, BadOctets> {
        // Longer texts are not parsed at all.
        let bytes = Some(text).filter(|text| text.len() <= MAX.div_ceil(3) * 4).and_then(from_text);
        bytes.and_then(Self::new).ok_or(BadOctets { max: MAX })
    }
}

impl<const MAX: usize> TryFrom<String> for Octets<MAX> {
    type Error = BadOctets;
    fn try_from(text: String) -> Result<Self, BadOctets> {
        text.parse()
    }
}

impl<const MAX: usize> fmt::Display for Octets<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&to_text(&self.0))
    }
}

impl<const MAX: usize> From<Octets<MAX>> for String {
    fn from(octets: Octets<MAX>) -> String {
        to_text(&octets.0)
    }
}

#[cfg(feature = "openapi")]
impl<const MAX: usize> schemars::JsonSchema for Octets<MAX> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Octets{MAX}").into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[A-Za-z0-9_-]*$", "maxLength": (MAX * 4).div_ceil(3) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bytes_have_one_spelling() {
        for (text, expect) in [
            ("", Some(&b""[..])),
            // RFC 4648, section 10.
            ("Zg", Some(b"f")),
            ("Zm8", Some(b"fo")),
            ("Zm9v", Some(b"foo")),
            ("Zm9vYg", Some(b"foob")),
            ("-_-_", Some(&[0xfb, 0xff, 0xbf])),
            ("Zg==", None),
            ("Zh", None),
            ("Zm9", None),
            ("Z", None),
            ("+/+/", None),
            ("Zm 9v", None),
            ("Zm9vYmE", None),
        ] {
            let read = text.parse::<Octets<4>>();
            assert_eq!(read.as_ref().ok().map(Octets::bytes), expect, "{text}");
            if let Ok(octets) = read {
                assert_eq!(octets.to_string(), text);
            }
        }
        assert!(Octets::<4>::new(vec![0; 4]).is_some() && Octets::<4>::new(vec![0; 5]).is_none());
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            let octets = Octets::<40>::new(bytes.clone()).unwrap();
            let read: Octets<40> = octets.to_string().parse().unwrap();
            prop_assert_eq!(read.bytes(), &bytes[..]);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[A-Za-z0-9_=+/ -]{0,24}") {
            if let Ok(octets) = text.parse::<Octets<40>>() {
                prop_assert_eq!(octets.to_string(), text);
            }
        }
    }
}
