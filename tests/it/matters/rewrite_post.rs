//! `POST …/posts/{post}/text`

use crate::matters::propose_matter::{matter_path, post_path, write_post_request};
use crate::server::shared_server;
use domain::contract::{RewritePost, WritePost};
use domain::matters::{RewritePostRequest, Stance, WritePostRequest};

pub fn rewrite_post_request() -> RewritePostRequest {
    RewritePostRequest { text: "我改一个错字。".parse().expect("a text") }
}

#[test]
fn the_author_mends_it_until_somebody_answers() {
    let server = shared_server();
    let (matter, author) = (server.accepted(), server.resident());
    let id = server.said(matter, &author);
    server.call::<RewritePost>(&author, &post_path(id), &rewrite_post_request());
    let other = server.resident();
    assert_eq!(
        server.refusal::<RewritePost>(&other, &post_path(id), &rewrite_post_request()),
        (403, "request/not-allowed".into())
    );
    server.call::<WritePost>(
        &other,
        &matter_path(matter),
        &WritePostRequest { reply_to: Some(id), ..write_post_request(Stance::Neutral) },
    );
    let answered = server.refusal::<RewritePost>(&author, &post_path(id), &rewrite_post_request());
    assert_eq!(answered, (409, "matters/already-answered".into()));
}
