//! What a file is by its own bytes, and the same file without what its author did not mean to give away.
//!
//! Invariant: total on any bytes. An image is written anew from the parts that its format needs for showing it, so where
//! and when it was taken, by whom and with what, a thumbnail from before the cropping, and whatever follows the image's end
//! are gone; cleaning what is clean changes nothing. A format, or a part that must be understood and is not, is refused.
//! SVG and HTML are programs for the browser and are no kind here.
//!
//! A document stays as its author made it: its metadata cannot be taken out without writing it anew. What acts by itself,
//! and what cannot be read without a password, is refused.

mod jpeg;
mod parts;
mod pdf;
mod png;
mod webp;

pub use png::crc;

use super::{FileKind, Refusal};
use crate::limits;

/// A file as it may be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clean {
    pub kind: FileKind,
    pub bytes: Vec<u8>,
}

/// Cleans what was sent as `content_type`.
pub fn clean(content_type: &str, bytes: &[u8]) -> Result<Clean, Refusal> {
    let kind = kind_of(bytes).ok_or(Refusal::KindNotAccepted)?;
    if FileKind::of_content_type(content_type) != Some(kind) {
        return Err(Refusal::NotWhatItSays);
    }
    let bytes = match kind {
        FileKind::Jpeg => jpeg::clean(bytes)?,
        FileKind::Png => png::clean(bytes)?,
        FileKind::Webp => webp::clean(bytes)?,
        FileKind::Pdf => pdf::check(bytes)?.to_vec(),
    };
    if bytes.len() > limits::FILE_BYTES_MAX as usize {
        return Err(Refusal::too_large());
    }
    Ok(Clean { kind, bytes })
}

/// By the first bytes, which must be the very first.
pub fn kind_of(bytes: &[u8]) -> Option<FileKind> {
    if bytes.starts_with(jpeg::START) {
        Some(FileKind::Jpeg)
    } else if bytes.starts_with(png::SIGNATURE) {
        Some(FileKind::Png)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some(FileKind::Webp)
    } else if bytes.starts_with(pdf::START) {
        Some(FileKind::Pdf)
    } else {
        None
    }
}

/// An image that opens as something far larger than its bytes would fill a phone's memory.
fn sides(width: u32, height: u32) -> Result<(), Refusal> {
    let side_max = limits::FILE_SIDE_PIXELS_MAX;
    match width.max(height) {
        side if side > side_max => Err(Refusal::TooManyPixels { side_max }),
        _ if width == 0 || height == 0 => Err(Refusal::Damaged),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
