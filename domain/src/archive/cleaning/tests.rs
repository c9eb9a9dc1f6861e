//! Files that are what they claim to be, files that are not, and arbitrary bytes.

mod properties;
mod samples;

use super::*;
use crate::archive::FileKind as K;
use samples::{
    SECRET, exif_segment, jpeg_with, jpeg_with_coded, plain_jpeg, plain_pdf, plain_png, plain_webp, png_chunk,
    png_with, riff_container, webp_with,
};

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn joined(parts: &[&[u8]]) -> Vec<u8> {
    parts.concat()
}

/// Kind or refusal, in a word.
fn outcome(content_type: &str, bytes: &[u8]) -> Result<K, &'static str> {
    clean_file(content_type, bytes).map(|clean| clean.kind).map_err(|refusal| refusal.spec().code)
}

/// The same with one part for another.
fn swap(bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    let at = bytes.windows(from.len()).position(|window| window == from).expect("something to swap");
    [&bytes[..at], to, &bytes[at + from.len()..]].concat()
}

#[test]
fn a_file_is_what_its_bytes_are() {
    const NOT_ACCEPTED: Result<K, &str> = Err("archive/kind-not-accepted");
    const LIES: Result<K, &str> = Err("archive/not-what-it-says");
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>"#;
    let html = b"<!doctype html><script>alert(1)</script>";
    for (what, content_type, bytes, expect) in [
        ("a photo", "image/jpeg", plain_jpeg(), Ok(K::Jpeg)),
        ("with a parameter", "Image/JPEG; charset=x", plain_jpeg(), Ok(K::Jpeg)),
        ("a picture", "image/png", plain_png(), Ok(K::Png)),
        ("a WebP", "image/webp", plain_webp(), Ok(K::Webp)),
        ("a document", "application/pdf", plain_pdf(), Ok(K::Pdf)),
        (
            "a way within it",
            "application/pdf",
            swap(plain_pdf(), b"/Catalog", b"/Catalog/OpenAction<</S/GoTo/D[3 0 R]>>"),
            Ok(K::Pdf),
        ),
        (
            "an address",
            "application/pdf",
            swap(plain_pdf(), b"/Catalog", b"/Catalog/A<</S/URI/URI(https:x)>>"),
            Ok(K::Pdf),
        ),
        (
            "names that go on",
            "application/pdf",
            swap(plain_pdf(), b"/Catalog", b"/Catalog/GoToRoom 1/XFAB 2/Launches#20 3"),
            Ok(K::Pdf),
        ),
        ("a photo called a picture", "image/png", plain_jpeg(), LIES),
        ("a picture called a photo", "image/jpeg", plain_png(), LIES),
        ("a document called a photo", "image/jpeg", plain_pdf(), LIES),
        ("a photo called a document", "application/pdf", plain_jpeg(), LIES),
        ("a photo called nothing", "", plain_jpeg(), LIES),
        ("a photo called a page", "text/html", plain_jpeg(), LIES),
        ("a photo called bytes", "application/octet-stream", plain_jpeg(), LIES),
        ("SVG", "image/svg+xml", svg.to_vec(), NOT_ACCEPTED),
        ("SVG called a picture", "image/png", svg.to_vec(), NOT_ACCEPTED),
        ("HTML", "text/html", html.to_vec(), NOT_ACCEPTED),
        ("HTML called a photo", "image/jpeg", html.to_vec(), NOT_ACCEPTED),
        ("HTML before a photo", "image/jpeg", joined(&[html, &plain_jpeg()]), NOT_ACCEPTED),
        ("HTML before a document", "application/pdf", joined(&[html, &plain_pdf()]), NOT_ACCEPTED),
        ("a line before a document", "application/pdf", joined(&[b"\n", &plain_pdf()]), NOT_ACCEPTED),
        ("ZIP", "application/pdf", b"PK\x03\x04".to_vec(), NOT_ACCEPTED),
        ("ZIP before a picture", "image/png", joined(&[b"PK\x03\x04", &plain_png()]), NOT_ACCEPTED),
        ("GIF", "image/gif", b"GIF89a\x01\x00\x01\x00".to_vec(), NOT_ACCEPTED),
        ("HEIC", "image/heic", b"\0\0\0\x18ftypheic".to_vec(), NOT_ACCEPTED),
        ("JSON", "application/json", b"{}".to_vec(), NOT_ACCEPTED),
        ("nothing", "image/jpeg", vec![], NOT_ACCEPTED),
    ] {
        assert_eq!(outcome(content_type, &bytes), expect, "{what}");
    }
}

