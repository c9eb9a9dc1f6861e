//! WebP (RFC 9649): a RIFF file of chunks, each padded to an even length.
//!
//! Kept: the picture (`VP8 ` or `VP8L`), its transparency (`ALPH`) and, if present, the header of the extended form
//! (`VP8X`) without its flags for Exif, XMP and profiles. All other chunks and everything after the end are left out.
//! Animations are refused: they are not photos.

use super::parts::ByteReader;
use super::{Refusal, sides};

const HAS_ALPHA: u8 = 0x10;
const IS_ANIMATED: u8 = 0x02;
const EXTENDED_BYTES: usize = 10;

pub fn clean_webp(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut parts = ByteReader::new(bytes);
    parts.take(4)?;
    let length = parts.u32_little()?;
    let mut parts = ByteReader::new(parts.take(length)?);
    if parts.take(4)? != b"WEBP" {
        return Err(Refusal::Damaged);
    }
    let mut chunks = Vec::with_capacity(bytes.len());
    let (mut extended, mut alpha) = (None, false);
    let mut first = true;
    // The picture is the last part that is kept.
    loop {
        let (kind, data) = chunk(&mut parts)?;
        match &kind {
            b"VP8X" if first => extended = Some(canvas(data)?),
            b"ALPH" if extended.is_some() && !alpha => {
                alpha = true;
                put(&mut chunks, kind, data);
            }
            // The lossless form has its own transparency.
            b"VP8L" if !alpha => {
                lossless(data)?;
                put(&mut chunks, kind, data);
                break;
            }
            b"VP8 " => {
                lossy(data)?;
                put(&mut chunks, kind, data);
                break;
            }
            b"VP8X" | b"ALPH" | b"VP8L" | b"ANIM" | b"ANMF" => return Err(Refusal::Damaged),
            _ if first => return Err(Refusal::Damaged),
            _ => {}
        }
        first = false;
    }
    Ok(whole(extended, &chunks))
}

fn whole(extended: Option<[u8; EXTENDED_BYTES]>, chunks: &[u8]) -> Vec<u8> {
    let mut body = b"WEBP".to_vec();
    if let Some(header) = extended {
        put(&mut body, *b"VP8X", &header);
    }
    body.extend_from_slice(chunks);
    let mut kept = b"RIFF".to_vec();
    kept.extend_from_slice(&u32::try_from(body.len()).unwrap_or(u32::MAX).to_le_bytes());
    kept.extend_from_slice(&body);
    kept
}

fn chunk<'a>(parts: &mut ByteReader<'a>) -> Result<([u8; 4], &'a [u8]), Refusal> {
    let kind = parts.array()?;
    let length = parts.u32_little()?;
    let data = parts.take(length)?;
    // The very last one may lack its padding.
    if length % 2 == 1 && !parts.is_over() {
        parts.byte()?;
    }
    Ok((kind, data))
}

fn put(kept: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    kept.extend_from_slice(&kind);
    kept.extend_from_slice(&u32::try_from(data.len()).unwrap_or(u32::MAX).to_le_bytes());
    kept.extend_from_slice(data);
    if data.len() % 2 == 1 {
        kept.push(0);
    }
}

/// Flags, three reserved bytes, and width and height less one in 24 bits each.
fn canvas(data: &[u8]) -> Result<[u8; EXTENDED_BYTES], Refusal> {
    let [flags, _, _, _, w0, w1, w2, h0, h1, h2] = *data else { return Err(Refusal::Damaged) };
    if flags & IS_ANIMATED != 0 {
        return Err(Refusal::Damaged);
    }
    sides(u32::from_le_bytes([w0, w1, w2, 0]) + 1, u32::from_le_bytes([h0, h1, h2, 0]) + 1)?;
    Ok([flags & HAS_ALPHA, 0, 0, 0, w0, w1, w2, h0, h1, h2])
}

/// A key frame (RFC 6386, 9.1): three bytes of tag, the start code, and 14 bits for each side.
fn lossy(data: &[u8]) -> Result<(), Refusal> {
    let mut parts = ByteReader::new(data);
    let [tag, ..] = parts.array::<3>()?;
    if tag & 1 != 0 || parts.take(3)? != [0x9D, 0x01, 0x2A] {
        return Err(Refusal::Damaged);
    }
    let side = |bytes: [u8; 2]| u32::from(u16::from_le_bytes(bytes) & 0x3FFF);
    let (width, height) = (side(parts.array()?), side(parts.array()?));
    sides(width, height)
}

/// A signature, and 14 bits less one for each side.
fn lossless(data: &[u8]) -> Result<(), Refusal> {
    let mut parts = ByteReader::new(data);
    if parts.byte()? != 0x2F {
        return Err(Refusal::Damaged);
    }
    let bits = u32::from_le_bytes(parts.array()?);
    sides((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1)
}
