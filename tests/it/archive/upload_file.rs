//! `POST …/files`

use crate::client::{Call, HttpAnswer, community_code, new_key};
use crate::gate::send_raw;
use crate::people::Person;
use crate::server::{Server, shared_server};
use domain::archive::{FileId, KeptFile};
use domain::contract::{Empty, Endpoint, KEY_HEADER, ReadNotices, ShowFile, UploadFile};
use domain::limits;
use std::io::Write;
use std::net::TcpStream;

/// A photo of one pixel, distinguished by its number.
pub fn test_photo(number: u32) -> Vec<u8> {
    photo_with(number, &[])
}

/// With segments before the image, and enough coded data to distinguish the photos.
fn photo_with(number: u32, segments: &[u8]) -> Vec<u8> {
    let table = [&[0xFF, 0xDB, 0, 67, 0][..], &[1; 64]].concat();
    let frame = [0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0];
    let scan = [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0];
    // Seven bits in each byte, so that no byte begins a marker.
    let coded: Vec<u8> = (0..5).map(|at| u8::try_from(number >> (7 * at) & 0x7F).expect("seven bits")).collect();
    [&[0xFF, 0xD8], segments, &table, &frame, &scan, &coded, &[0xFF, 0xD9]].concat()
}

fn exif() -> Vec<u8> {
    let text = b"Exif\0\0GPS 29.56N 103.77E made up";
    [&[0xFF, 0xE1, 0, u8::try_from(text.len() + 2).expect("short")], text.as_slice()].concat()
}

pub fn upload_file_call(who: &Person, content_type: &str, bytes: Vec<u8>) -> Call {
    let url = UploadFile::url(&(community_code(),), &());
    Call::post(&url, bytes).with("content-type", content_type).with(KEY_HEADER, &new_key().to_string()).by(who)
}

impl Server {
    /// Uploads a photo; no refusal is expected.
    pub fn bring(&self, who: &Person, bytes: Vec<u8>) -> KeptFile {
        let answer = self.send(&upload_file_call(who, "image/jpeg", bytes));
        answer.read::<UploadFile>().unwrap_or_else(|problem| panic!("{problem:?}"))
    }

    /// The raw answer to a person who asks for a file.
    pub fn file(&self, who: &Person, file: FileId) -> HttpAnswer {
        self.send(&Call::of::<ShowFile>(who, &(community_code(), file), &(), &Empty {}))
    }
}

#[test]
fn where_a_photo_was_taken_does_not_arrive() {
    let server = shared_server();
    let resident = server.resident();
    let kept = server.bring(&resident, photo_with(1, &exif()));
    assert_eq!(kept.file, FileId::of(&test_photo(1)));
    assert_eq!(kept.bytes as usize, test_photo(1).len());
    assert_eq!(server.file(&resident, kept.file).body, test_photo(1));
    assert_eq!(server.bring(&resident, test_photo(1)), kept, "the same photo, cleaned by the phone");
    assert_eq!(server.bring(&server.resident(), photo_with(1, &exif())), kept, "of somebody else");
}

