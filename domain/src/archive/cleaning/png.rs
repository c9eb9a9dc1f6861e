//! PNG (W3C Portable Network Graphics): chunks, each with a length, a type and a checksum.
//!
//! Kept: the chunks that the image is made of, and the numbers for its colours and transparency. Left out: text, time,
//! Exif, profiles, everything that is not named here, further pictures of an animation, and what follows the end. A chunk
//! that readers must understand (its type begins with a capital) and that is not named here is refused.

use super::parts::ByteReader;
use super::{Refusal, sides};

pub const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
const HEADER_BYTES: usize = 13;

pub fn clean_png(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut parts = ByteReader::new(bytes);
    let mut kept = Vec::with_capacity(bytes.len());
    kept.extend_from_slice(parts.take(SIGNATURE.len())?);
    let mut seen: Vec<[u8; 4]> = vec![];
    loop {
        let chunk = chunk(&mut parts)?;
        if seen.is_empty() != (&chunk.kind == b"IHDR") || (is_single(chunk.kind) && seen.contains(&chunk.kind)) {
            return Err(Refusal::Damaged);
        }
        let last = seen.last().copied();
        match &chunk.kind {
            b"IHDR" => {
                header(chunk.data)?;
                chunk.put(&mut kept);
            }
            // All image data must be consecutive: a chunk between two pieces would not be part of the image.
            b"IDAT" if seen.contains(b"IDAT") && last != Some(*b"IDAT") => return Err(Refusal::Damaged),
            b"IDAT" => chunk.put(&mut kept),
            b"IEND" if seen.contains(b"IDAT") && chunk.data.is_empty() => {
                chunk.put(&mut kept);
                return Ok(kept);
            }
            b"PLTE" | b"tRNS" | b"gAMA" | b"cHRM" | b"sRGB" if chunk.has_size() => chunk.put(&mut kept),
            kind if kind[0].is_ascii_uppercase() => return Err(Refusal::Damaged),
            _ => {}
        }
        // A chunk that is left out does not separate the data around it. There are few kinds, each kept once, so the
        // search is cheap however many chunks there are.
        if chunk.is_kept() && last != Some(chunk.kind) {
            seen.push(chunk.kind);
        }
    }
}

struct Chunk<'a> {
    kind: [u8; 4],
    data: &'a [u8],
    checksum: [u8; 4],
}

fn chunk<'a>(parts: &mut ByteReader<'a>) -> Result<Chunk<'a>, Refusal> {
    let length = parts.u32_big()?;
    let kind: [u8; 4] = parts.array()?;
    let data = parts.take(length)?;
    let checksum = parts.array()?;
    let is_word = kind.iter().all(u8::is_ascii_alphabetic);
    if !is_word || chunk_crc(&kind, data).to_be_bytes() != checksum {
        return Err(Refusal::Damaged);
    }
    Ok(Chunk { kind, data, checksum })
}

impl Chunk<'_> {
    fn put(&self, kept: &mut Vec<u8>) {
        let length = u32::try_from(self.data.len()).unwrap_or(u32::MAX);
        kept.extend_from_slice(&length.to_be_bytes());
        kept.extend_from_slice(&self.kind);
        kept.extend_from_slice(self.data);
        kept.extend_from_slice(&self.checksum);
    }

    /// Palettes and numbers have fixed sizes, too small to hide a text.
    fn has_size(&self) -> bool {
        let length = self.data.len();
        match &self.kind {
            b"PLTE" => (3..=768).contains(&length) && length.is_multiple_of(3),
            b"tRNS" => (1..=256).contains(&length),
            b"gAMA" => length == 4,
            b"cHRM" => length == 32,
            b"sRGB" => length == 1,
            _ => false,
        }
    }

    fn is_kept(&self) -> bool {
        matches!(&self.kind, b"IHDR" | b"IDAT" | b"IEND") || self.has_size()
    }
}

fn is_single(kind: [u8; 4]) -> bool {
    matches!(&kind, b"IHDR" | b"PLTE" | b"tRNS" | b"gAMA" | b"cHRM" | b"sRGB")
}

fn header(data: &[u8]) -> Result<(), Refusal> {
    if data.len() != HEADER_BYTES {
        return Err(Refusal::Damaged);
    }
    let mut parts = ByteReader::new(data);
    let (width, height) = (u32::from_be_bytes(parts.array()?), u32::from_be_bytes(parts.array()?));
    sides(width, height)
}

/// One row of the table for each byte: CRC-32 with the reflected polynomial of the standard (annex D).
const TABLE: [u32; 256] = {
    let mut table = [0; 256];
    let mut at = 0u32;
    while at < 256 {
        let (mut value, mut bit) = (at, 0);
        while bit < 8 {
            value = if value & 1 == 1 { 0xEDB8_8320 ^ (value >> 1) } else { value >> 1 };
            bit += 1;
        }
        table[at as usize] = value;
        at += 1;
    }
    table
};

/// The checksum of a chunk.
pub fn chunk_crc(kind: &[u8], data: &[u8]) -> u32 {
    let step = |sum: u32, byte: &u8| TABLE[((sum ^ u32::from(*byte)) & 0xFF) as usize] ^ (sum >> 8);
    !kind.iter().chain(data).fold(u32::MAX, step)
}
