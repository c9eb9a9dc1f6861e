//! `POST …/matters/{matter}/versions`

use crate::activities::test_reason;
use crate::matters::propose_matter::matter_path;
use crate::people::DIRECTOR;
use crate::server::shared_server;
use domain::contract::AddVersion;
use domain::matters::AddVersionRequest;

pub fn add_version_request() -> AddVersionRequest {
    AddVersionRequest { text: "按大家的意见改过的正文。".parse().expect("a text"), summary: test_reason() }
}

#[test]
fn the_organiser_writes_what_was_agreed_so_far() {
    let server = shared_server();
    let (director, matter) = (server.person(DIRECTOR), server.accepted());
    let resident = server.refusal::<AddVersion>(&server.resident(), &matter_path(matter), &add_version_request());
    assert_eq!(resident, (403, "request/not-allowed".into()));
    server.call::<AddVersion>(&director, &matter_path(matter), &add_version_request());
    let same = server.refusal::<AddVersion>(&director, &matter_path(matter), &add_version_request());
    assert_eq!(same, (422, "matters/same-text".into()));
    let waits = server.proposed(&server.resident());
    let early = server.refusal::<AddVersion>(&director, &matter_path(waits), &add_version_request());
    assert_eq!(early, (409, "matters/not-discussing".into()));
}
