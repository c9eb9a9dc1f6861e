//! `POST …/posts/{post}/release`

use crate::matters::propose_matter::{matter_path, post_path};
use crate::people::{DIRECTOR, Person};
use crate::server::shared_server;
use domain::contract::{Empty, ListPosts, ReleasePost};
use domain::matters::PostState;

#[test]
fn the_committee_takes_a_hiding_back() {
    let server = shared_server();
    let (director, author, matter) = (server.person(DIRECTOR), server.resident(), server.accepted());
    let id = server.hidden(matter, &author);
    assert_eq!(server.refusal::<ReleasePost>(&author, &post_path(id), &Empty {}), (403, "request/not-allowed".into()));
    assert_eq!(server.call::<ReleasePost>(&director, &post_path(id), &Empty {}).state, PostState::Shown);
    let shown = server.call::<ListPosts>(&Person::guest(), &matter_path(matter), &Empty {}).rows.remove(0);
    assert!(shown.text.is_some() && shown.hiding.is_none(), "nobody else needs to know");
    let again = server.refusal::<ReleasePost>(&director, &post_path(id), &Empty {});
    assert_eq!(again, (409, "matters/nothing-to-release".into()));
}
