//! `POST …/matters/{matter}/posts`

use crate::matters::propose_matter::{matter_path, write_post_request};
use crate::people::Person;
use crate::server::shared_server;
use domain::contract::WritePost;
use domain::matters::{PostState, Stance, WritePostRequest};

#[test]
fn a_resident_speaks_and_is_answered_two_deep() {
    let server = shared_server();
    let (matter, resident) = (server.accepted(), server.resident());
    let first = server.call::<WritePost>(&resident, &matter_path(matter), &write_post_request(Stance::For));
    assert_eq!(first.state, PostState::Shown);
    let answer = WritePostRequest { reply_to: Some(first.post), ..write_post_request(Stance::Against) };
    let second = server.call::<WritePost>(&server.resident(), &matter_path(matter), &answer);
    let deeper = WritePostRequest { reply_to: Some(second.post), ..write_post_request(Stance::For) };
    let refusal = |who: &Person, body: &WritePostRequest| server.refusal::<WritePost>(who, &matter_path(matter), body);
    assert_eq!(refusal(&resident, &deeper), (422, "matters/too-deep".into()));
    assert_eq!(
        refusal(&resident, &WritePostRequest { version: 2, ..write_post_request(Stance::For) }),
        (400, "request/malformed".into())
    );
    assert_eq!(refusal(&Person::guest(), &write_post_request(Stance::For)), (401, "request/not-signed-in".into()));
    let over =
        server.refusal::<WritePost>(&resident, &matter_path(server.discussed(true)), &write_post_request(Stance::For));
    assert_eq!(over, (409, "matters/not-discussing".into()));
}
