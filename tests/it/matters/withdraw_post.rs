//! `POST …/posts/{post}/withdrawal`

use crate::matters::propose_matter::{matter_path, post_path};
use crate::people::Person;
use crate::server::shared_server;
use domain::contract::{Empty, ListPosts, WithdrawPost};
use domain::matters::PostState;

#[test]
fn the_author_takes_it_back_and_that_is_seen() {
    let server = shared_server();
    let (matter, author) = (server.accepted(), server.resident());
    let id = server.said(matter, &author);
    let other = server.refusal::<WithdrawPost>(&server.resident(), &post_path(id), &Empty {});
    assert_eq!(other, (403, "request/not-allowed".into()));
    server.call::<WithdrawPost>(&author, &post_path(id), &Empty {});
    let shown = server.call::<ListPosts>(&Person::guest(), &matter_path(matter), &Empty {}).rows.remove(0);
    assert_eq!((shown.state, shown.text), (PostState::Withdrawn, None));
    let again = server.refusal::<WithdrawPost>(&author, &post_path(id), &Empty {});
    assert_eq!(again, (409, "matters/already-withdrawn".into()));
}
