//! `POST …/matter-moderation`

use crate::client::community_code;
use crate::matters::propose_matter::{matter_path, write_post_request};
use crate::people::{DIRECTOR, Person};
use crate::server::fresh_server;
use domain::contract::{Empty, ListPosts, SetModeration, WritePost};
use domain::matters::{ModerationMode, PostState, SetModerationRequest, Stance};

#[test]
fn looked_at_before_everybody_reads() {
    let server = fresh_server();
    let (matter, author, here) = (server.accepted(), server.resident(), (community_code(),));
    let setting = SetModerationRequest { mode: ModerationMode::Pre };
    assert_eq!(server.refusal::<SetModeration>(&author, &here, &setting), (403, "request/not-allowed".into()));
    server.call::<SetModeration>(&server.person(DIRECTOR), &here, &setting);
    let posted = server.call::<WritePost>(&author, &matter_path(matter), &write_post_request(Stance::For));
    assert_eq!(posted.state, PostState::Waiting);
    assert_eq!(server.call::<ListPosts>(&Person::guest(), &matter_path(matter), &Empty {}).rows, []);
    assert_eq!(server.call::<ListPosts>(&author, &matter_path(matter), &Empty {}).rows.len(), 1);
}
