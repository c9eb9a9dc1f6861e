//! `GET …/files/{file}`

use super::upload_file::test_photo;
use crate::client::{Call, community_code};
use crate::people::{DIRECTOR, GRID_WORKER, LEADER, Person, SUPERVISOR};
use crate::server::{Mode, Server, new_folder, shared_server};
use crate::template::copy_to;
use domain::archive::FileId;
use domain::contract::{Empty, ListCases, ShowCase, ShowFile};

#[test]
fn a_file_that_is_attached_to_nothing_is_for_few() {
    let server = shared_server();
    let (resident, stranger) = (server.resident(), server.resident());
    let file = server.bring(&resident, test_photo(101)).file;
    for who in [&resident, &server.person(DIRECTOR), &server.person(SUPERVISOR)] {
        assert_eq!((server.file(who, file).status, server.file(who, file).body), (200, test_photo(101)));
    }
    for who in [&stranger, &server.person(LEADER), &server.person(GRID_WORKER)] {
        assert_eq!(server.file(who, file).refusal(), (403, "request/not-allowed".into()));
    }
    assert_eq!(server.file(&Person::guest(), file).refusal(), (401, "request/not-signed-in".into()));
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
fn what_is_not_there_is_told_to_whoever_may_see_all() {
    let server = shared_server();
    let unknown = FileId::of(b"nobody's");
    assert_eq!(server.file(&server.person(DIRECTOR), unknown).refusal(), (404, "request/not-found".into()));
    assert_eq!(server.file(&server.resident(), unknown).refusal(), (403, "request/not-allowed".into()));
    let url = format!("/api/communities/{}/files/", community_code());
    for (wrong, status, code) in [
        ("abc", 400, "request/malformed"),
        (&unknown.to_string().to_uppercase(), 400, "request/malformed"),
        ("..%2f", 404, "request/not-found"),
    ] {
        let answer = server.send(&Call::get(&format!("{url}{wrong}")).by(&server.person(DIRECTOR)));
        assert_eq!(answer.refusal(), (status, code.into()), "{wrong}");
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
