//! `POST …/matter-moderation`

use crate::client::code;
use crate::matters::propose_matter::{of, post};
use crate::people::{DIRECTOR, Person};
use crate::server::fresh;
use domain::contract::{Empty, ListPosts, SetModeration, WritePost};
use domain::matters::{ModerationMode, ModerationSetting, PostState, Side};

#[test]
fn looked_at_before_everybody_reads() {
    let server = fresh();
    let (matter, author, here) = (server.accepted(), server.resident(), (code(),));
    let setting = ModerationSetting { mode: ModerationMode::Pre };
    assert_eq!(server.refusal::<SetModeration>(&author, &here, &setting), (403, "request/not-allowed".into()));
    server.call::<SetModeration>(&server.person(DIRECTOR), &here, &setting);
    let posted = server.call::<WritePost>(&author, &of(matter), &post(Side::For));
    assert_eq!(posted.state, PostState::Waiting);
    assert_eq!(server.call::<ListPosts>(&Person::guest(), &of(matter), &Empty {}).posts, []);
    assert_eq!(server.call::<ListPosts>(&author, &of(matter), &Empty {}).posts.len(), 1);
}