#[test]
fn where_a_photo_was_taken_does_not_stay() {
    let (jpeg_app, xmp) = (exif_segment(), [b"http://ns.adobe.com/xap/1.0/\0".as_slice(), SECRET].concat());
    for (what, content_type, bytes, plain) in [
        ("Exif", "image/jpeg", jpeg_with(&[(0xE1, &jpeg_app)]), plain_jpeg()),
        ("XMP", "image/jpeg", jpeg_with(&[(0xE1, &xmp)]), plain_jpeg()),
        ("IPTC", "image/jpeg", jpeg_with(&[(0xED, SECRET)]), plain_jpeg()),
        ("a comment", "image/jpeg", jpeg_with(&[(0xFE, SECRET)]), plain_jpeg()),
        ("JFIF with a preview", "image/jpeg", jpeg_with(&[(0xE0, SECRET)]), plain_jpeg()),
        ("behind the end", "image/jpeg", joined(&[&plain_jpeg(), SECRET]), plain_jpeg()),
        (
            "a second photo behind",
            "image/jpeg",
            joined(&[&plain_jpeg(), &jpeg_with(&[(0xE1, &jpeg_app)])]),
            plain_jpeg(),
        ),
        ("tEXt", "image/png", png_with(&[(b"tEXt", SECRET)]), plain_png()),
        ("zTXt", "image/png", png_with(&[(b"zTXt", SECRET)]), plain_png()),
        ("iTXt", "image/png", png_with(&[(b"iTXt", SECRET)]), plain_png()),
        ("eXIf", "image/png", png_with(&[(b"eXIf", SECRET)]), plain_png()),
        ("tIME", "image/png", png_with(&[(b"tIME", &SECRET[..7])]), plain_png()),
        ("iCCP", "image/png", png_with(&[(b"iCCP", SECRET)]), plain_png()),
        ("a chunk of its own", "image/png", png_with(&[(b"gpSS", SECRET)]), plain_png()),
        ("gAMA with a letter", "image/png", png_with(&[(b"gAMA", SECRET)]), plain_png()),
        ("a picture in motion", "image/png", png_with(&[(b"acTL", &[0; 8]), (b"fdAT", SECRET)]), plain_png()),
        ("ZIP behind", "image/png", joined(&[&plain_png(), b"PK\x03\x04", SECRET]), plain_png()),
        ("EXIF", "image/webp", webp_with(0x08, &[], &[(b"EXIF", SECRET)]), webp_with(0, &[], &[])),
        ("XMP", "image/webp", webp_with(0x04, &[], &[(b"XMP ", SECRET)]), webp_with(0, &[], &[])),
        ("ICCP", "image/webp", webp_with(0x20, &[(b"ICCP", SECRET)], &[]), webp_with(0, &[], &[])),
        ("unknown", "image/webp", webp_with(0, &[(b"GPSX", SECRET)], &[]), webp_with(0, &[], &[])),
        ("behind", "image/webp", joined(&[&plain_webp(), SECRET]), plain_webp()),
    ] {
        assert!(holds(&bytes, &SECRET[..7]), "{what}: nothing to take out");
        let cleaned = clean_file(content_type, &bytes).unwrap_or_else(|refusal| panic!("{what}: {refusal:?}")).bytes;
        assert!(!holds(&cleaned, &SECRET[..7]), "{what} stayed");
        assert_eq!(cleaned, plain, "{what}");
        assert!(cleaned.len() < bytes.len(), "{what}");
    }
}

