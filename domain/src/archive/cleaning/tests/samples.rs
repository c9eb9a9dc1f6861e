//! The smallest files of each kind, made here byte by byte (示范数据).

use super::super::png;

/// Must be removed: the place of a photo, in text that the tests search for.
pub const SECRET: &[u8] = b"GPS 29.56N 103.77E by Nobody, made up";

/// A segment as phones write it: the marker, a TIFF header, one entry, and the secret as its text.
pub fn exif_segment() -> Vec<u8> {
    [b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x88\x25\0\x02".as_slice(), &[0, 0, 0, 37, 0, 0, 0, 26], SECRET].concat()
}

fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
    [&[0xFF, marker], length.as_slice(), data].concat()
}

fn jpeg_of(between: &[(u8, &[u8])], coded: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xD8];
    for (marker, data) in between {
        bytes.extend(segment(*marker, data));
    }
    // One table, one point, one component; a restart and a stuffed byte in the coded data.
    bytes.extend(segment(0xDB, &[vec![0], vec![1; 64]].concat()));
    bytes.extend(segment(0xC0, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0]));
    bytes.extend(segment(0xC4, &[vec![0], vec![0; 16]].concat()));
    bytes.extend(segment(0xDA, &[1, 1, 0, 0, 63, 0]));
    bytes.extend([0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56]);
    bytes.extend(coded);
    bytes.extend([0xFF, 0xD9]);
    bytes
}

pub fn plain_jpeg() -> Vec<u8> {
    jpeg_of(&[], &[])
}

/// With segments before the image.
pub fn jpeg_with(between: &[(u8, &[u8])]) -> Vec<u8> {
    jpeg_of(between, &[])
}

pub fn jpeg_with_coded(coded: &[u8]) -> Vec<u8> {
    jpeg_of(&[], coded)
}

pub fn png_chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length, kind.as_slice(), data, &png::chunk_crc(&kind, data).to_be_bytes()].concat()
}

/// One grey point, with chunks before its data.
pub fn png_with(between: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut bytes = png::SIGNATURE.to_vec();
    bytes.extend(png_chunk(*b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]));
    for (kind, data) in between {
        bytes.extend(png_chunk(**kind, data));
    }
    bytes.extend(png_chunk(*b"IDAT", &[0x78, 0x9C, 0x63, 0x60, 0, 0, 0, 2, 0, 1]));
    bytes.extend(png_chunk(*b"IEND", &[]));
    bytes
}

pub fn plain_png() -> Vec<u8> {
    png_with(&[])
}

type Chunks<'a> = &'a [(&'a [u8; 4], &'a [u8])];

pub fn riff_container(chunks: Chunks<'_>) -> Vec<u8> {
    let mut body = b"WEBP".to_vec();
    for (kind, data) in chunks {
        body.extend(kind.as_slice());
        body.extend(u32::try_from(data.len()).unwrap().to_le_bytes());
        body.extend(*data);
        body.extend(vec![0; data.len() % 2]);
    }
    [b"RIFF", u32::try_from(body.len()).unwrap().to_le_bytes().as_slice(), &body].concat()
}

/// A key frame of one point.
const FRAME: &[u8] = &[0x10, 0, 0, 0x9D, 0x01, 0x2A, 1, 0, 1, 0, 7];

pub fn plain_webp() -> Vec<u8> {
    riff_container(&[(b"VP8 ", FRAME)])
}

/// The extended form, with chunks before and behind the picture.
pub fn webp_with(flags: u8, before: Chunks<'_>, behind: Chunks<'_>) -> Vec<u8> {
    let header = [flags, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let chunks = [&[(b"VP8X", header.as_slice())], before, &[(b"VP8 ", FRAME)], behind].concat();
    riff_container(&chunks)
}

pub fn plain_pdf() -> Vec<u8> {
    b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n\
      xref\n0 3\ntrailer\n<</Size 3/Root 1 0 R>>\nstartxref\n105\n%%EOF"
        .to_vec()
}
