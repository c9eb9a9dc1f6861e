//! `GET …/matters/{matter}/posts`

use crate::matters::propose_matter::{of, post};
use crate::people::Person;
use crate::server::shared;
use domain::contract::{Empty, ListPosts, WritePost};
use domain::matters::{PostDraft, PostsQuery, Side};

#[test]
fn by_side_with_the_answers_to_each() {
    let server = shared();
    let (matter, resident) = (server.accepted(), server.resident());
    let first = server.said(matter, &resident);
    let answer = PostDraft { reply_to: Some(first), ..post(Side::Against) };
    server.call::<WritePost>(&server.resident(), &of(matter), &answer);
    server.call::<WritePost>(&resident, &of(matter), &post(Side::Neutral));
    let all = server.call::<ListPosts>(&Person::guest(), &of(matter), &Empty {}).posts;
    assert_eq!(
        all.iter().map(|post| (post.side, post.replies.len())).collect::<Vec<_>>(),
        [(Side::Neutral, 0), (Side::For, 1)]
    );
    let query = PostsQuery { side: Some(Side::For), ..PostsQuery::default() };
    let page = server.query::<ListPosts>(&resident, &of(matter), &query).posts;
    assert_eq!(page.iter().map(|post| (post.id, post.own)).collect::<Vec<_>>(), [(first, true)]);
    let answer = server.raw::<ListPosts>(&Person::guest(), &of(matter));
    assert!(!answer.text().contains(&resident.me().name), "no name in full");
}