#[test]
fn what_is_needed_for_showing_stays() {
    let adobe = b"Adobe\0d\0\0\0\0\x01";
    let grey = png_with(&[(b"gAMA", &[0, 0, 0xB1, 0x8F]), (b"tRNS", &[0, 1])]);
    let alpha = webp_with(0x10, &[(b"ALPH", &[1, 2, 3])], &[]);
    for (content_type, bytes) in [
        ("image/jpeg", jpeg_with(&[(0xEE, adobe)])),
        ("image/png", grey),
        ("image/webp", alpha),
        ("application/pdf", plain_pdf()),
    ] {
        assert_eq!(clean_file(content_type, &bytes).unwrap().bytes, bytes, "{content_type}");
    }
    let more = clean_file("image/jpeg", &jpeg_with(&[(0xEE, &[adobe.as_slice(), SECRET].concat())])).unwrap().bytes;
    assert_eq!(more, jpeg_with(&[(0xEE, adobe)]), "Adobe's mark and nothing behind it");
}

#[test]
fn what_is_not_built_as_its_kind_is_refused() {
    const DAMAGED: &str = "archive/damaged";
    const ACTIVE: &str = "archive/active-content";
    const PIXELS: &str = "archive/too-many-pixels";
    let large = limits::FILE_SIDE_PIXELS_MAX + 1;
    let [.., l1, l0] = large.to_be_bytes();
    for (what, content_type, bytes, expect) in [
        ("no frame", "image/jpeg", swap(plain_jpeg(), &[0xFF, 0xC0], &[0xFF, 0xC4]), DAMAGED),
        ("no scan", "image/jpeg", vec![0xFF, 0xD8, 0xFF, 0xD9], DAMAGED),
        ("two frames", "image/jpeg", jpeg_with(&[(0xC0, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0])]), DAMAGED),
        ("differential", "image/jpeg", swap(plain_jpeg(), &[0xFF, 0xC0], &[0xFF, 0xC5]), DAMAGED),
        ("no height", "image/jpeg", swap(plain_jpeg(), &[8, 0, 1], &[8, 0, 0]), DAMAGED),
        ("as wide as a field", "image/jpeg", swap(plain_jpeg(), &[8, 0, 1, 0, 1], &[8, 0, 1, l1, l0]), PIXELS),
        ("a wrong sum", "image/png", swap(plain_png(), b"IDAT\x78", b"IDAT\x79"), DAMAGED),
        ("no data", "image/png", joined(&[SIGNED, &header(1, 1), &png_chunk(*b"IEND", b"")]), DAMAGED),
        ("no header", "image/png", joined(&[SIGNED, &png_chunk(*b"IDAT", b"x"), &png_chunk(*b"IEND", b"")]), DAMAGED),
        ("a chunk to be understood", "image/png", png_with(&[(b"GPSX", SECRET)]), DAMAGED),
        ("two headers", "image/png", png_with(&[(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])]), DAMAGED),
        ("as high as a tower", "image/png", tall_png(large), PIXELS),
        ("in motion", "image/webp", webp_with(0x02, &[], &[]), DAMAGED),
        ("no picture", "image/webp", riff_container(&[(b"EXIF", SECRET)]), DAMAGED),
        ("no key frame", "image/webp", swap(plain_webp(), &[0x9D, 0x01, 0x2A], &[0x9D, 0x01, 0x2B]), DAMAGED),
        ("no end", "application/pdf", plain_pdf()[..plain_pdf().len() - 6].to_vec(), DAMAGED),
        ("something behind", "application/pdf", joined(&[&plain_pdf(), b"<script>"]), DAMAGED),
        ("no table", "application/pdf", swap(plain_pdf(), b"startxref", b"stopxref!"), DAMAGED),
        ("a version of tomorrow", "application/pdf", swap(plain_pdf(), b"%PDF-1.4", b"%PDF-9.4"), DAMAGED),
        ("ZIP within", "application/pdf", swap(plain_pdf(), b"startxref", b"PK\x05\x06 startxref"), DAMAGED),
        (
            "a program",
            "application/pdf",
            swap(plain_pdf(), b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(x)>>"),
            ACTIVE,
        ),
        (
            "a program's name in digits",
            "application/pdf",
            swap(plain_pdf(), b"/Catalog", b"/Catalog/A<</S/J#61vaScr#69pt/JS(x)>>"),
            ACTIVE,
        ),
        (
            "a start's name in digits",
            "application/pdf",
            swap(plain_pdf(), b"/Catalog", b"/Catalog/A<</S/#4caunc#68 /F(x)>>"),
            ACTIVE,
        ),
        (
            "a form that is sent",
            "application/pdf",
            swap(plain_pdf(), b"/Catalog", b"/Catalog/A<</S/SubmitForm/F(x)>>"),
            ACTIVE,
        ),
        ("another file", "application/pdf", swap(plain_pdf(), b"/Catalog", b"/Catalog/A<</S/GoToR/F(x)>>"), ACTIVE),
        (
            "a file within another",
            "application/pdf",
            swap(plain_pdf(), b"/Catalog", b"/Catalog/A<</S/GoToE/T 1 0 R>>"),
            ACTIVE,
        ),
        (
            "a form brought in",
            "application/pdf",
            swap(plain_pdf(), b"/Catalog", b"/Catalog/A<</S/ImportData/F(x)>>"),
            ACTIVE,
        ),
        (
            "a form of another kind",
            "application/pdf",
            swap(plain_pdf(), b"/Catalog", b"/Catalog/AcroForm<</XFA 3 0 R>>"),
            ACTIVE,
        ),
        ("a start", "application/pdf", swap(plain_pdf(), b"/Catalog", b"/Catalog/A<</S/Launch/F(x)>>"), ACTIVE),
        ("files", "application/pdf", swap(plain_pdf(), b"/Catalog", b"/Catalog/Names<</EmbeddedFiles 3 0 R>>"), ACTIVE),
        ("locked", "application/pdf", swap(plain_pdf(), b"/Catalog", b"/Catalog/Encrypt 3 0 R"), ACTIVE),
    ] {
        assert_eq!(outcome(content_type, &bytes), Err(expect), "{what}");
    }
}

