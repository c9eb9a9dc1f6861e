//! JPEG (ITU-T T.81, annex B): markers with segments, and after each start of a scan its coded data.
//!
//! Kept: tables, frame, scans, restart intervals, and Adobe's mark of the colour transform, without which some images show
//! wrong colours. Everything else with a length is left out: `APP0`…`APP15` (Exif, XMP, IPTC, ICC, previews) and comments.
//! Everything after the end of the image is left out as well.

use super::parts::ByteReader;
use super::{Refusal, sides};

pub const START: &[u8] = &[0xFF, 0xD8, 0xFF];
const END: [u8; 2] = [0xFF, 0xD9];
const SCAN: u8 = 0xDA;
const ADOBE: u8 = 0xEE;
/// "Adobe", version, two words of flags, transform.
const ADOBE_BYTES: usize = 12;

pub fn clean_jpeg(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut parts = ByteReader::new(bytes);
    let mut kept = Vec::with_capacity(bytes.len());
    kept.extend_from_slice(parts.take(2)?);
    let (mut frames, mut scans) = (0u32, 0u32);
    loop {
        let marker = next_marker(&mut parts)?;
        if marker == END[1] {
            break;
        }
        let length = usize::from(parts.u16_big()?);
        let segment = parts.take(length.checked_sub(2).ok_or(Refusal::Damaged)?)?;
        match marker {
            // Frames: baseline, extended, progressive, lossless; Huffman or arithmetic. Not the differential ones.
            0xC0..=0xC3 | 0xC9..=0xCB => {
                frames += 1;
                frame(segment)?;
                put(&mut kept, marker, segment);
            }
            // Tables for Huffman and arithmetic coding, quantisation, number of lines, restart interval.
            0xC4 | 0xCC | 0xDB..=0xDD => put(&mut kept, marker, segment),
            SCAN => {
                scans += 1;
                if frames != 1 {
                    return Err(Refusal::Damaged);
                }
                put(&mut kept, marker, segment);
                coded(&mut parts, &mut kept)?;
            }
            ADOBE if segment.starts_with(b"Adobe") && segment.len() >= ADOBE_BYTES => {
                put(&mut kept, marker, &segment[..ADOBE_BYTES]);
            }
            0xE0..=0xEF | 0xFE => {}
            _ => return Err(Refusal::Damaged),
        }
    }
    if frames != 1 || scans == 0 {
        return Err(Refusal::Damaged);
    }
    kept.extend_from_slice(&END);
    Ok(kept)
}

/// Any number of `FF` may stand before a marker.
fn next_marker(parts: &mut ByteReader<'_>) -> Result<u8, Refusal> {
    if parts.byte()? != 0xFF {
        return Err(Refusal::Damaged);
    }
    loop {
        match parts.byte()? {
            0xFF => {}
            marker => return Ok(marker),
        }
    }
}

/// Precision, lines, samples a line, and three bytes for each component.
fn frame(segment: &[u8]) -> Result<(), Refusal> {
    let mut parts = ByteReader::new(segment);
    parts.byte()?;
    let (height, width) = (parts.u16_big()?, parts.u16_big()?);
    let components = usize::from(parts.byte()?);
    parts.take(3 * components)?;
    if components == 0 || !parts.is_over() {
        return Err(Refusal::Damaged);
    }
    sides(u32::from(width), u32::from(height))
}

/// Coded data goes on to the next marker that is neither a stuffed zero nor a restart.
fn coded(parts: &mut ByteReader<'_>, kept: &mut Vec<u8>) -> Result<(), Refusal> {
    loop {
        let rest = parts.rest();
        let until = rest.iter().position(|byte| *byte == 0xFF).ok_or(Refusal::Damaged)?;
        kept.extend_from_slice(parts.take(until)?);
        match rest.get(until + 1) {
            Some(0x00 | 0xD0..=0xD7) => kept.extend_from_slice(parts.take(2)?),
            Some(0xFF) => {
                parts.byte()?;
            }
            Some(_) => return Ok(()),
            None => return Err(Refusal::Damaged),
        }
    }
}

fn put(kept: &mut Vec<u8>, marker: u8, segment: &[u8]) {
    let length = u16::try_from(segment.len() + 2).unwrap_or(u16::MAX);
    kept.extend_from_slice(&[0xFF, marker]);
    kept.extend_from_slice(&length.to_be_bytes());
    kept.extend_from_slice(segment);
}
