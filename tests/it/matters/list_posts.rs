//! `GET …/matters/{matter}/posts`

use crate::matters::propose_matter::{matter_path, write_post_request};
use crate::people::Person;
use crate::server::shared_server;
use domain::contract::{Empty, ListPosts, WritePost};
use domain::matters::{PostsQuery, Stance, WritePostRequest};

#[test]
fn by_side_with_the_answers_to_each() {
    let server = shared_server();
    let (matter, resident) = (server.accepted(), server.resident());
    let first = server.said(matter, &resident);
    let answer = WritePostRequest { reply_to: Some(first), ..write_post_request(Stance::Against) };
    server.call::<WritePost>(&server.resident(), &matter_path(matter), &answer);
    server.call::<WritePost>(&resident, &matter_path(matter), &write_post_request(Stance::Neutral));
    let all = server.call::<ListPosts>(&Person::guest(), &matter_path(matter), &Empty {}).rows;
    assert_eq!(
        all.iter().map(|post| (post.side, post.replies.len())).collect::<Vec<_>>(),
        [(Stance::Neutral, 0), (Stance::For, 1)]
    );
    let query = PostsQuery { side: Some(Stance::For), ..PostsQuery::default() };
    let page = server.query::<ListPosts>(&resident, &matter_path(matter), &query).rows;
    assert_eq!(page.iter().map(|post| (post.id, post.own)).collect::<Vec<_>>(), [(first, true)]);
    let answer = server.raw::<ListPosts>(&Person::guest(), &matter_path(matter));
    assert!(!answer.text().contains(&resident.me().name), "no name in full");
}
