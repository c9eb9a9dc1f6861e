//! PDF (ISO 32000): the header at the very first byte, a table of objects, and the end. Readers search for both in a
//! kilobyte; here nothing may stand before the one or after the other, so that a document is nothing else besides.
//!
//! What acts when a document is opened, and files within it, are named in plain bytes as a rule and refused. Names that a
//! writer hid in compressed parts are not found: so a document is never shown in the page, only saved (see the headers it
//! is given out with).

use super::Refusal;

pub const START: &[u8] = b"%PDF-";
const END: &[u8] = b"%%EOF";
/// Long enough that compressed data does not hold them by chance.
const ACTIVE: [&[u8]; 5] = [b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/RichMedia", b"/Encrypt"];
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
    if ACTIVE.iter().any(|name| names(bytes, name)) {
        return Err(Refusal::ActiveContent);
    }
    Ok(bytes)
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Whether the name stands there, also as the beginning of a longer one in the plural (`/EmbeddedFiles`).
fn names(bytes: &[u8], name: &[u8]) -> bool {
    bytes.windows(name.len() + 1).any(|window| {
        let next = window[name.len()];
        window.starts_with(name) && (!next.is_ascii_alphanumeric() || next == b's')
    })
}
