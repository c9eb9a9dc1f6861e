//! Files over HTTP: their bytes pass the gate, the Community object decides about them, the Archive object keeps them.
//!
//! HTTP adds the cleaning and the limits of raw bytes, the headers of a served file, two objects that agree about one
//! file, the files of the demonstration, and a restart.

use crate::gate::send_raw;
use crate::server::{Mode, Server, new_folder, shared_server};
use crate::template::copy_to;
use domain::archive::FileId;
use domain::contract::{
    AddPostFiles, Empty, Endpoint, HidePost, ListCases, ProposeMatter, ReadNotices, ShowCase, ShowFile, UploadFile,
    WithdrawMatter, WritePost,
};
use domain::limits;
use domain::matters::{HidePostRequest, HidingRule, ProposeMatterRequest, Stance, WritePostRequest};
use std::io::Write;
use std::net::TcpStream;
use tests::scenes::activities::test_reason;
use tests::scenes::archive::{photo_with, test_photo, upload_file_call};
use tests::scenes::client::{Call, community_code, new_key};
use tests::scenes::matters::{captioned_file, matter_path, post_path, propose_matter_request, write_post_request};
use tests::scenes::people::{DIRECTOR, Person, SUPERVISOR};

fn exif() -> Vec<u8> {
    let text = b"Exif\0\0GPS 29.56N 103.77E made up";
    [&[0xFF, 0xE1, 0, u8::try_from(text.len() + 2).expect("short")], text.as_slice()].concat()
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
    let mut stream = TcpStream::connect(server.api.address.trim_start_matches("http://")).expect("a connection");
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
fn a_key_stands_for_one_file_as_it_is_kept() {
    let server = shared_server();
    let resident = server.resident();
    let first = upload_file_call(&resident, "image/jpeg", test_photo(5));
    let again = Call { body: Some(photo_with(5, &exif())), ..first.clone() };
    let other = Call { body: Some(test_photo(6)), ..first.clone() };
    let kept = server.send(&first).text();
    assert_eq!(server.send(&again).text(), kept, "the same after cleaning");
    assert_eq!(server.send(&other).refusal(), (409, "request/key-reused".into()));
}

#[test]
fn it_is_given_out_as_what_it_is() {
    let server = shared_server();
    let resident = server.resident();
    let file = server.bring(&resident, test_photo(102)).file;
    let answer = server.file(&resident, file);
    for (name, value) in [
        ("content-type", "image/jpeg"),
        ("cache-control", "private, no-store"),
        ("content-disposition", "inline"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "default-src 'none'; sandbox; frame-ancestors 'none'"),
        ("cross-origin-resource-policy", "same-origin"),
        ("etag", &format!("\"{file}\"")),
    ] {
        assert_eq!(answer.header(name), value, "{name}");
    }
    let again = Call::of::<ShowFile>(&resident, &(community_code(), file), &(), &Empty {})
        .with("if-none-match", answer.header("etag"));
    let unchanged = server.send(&again);
    assert_eq!((unchanged.status, unchanged.body.len()), (304, 0));
    let stranger = Call { headers: vec![], ..again }.with("if-none-match", answer.header("etag"));
    assert_eq!(server.send(&stranger).status, 401, "a tag opens nothing");
}

#[test]
fn a_file_has_one_spelling_in_an_address() {
    let server = shared_server();
    let (director, unknown) = (server.person(DIRECTOR), FileId::of(b"nobody's"));
    let url = format!("/api/communities/{}/files/", community_code());
    for (wrong, status, code) in [
        ("abc", 400, "request/malformed"),
        (&unknown.to_string().to_uppercase(), 400, "request/malformed"),
        ("..%2f", 404, "request/not-found"),
    ] {
        let answer = server.send(&Call::get(&format!("{url}{wrong}")).by(&director));
        assert_eq!(answer.refusal(), (status, code.into()), "{wrong}");
    }
}

/// The community decides about each request, so the bytes are given out no longer than the matter is shown.
#[test]
fn a_photo_is_given_out_as_its_matter_is() {
    let server = shared_server();
    let (resident, other) = (server.resident(), server.resident());
    let photo = server.bring(&resident, test_photo(7101)).file;
    let body = ProposeMatterRequest { files: vec![captioned_file(photo)], ..propose_matter_request("pets") };
    let matter = server.call::<ProposeMatter>(&resident, &(community_code(),), &body).matter;
    assert_eq!(server.file(&Person::guest(), photo).status, 401, "as the matter: for anyone who lives here");
    assert_eq!(server.file(&other, photo).body, test_photo(7101));
    server.call::<WithdrawMatter>(&resident, &matter_path(matter), &Empty {});
    assert_eq!(server.file(&other, photo).status, 403, "with the matter its files are hidden");
}

#[test]
fn what_is_hidden_hides_its_photos() {
    let server = shared_server();
    let (matter, author, director) = (server.accepted(), server.resident(), server.person(DIRECTOR));
    let photo = server.bring(&author, test_photo(7201)).file;
    let body = WritePostRequest { files: vec![captioned_file(photo)], ..write_post_request(Stance::For) };
    let post = server.call::<WritePost>(&author, &matter_path(matter), &body).post;
    let added = server.bring_captioned(&author, 7202);
    server.call::<AddPostFiles>(&author, &post_path(post), &added);
    for (file, number) in [(photo, 7201), (added.files[0].file, 7202)] {
        let answer = server.file(&Person::guest(), file);
        assert_eq!((answer.status, answer.header("cache-control")), (200, "private, max-age=300"));
        assert_eq!(answer.body, test_photo(number));
    }
    let hiding = HidePostRequest { rule: HidingRule::Insult, reason: test_reason(), days: Some(7) };
    server.call::<HidePost>(&director, &post_path(post), &hiding);
    for (who, status) in [
        (&Person::guest(), 401),
        (&server.resident(), 403),
        (&director, 404),
        (&server.person(SUPERVISOR), 200),
        (&author, 200),
    ] {
        assert_eq!(server.file(who, photo).status, status);
    }
}

#[test]
fn what_the_demonstration_attaches_can_be_opened() {
    let server = shared_server();
    let director = server.person(DIRECTOR);
    let ended = server.call::<ListCases>(&director, &(community_code(),), &Empty {}).page.rows;
    let case = server.call::<ShowCase>(&director, &(community_code(), ended[0].id), &Empty {});
    let papers = case.file.expect("the file of a case").papers;
    assert!(!papers.is_empty());
    for paper in &papers {
        let answer = server.file(&director, paper.file);
        assert_eq!((answer.status, answer.header("content-type")), (200, "application/pdf"));
        assert_eq!(FileId::of(&answer.body), paper.file);
        assert_eq!(server.file(&server.resident(), paper.file).status, 403, "it has signatures");
    }
}

#[test]
fn files_survive_a_crash() {
    let data = new_folder();
    copy_to(&data);
    let mut server = Server::start(&data, Mode::Demonstration);
    let director = server.person(DIRECTOR);
    let file = server.bring(&director, test_photo(103)).file;
    server.kill();
    let server = Server::start(&data, Mode::Demonstration);
    assert_eq!(server.file(&director, file).body, test_photo(103));
}