#[test]
fn files_that_lie_are_refused() {
    let server = shared_server();
    let resident = server.resident();
    // One pixel wider than accepted: the frame follows two bytes of start and a table of 69.
    let mut wide = test_photo(2);
    wide[78..80].copy_from_slice(&[0x10, 0x01]);
    let script = b"%PDF-1.4\n1 0 obj\n<</S/JavaScript>>\nendobj\nstartxref\n0\n%%EOF".to_vec();
    for (content_type, bytes, refusal) in [
        ("image/jpeg", wide, (422, "archive/too-many-pixels")),
        ("application/pdf", script, (422, "archive/active-content")),
        ("image/png", test_photo(2), (415, "archive/not-what-it-says")),
        ("application/pdf", test_photo(2), (415, "archive/not-what-it-says")),
        ("text/html", test_photo(2), (415, "archive/not-what-it-says")),
        ("application/json", b"{}".to_vec(), (415, "archive/kind-not-accepted")),
        ("image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), (415, "archive/kind-not-accepted")),
        ("image/jpeg", b"<!doctype html><script>1</script>".to_vec(), (415, "archive/kind-not-accepted")),
        ("application/pdf", [b"PK\x03\x04", b"%PDF-1.4".as_slice()].concat(), (415, "archive/kind-not-accepted")),
        ("image/jpeg", test_photo(2)[..40].to_vec(), (422, "archive/damaged")),
        ("application/pdf", b"%PDF-1.4 %%EOF".to_vec(), (422, "archive/damaged")),
        ("image/jpeg", vec![], (415, "archive/kind-not-accepted")),
    ] {
        let answer = server.send(&upload_file_call(&resident, content_type, bytes));
        assert_eq!(answer.refusal(), (refusal.0, refusal.1.to_owned()), "{content_type}");
        answer.declared_problem(&UploadFile::SPEC);
    }
}

#[test]
fn a_file_has_a_limit_of_its_own_and_other_bodies_have_theirs() {
    let server = shared_server();
    let resident = server.resident();
    let too_large = (413, "request/too-large".to_owned());
    let large = |bytes: usize| photo_with(3, &vec![0xFF; bytes]);
    // Any number of FF may precede a marker: all of them are removed.
    let most = limits::FILE_UPLOAD_BYTES_MAX - test_photo(3).len();
    assert_eq!(server.bring(&resident, large(most)).file, FileId::of(&test_photo(3)));
    assert_eq!(refused_early(server, &upload_file_call(&resident, "image/jpeg", large(most + 1))), too_large);
    let url = ReadNotices::url(&(community_code(),), &());
    let elsewhere = Call { url, ..upload_file_call(&resident, "image/jpeg", test_photo(3)) };
    assert_eq!(server.send(&elsewhere).refusal(), (415, "request/not-json".into()), "a file is taken in one place");
    let declared = elsewhere.with("content-type", "application/json");
    let declared = Call { body: Some(vec![b' '; limits::BODY_BYTES_MAX + 1]), ..declared };
    assert_eq!(refused_early(server, &declared), too_large, "and is larger there alone");
}

/// The answer to a body that the server refuses by its length, without reading it. It then closes the connection, which
/// this client may notice before it has read the answer.
fn refused_early(server: &Server, call: &Call) -> (u16, String) {
    let mut tries = (0..10).filter_map(|_| server.try_send(call).ok());
    tries.next().expect("an answer in ten tries").refusal()
}

#[test]
fn fifty_megabytes_declared_or_not() {
    let server = shared_server();
    let resident = server.resident();
    let cookie = resident.cookie.clone().expect("a cookie");
    let head = |length: &str| {
        let path = UploadFile::url(&(community_code(),), &());
        let key = new_key();
        format!(
            "POST {path} HTTP/1.1\r\nContent-Type: image/jpeg\r\nCookie: {cookie}\r\nIdempotency-Key: {key}\r\n{length}"
        )
    };
    let declared = send_raw(server, &head("Content-Length: 52428800"), &[]);
    assert!(declared.0 == 413 && declared.1.contains("request/too-large"), "{declared:?}");
    let piece = [b"10000\r\n".as_slice(), &vec![0xFF; 0x1_0000], b"\r\n"].concat();
    let pieces = |count: usize| [piece.repeat(count), b"0\r\n\r\n".to_vec()].concat();
    let one_more =
        send_raw(server, &head("Transfer-Encoding: chunked"), &pieces(limits::FILE_UPLOAD_BYTES_MAX / 0x1_0000 + 1));
    assert!(one_more.0 == 413 && one_more.1.contains("request/too-large"), "{one_more:?}");
    // A client that keeps sending finds the connection closed, perhaps before it could read the answer.
    let mut stream = TcpStream::connect(server.address.trim_start_matches("http://")).expect("a connection");
    let head = format!("{}\r\nHost: linli\r\nConnection: close\r\n\r\n", head("Transfer-Encoding: chunked"));
    stream.write_all(head.as_bytes()).expect("the head is sent");
    let sent = (0..800).take_while(|_| stream.write_all(&piece).is_ok()).count();
    drop(stream);
    assert_eq!(
        server.bring(&resident, test_photo(4)).file,
        FileId::of(&test_photo(4)),
        "after {sent} pieces the server goes on"
    );
}

#[test]
fn a_key_stands_for_one_file_and_nobody_else_has_one() {
    let server = shared_server();
    let resident = server.resident();
    let first = upload_file_call(&resident, "image/jpeg", test_photo(5));
    let again = Call { body: Some(photo_with(5, &exif())), ..first.clone() };
    let other = Call { body: Some(test_photo(6)), ..first.clone() };
    let kept = server.send(&first).text();
    assert_eq!(server.send(&again).text(), kept, "the same after cleaning");
    assert_eq!(server.send(&other).refusal(), (409, "request/key-reused".into()));
    let guest = upload_file_call(&Person::guest(), "image/jpeg", test_photo(6));
    assert_eq!(server.send(&guest).refusal(), (401, "request/not-signed-in".into()));
    let foreign = upload_file_call(&resident, "image/jpeg", test_photo(6)).with("origin", "https://evil.example");
    assert_eq!(server.send(&foreign).refusal(), (403, "request/cross-origin".into()));
}