const SIGNED: &[u8] = png::SIGNATURE;

fn header(width: u32, height: u32) -> Vec<u8> {
    let data = [width.to_be_bytes().as_slice(), &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    png_chunk(*b"IHDR", &data)
}

fn tall_png(height: u32) -> Vec<u8> {
    joined(&[SIGNED, &header(1, height), &png_chunk(*b"IDAT", b"x"), &png_chunk(*b"IEND", b"")])
}

#[test]
fn every_shorter_file_is_refused() {
    for (content_type, bytes) in [
        ("image/jpeg", plain_jpeg()),
        ("image/png", plain_png()),
        ("image/webp", webp_with(0x10, &[(b"ALPH", &[1])], &[])),
    ] {
        for length in 0..bytes.len() {
            assert!(outcome(content_type, &bytes[..length]).is_err(), "{content_type} cut off at {length}");
        }
    }
}

#[test]
fn a_file_has_an_end() {
    let most = limits::FILE_BYTES_MAX as usize;
    let coded = |bytes: usize| jpeg_with_coded(&vec![0x55; bytes]);
    assert_eq!(clean_file("image/jpeg", &coded(most)).unwrap_err(), Refusal::FileTooLarge { megabytes_max: 1 });
    let fits = coded(most - coded(0).len());
    assert_eq!(clean_file("image/jpeg", &fits).unwrap().bytes.len(), most);
    let exif = vec![0; 60_000];
    let sent = [&fits[..2], &jpeg_with(&[(0xE1, &exif)])[2..60_006], &fits[2..]].concat();
    assert!(sent.len() > most);
    assert_eq!(clean_file("image/jpeg", &sent).unwrap().bytes, fits, "what is taken out does not count");
}
