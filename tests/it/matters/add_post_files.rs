//! `POST …/posts/{post}/files`

use crate::archive::upload_file::photo;
use crate::matters::add_matter_files::{captioned, files};
use crate::matters::propose_matter::{at, of, post};
use crate::people::{DIRECTOR, Person, SUPERVISOR};
use crate::scene::reason;
use crate::server::shared;
use domain::contract::{AddPostFiles, Empty, HidePost, ListPosts, WritePost};
use domain::matters::{HidePostWith, HidingRule, PostDraft, Side};

#[test]
fn what_is_hidden_hides_its_photos() {
    let server = shared();
    let (matter, author) = (server.accepted(), server.resident());
    let first = server.bring(&author, photo(7201)).file;
    let body = PostDraft { files: vec![captioned(first)], ..post(Side::For) };
    let said = server.call::<WritePost>(&author, &of(matter), &body).post;
    let second = server.bring_captioned(&author, 7202);
    server.call::<AddPostFiles>(&author, &at(said), &second);
    let answer = server.file(&Person::guest(), first);
    assert_eq!((answer.status, answer.header("cache-control")), (200, "private, max-age=300"));
    let listed = server.call::<ListPosts>(&Person::guest(), &of(matter), &Empty {}).posts;
    assert_eq!(listed[0].files.len(), 2);
    let other = server.resident();
    let theirs = server.bring_captioned(&other, 7203);
    assert_eq!(server.refusal::<AddPostFiles>(&other, &at(said), &theirs), (403, "request/not-allowed".into()));
    assert_eq!(server.refusal::<AddPostFiles>(&author, &at(said), &theirs), (422, "archive/no-such-file".into()));
    let many: Vec<_> = (7210..7213).map(|number| server.bring(&author, photo(number)).file).collect();
    let too_many = server.refusal::<AddPostFiles>(&author, &at(said), &files(&many));
    assert_eq!(too_many, (422, "archive/too-many-attached".into()));
    let hiding = HidePostWith { rule: HidingRule::Insult, reason: reason(), days: Some(7) };
    server.call::<HidePost>(&server.person(DIRECTOR), &at(said), &hiding);
    for (who, status) in [
        (&Person::guest(), 401),
        (&other, 403),
        (&server.person(DIRECTOR), 404),
        (&server.person(SUPERVISOR), 200),
        (&author, 200),
    ] {
        assert_eq!(server.file(who, first).status, status);
    }
    assert_eq!(server.refusal::<AddPostFiles>(&author, &at(said), &second), (409, "matters/post-not-shown".into()));
}
