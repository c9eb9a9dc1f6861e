//! `POST …/posts/{post}/text`

use crate::matters::propose_matter::{at, of, post};
use crate::server::shared;
use domain::contract::{RewritePost, WritePost};
use domain::matters::{PostDraft, PostRevision, Side};

pub fn better() -> PostRevision {
    PostRevision { text: "我改一个错字。".parse().expect("a text") }
}

#[test]
fn the_author_mends_it_until_somebody_answers() {
    let server = shared();
    let (matter, author) = (server.accepted(), server.resident());
    let id = server.said(matter, &author);
    server.call::<RewritePost>(&author, &at(id), &better());
    let other = server.resident();
    assert_eq!(server.refusal::<RewritePost>(&other, &at(id), &better()), (403, "request/not-allowed".into()));
    server.call::<WritePost>(&other, &of(matter), &PostDraft { reply_to: Some(id), ..post(Side::Neutral) });
    let answered = server.refusal::<RewritePost>(&author, &at(id), &better());
    assert_eq!(answered, (409, "matters/already-answered".into()));
}
