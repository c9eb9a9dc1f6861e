//! PDF (ISO 32000): the header at the very first byte, a table of objects, and the end. Readers search for both in a
//! kilobyte; here nothing may stand before the one or after the other, so that a document is nothing else besides.
//!
//! What acts when a document is opened, and files within it, are named in plain bytes as a rule and refused. Names that a
//! writer hid in compressed parts are not found: so a document is never shown in the page, only saved (see the headers it
//! is given out with).

use super::Refusal;

pub const START: &[u8] = b"%PDF-";
const END: &[u8] = b"%%EOF";
/// Programs, starts of programs, forms that are sent away or brought in, and other files: those within, and those that the
/// document opens. Each is long enough that compressed data does not hold it by chance, with an end behind it.
const ACTIVE: [&[u8]; 13] = [
    b"JavaScript",
    b"Launch",
    b"EmbeddedFile",
    b"EmbeddedFiles",
    b"RichMedia",
    b"Rendition",
    b"Encrypt",
    b"SubmitForm",
    b"ImportData",
    b"GoToR",
    b"GoToE",
    b"GoToDp",
    b"XFA",
];
const NAME_BYTES_MAX: usize = 16;
/// Where a ZIP archive behind the document would have its directory, with the longest comment after it.
const ZIP_END: &[u8] = b"PK\x05\x06";
const ZIP_TAIL_BYTES: usize = 22 + 0xFFFF;

/// The document as it came, without spaces behind its end.
pub fn check(bytes: &[u8]) -> Result<&[u8], Refusal> {
    let bytes = bytes.trim_ascii_end();
    let version = bytes.get(START.len()..START.len() + 3).ok_or(Refusal::Damaged)?;
    if !matches!(version, [b'1', b'.', b'0'..=b'7'] | b"2.0") || !bytes.ends_with(END) {
        return Err(Refusal::Damaged);
    }
    let tail = &bytes[bytes.len().saturating_sub(ZIP_TAIL_BYTES)..];
    let is_whole = holds(bytes, b"startxref") && holds(bytes, b" obj");
    if !is_whole || holds(tail, ZIP_END) {
        return Err(Refusal::Damaged);
    }
    if acts(bytes) {
        return Err(Refusal::ActiveContent);
    }
    Ok(bytes)
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Whether a name stands there that acts. `#` and two digits are one byte of a name, whatever byte they write.
fn acts(bytes: &[u8]) -> bool {
    let starts = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/');
    starts.into_iter().any(|(at, _)| {
        let mut name = [0; NAME_BYTES_MAX];
        let mut rest = &bytes[at + 1..];
        let mut length = 0;
        while let Some((byte, after)) = next_of_name(rest) {
            let Some(place) = name.get_mut(length) else { return false };
            *place = byte;
            (length, rest) = (length + 1, after);
        }
        ACTIVE.contains(&&name[..length])
    })
}

/// The next byte of a name and what follows it; nothing where the name ends, at a space or a delimiter.
fn next_of_name(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    match bytes {
        [b'#', high, low, rest @ ..] if digit(high).is_some() && digit(low).is_some() => {
            Some((digit(high)? << 4 | digit(low)?, rest))
        }
        [byte, rest @ ..] if !b"\0\t\n\x0c\r ()<>[]{}/%".contains(byte) => Some((*byte, rest)),
        _ => None,
    }
}
