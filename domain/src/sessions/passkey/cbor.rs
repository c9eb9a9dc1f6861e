//! The part of CBOR (RFC 8949) that authenticators use: definite lengths, whole numbers, bytes, texts, lists and maps.
//!
//! Invariant: nothing reads beyond the available bytes, and nesting deeper than `DEEPEST` is refused. Written by hand,
//! because two maps are read: 7 KB of wasm, against 12 KB with `minicbor` and 90 KB with `ciborium`.

/// The limit of CTAP2, and more than an attestation has.
const DEEPEST: u8 = 8;

/// One item; for a list or a map only its length, followed by its items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item<'a> {
    Number(i64),
    Bytes(&'a [u8]),
    Text(&'a [u8]),
    List(u64),
    Map(u64),
    /// A tag, before the tagged item.
    Tag,
    /// True, false, null, a fraction.
    Simple,
}

/// The unread bytes.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub fn rest(self) -> &'a [u8] {
        self.0
    }

    fn take(&mut self, count: u64) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(usize::try_from(count).ok()?)?;
        self.0 = rest;
        Some(taken)
    }

    /// The next item; `None` at the end of the bytes, or for an unsupported item.
    pub fn item(&mut self) -> Option<Item<'a>> {
        let first = *self.take(1)?.first()?;
        let argument = match first & 0x1f {
            small @ 0..=23 => u64::from(small),
            // One, two, four or eight bytes follow.
            long @ 24..=27 => self.take(1 << (long - 24))?.iter().fold(0, |word, byte| (word << 8) | u64::from(*byte)),
            _ => return None,
        };
        Some(match first >> 5 {
            0 => Item::Number(i64::try_from(argument).ok()?),
            1 => Item::Number(-1 - i64::try_from(argument).ok()?),
            2 => Item::Bytes(self.take(argument)?),
            3 => Item::Text(self.take(argument)?),
            4 => Item::List(argument),
            5 => Item::Map(argument),
            6 => Item::Tag,
            _ => Item::Simple,
        })
    }

    /// Skips one item with everything in it.
    pub fn skip(&mut self) -> Option<()> {
        self.skip_within(DEEPEST)
    }

    fn skip_within(&mut self, depth: u8) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        let items = match self.item()? {
            Item::List(items) => items,
            Item::Map(pairs) => pairs.checked_mul(2)?,
            Item::Tag => 1,
            _ => 0,
        };
        // Each item takes at least one byte, so a false length ends with the bytes.
        for _ in 0..items {
            self.skip_within(depth)?;
        }
        Some(())
    }

    /// The number of pairs that follow.
    pub fn map(&mut self) -> Option<u64> {
        match self.item()? {
            Item::Map(pairs) => Some(pairs),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn items_as_the_standard_writes_them() {
        // RFC 8949, appendix A.
        for (bytes, expect) in [
            (&[0x17][..], Some(Item::Number(23))),
            (&[0x18, 0x64], Some(Item::Number(100))),
            (&[0x19, 0x03, 0xe8], Some(Item::Number(1000))),
            (&[0x1b, 0, 0, 0, 0xe8, 0xd4, 0xa5, 0x10, 0], Some(Item::Number(1_000_000_000_000))),
            (&[0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], None),
            (&[0x20], Some(Item::Number(-1))),
            (&[0x39, 0x03, 0xe7], Some(Item::Number(-1000))),
            (&[0x44, 1, 2, 3, 4], Some(Item::Bytes(&[1, 2, 3, 4]))),
            (&[0x44, 1, 2, 3], None),
            (&[0x62, b'f', b'm'], Some(Item::Text(b"fm"))),
            (&[0x83], Some(Item::List(3))),
            (&[0xa1], Some(Item::Map(1))),
            (&[0xc0], Some(Item::Tag)),
            (&[0xf5], Some(Item::Simple)),
            (&[0xf9, 0x3c, 0x00], Some(Item::Simple)),
            // Indefinite lengths.
            (&[0x5f, 0x41, 0, 0xff], None),
            (&[0x1c], None),
            (&[], None),
        ] {
            assert_eq!(Reader::new(bytes).item(), expect, "{bytes:x?}");
        }
    }

    #[test]
    fn passes_over_what_is_nested_and_not_too_deep() {
        for (bytes, rest) in [
            // {"a": [1, true], "b": h'00'} and one more item.
            (vec![0xa2, 0x61, 0x61, 0x82, 0x01, 0xf5, 0x61, 0x62, 0x41, 0x00, 0x07], Some(1)),
            ([vec![0x81; 7], vec![0x01]].concat(), Some(0)),
            ([vec![0x81; 8], vec![0x01]].concat(), None),
            (vec![0xbb, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0], None),
            (vec![0x9a, 0xff, 0xff, 0xff, 0xff, 0, 0], None),
        ] {
            let mut reader = Reader::new(&bytes);
            assert_eq!(reader.skip().map(|()| reader.rest().len()), rest, "{bytes:x?}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_come_to_an_end(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            let mut reader = Reader::new(&bytes);
            while reader.skip().is_some() {}
            prop_assert!(reader.rest().len() <= bytes.len());
        }
    }
}
