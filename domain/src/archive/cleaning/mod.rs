//! Detects the kind of a file from its bytes, and removes what its author did not mean to publish.
//!
//! Invariant: every function accepts any bytes. An image is rewritten from only the parts that its format needs for
//! display. The place, time, author and device of a photo, a thumbnail from before cropping, and any data after the end
//! of the image are removed; cleaning a clean file changes nothing. An unknown format, or a required part that cannot
//! be understood, is refused. SVG and HTML are programs for the browser and are not accepted.
//!
//! A document is stored unchanged: its metadata cannot be removed without rewriting it. A document that contains active
//! content, or that cannot be read without a password, is refused.

mod jpeg;
mod parts;
mod pdf;
mod png;
mod webp;

pub use png::chunk_crc;

use super::{FileKind, Refusal};
use crate::limits;

/// A file in the form in which it may be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CleanFile {
    pub kind: FileKind,
    pub bytes: Vec<u8>,
}

/// Cleans what was sent as `content_type`.
pub fn clean_file(content_type: &str, bytes: &[u8]) -> Result<CleanFile, Refusal> {
    let kind = kind_of(bytes).ok_or(Refusal::KindNotAccepted)?;
    if FileKind::of_content_type(content_type) != Some(kind) {
        return Err(Refusal::NotWhatItSays);
    }
    let bytes = match kind {
        FileKind::Jpeg => jpeg::clean_jpeg(bytes)?,
        FileKind::Png => png::clean_png(bytes)?,
        FileKind::Webp => webp::clean_webp(bytes)?,
        FileKind::Pdf => pdf::check_pdf(bytes)?.to_vec(),
    };
    if bytes.len() > limits::FILE_BYTES_MAX as usize {
        return Err(Refusal::too_large());
    }
    Ok(CleanFile { kind, bytes })
}

/// Detects the kind from the magic bytes, which must start at offset 0.
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

/// A small file that decodes to a very large image would fill a phone's memory.
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
