//! For any bytes: no panic, and an accepted file is clean and stays unchanged when cleaned again.

use super::samples::{exif_segment, jpeg_with, plain_pdf, png_with, webp_with};
use super::*;
use proptest::prelude::*;

/// Whether the result contains any name of image metadata, found by an independent reader.
fn has_metadata(kind: FileKind, bytes: &[u8]) -> bool {
    match kind {
        FileKind::Jpeg => segments(bytes).iter().any(|marker| matches!(marker, 0xE0..=0xED | 0xEF | 0xFE)),
        FileKind::Png => chunks(&bytes[8..], true).iter().any(|kind| !SHOWN.contains(&kind.as_slice())),
        FileKind::Webp => chunks(&bytes[12..], false).iter().any(|kind| !PICTURE.contains(&kind.as_slice())),
        FileKind::Pdf => false,
    }
}

const SHOWN: [&[u8]; 8] = [b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"IDAT", b"IEND"];
const PICTURE: [&[u8]; 4] = [b"VP8X", b"ALPH", b"VP8 ", b"VP8L"];

/// Markers of segments before each scan's data and after it.
fn segments(bytes: &[u8]) -> Vec<u8> {
    let (mut at, mut found) = (2, vec![]);
    while at + 3 < bytes.len() {
        let (lead, marker) = (bytes[at], bytes[at + 1]);
        let in_scan = lead != 0xFF || matches!(marker, 0 | 0xD0..=0xD7);
        if in_scan {
            at += 1;
            continue;
        }
        found.push(marker);
        at += 2 + usize::from(u16::from_be_bytes([bytes[at + 2], bytes[at + 3]]));
    }
    found
}

fn chunks(mut bytes: &[u8], is_png: bool) -> Vec<Vec<u8>> {
    let mut found = vec![];
    while bytes.len() >= 8 {
        let (a, b): ([u8; 4], [u8; 4]) = (bytes[..4].try_into().unwrap(), bytes[4..8].try_into().unwrap());
        let (kind, length) =
            if is_png { (b, u32::from_be_bytes(a) + 4) } else { (a, u32::from_le_bytes(b).next_multiple_of(2)) };
        found.push(kind.to_vec());
        bytes = &bytes[8 + length as usize..];
    }
    found
}

fn any_file() -> impl Strategy<Value = Vec<u8>> {
    let part = || prop::collection::vec(any::<u8>(), 0..60);
    let photo = (part(), any::<u8>())
        .prop_map(|(data, marker)| jpeg_with(&[(0xE1, &exif_segment()), (marker, &data), (0xFE, &data)]));
    let picture = (part(), "[a-zA-Z]{4}").prop_map(|(data, kind)| {
        let kind: [u8; 4] = kind.as_bytes().try_into().unwrap();
        png_with(&[(b"tEXt", &data), (&kind, &data), (b"eXIf", &data)])
    });
    let webp = (part(), part(), any::<u8>(), any::<[u8; 4]>())
        .prop_map(|(before, behind, flags, kind)| webp_with(flags, &[(&kind, &before)], &[(b"EXIF", &behind)]));
    let beginning =
        prop::sample::select(vec![&b"\xFF\xD8\xFF"[..], b"\x89PNG\r\n\x1a\n", b"RIFF\x40\0\0\0WEBP", b"%PDF-1.4", b""]);
    let noise =
        (beginning, prop::collection::vec(any::<u8>(), 0..400)).prop_map(|(start, rest)| [start, &rest].concat());
    prop_oneof![photo, picture, webp, Just(plain_pdf()), noise]
}

/// A file as it came, cut off, with some bytes changed, or with something behind it.
fn harmed() -> impl Strategy<Value = Vec<u8>> {
    let changes = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4);
    let behind = prop::collection::vec(any::<u8>(), 0..20);
    (any_file(), prop::option::of(any::<prop::sample::Index>()), changes, behind).prop_map(
        |(mut bytes, cut, changes, behind)| {
            let length = bytes.len();
            for (at, byte) in changes.iter().filter(|_| length > 0) {
                bytes[at.index(length)] = *byte;
            }
            if let Some(cut) = cut.filter(|_| !bytes.is_empty()) {
                bytes.truncate(cut.index(bytes.len()));
            }
            bytes.extend(behind);
            bytes
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn any_bytes_are_refused_or_come_out_clean(bytes in harmed()) {
        for kind in FileKind::ALL {
            let Ok(cleaned) = clean_file(kind.content_type(), &bytes) else { continue };
            prop_assert_eq!(cleaned.kind, *kind);
            prop_assert!(cleaned.bytes.len() <= bytes.len() + 1, "at most a byte of padding is added");
            prop_assert!(!has_metadata(*kind, &cleaned.bytes), "{:?}", cleaned);
            let again = clean_file(kind.content_type(), &cleaned.bytes);
            prop_assert_eq!(again.as_ref(), Ok(&cleaned));
        }
    }
}

#[test]
fn the_reader_of_this_file_finds_metadata() {
    for (kind, bytes) in [
        (FileKind::Jpeg, jpeg_with(&[(0xE1, &exif_segment())])),
        (FileKind::Png, png_with(&[(b"tEXt", b"x")])),
        (FileKind::Webp, webp_with(0x08, &[], &[(b"EXIF", b"xy")])),
    ] {
        assert!(has_metadata(kind, &bytes), "{kind}");
        assert!(!has_metadata(kind, &clean_file(kind.content_type(), &bytes).unwrap().bytes), "{kind}");
    }
}
