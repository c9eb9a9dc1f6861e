//! `POST …/posts/{post}/files`

use crate::activities::test_reason;
use crate::archive::upload_file::test_photo;
use crate::matters::add_matter_files::{captioned_file, captioned_files_request};
use crate::matters::propose_matter::{matter_path, post_path, write_post_request};
use crate::people::{DIRECTOR, Person, SUPERVISOR};
use crate::server::shared_server;
use domain::contract::{AddPostFiles, Empty, HidePost, ListPosts, WritePost};
use domain::matters::{HidePostRequest, HidingRule, Stance, WritePostRequest};

#[test]
fn what_is_hidden_hides_its_photos() {
    let server = shared_server();
    let (matter, author) = (server.accepted(), server.resident());
    let first = server.bring(&author, test_photo(7201)).file;
    let body = WritePostRequest { files: vec![captioned_file(first)], ..write_post_request(Stance::For) };
    let said = server.call::<WritePost>(&author, &matter_path(matter), &body).post;
    let second = server.bring_captioned(&author, 7202);
    server.call::<AddPostFiles>(&author, &post_path(said), &second);
    let answer = server.file(&Person::guest(), first);
    assert_eq!((answer.status, answer.header("cache-control")), (200, "private, max-age=300"));
    let listed = server.call::<ListPosts>(&Person::guest(), &matter_path(matter), &Empty {}).rows;
    assert_eq!(listed[0].files.len(), 2);
    let other = server.resident();
    let theirs = server.bring_captioned(&other, 7203);
    assert_eq!(server.refusal::<AddPostFiles>(&other, &post_path(said), &theirs), (403, "request/not-allowed".into()));
    assert_eq!(
        server.refusal::<AddPostFiles>(&author, &post_path(said), &theirs),
        (422, "archive/no-such-file".into())
    );
    let many: Vec<_> = (7210..7213).map(|number| server.bring(&author, test_photo(number)).file).collect();
    let too_many = server.refusal::<AddPostFiles>(&author, &post_path(said), &captioned_files_request(&many));
    assert_eq!(too_many, (422, "archive/too-many-attached".into()));
    let hiding = HidePostRequest { rule: HidingRule::Insult, reason: test_reason(), days: Some(7) };
    server.call::<HidePost>(&server.person(DIRECTOR), &post_path(said), &hiding);
    for (who, status) in [
        (&Person::guest(), 401),
        (&other, 403),
        (&server.person(DIRECTOR), 404),
        (&server.person(SUPERVISOR), 200),
        (&author, 200),
    ] {
        assert_eq!(server.file(who, first).status, status);
    }
    assert_eq!(
        server.refusal::<AddPostFiles>(&author, &post_path(said), &second),
        (409, "matters/post-not-shown".into())
    );
}
