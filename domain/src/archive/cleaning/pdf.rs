//! PDF (ISO 32000): the header at the very first byte, a table of objects, and the end. PDF readers search for both
//! within one kilobyte; here nothing may precede the header or follow the end, so that a file is a PDF document and
//! nothing else.
//!
//! Active content and embedded files are usually named in plain bytes; such names are refused. Names that a writer hid
//! in compressed parts are not found. Therefore a document is never shown in the page, only saved (see the headers of
//! its download).

use super::Refusal;

pub const START: &[u8] = b"%PDF-";
const END: &[u8] = b"%%EOF";
/// Scripts, launch actions, form submission and import, and embedded or linked files. Each name is long enough, with
/// its terminator, not to occur in compressed data by chance.
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

/// Returns the document unchanged, without trailing spaces.
pub fn check_pdf(bytes: &[u8]) -> Result<&[u8], Refusal> {
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

/// Whether a name of active content occurs. `#` and two hexadecimal digits encode one byte of a name.
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

/// The next byte of a name and the rest; `None` where the name ends, at a space or a delimiter.
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
