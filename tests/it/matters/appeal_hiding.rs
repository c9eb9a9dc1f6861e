//! `POST …/posts/{post}/appeal`

use crate::activities::test_reason;
use crate::matters::propose_matter::post_path;
use crate::server::shared_server;
use domain::contract::AppealHiding;
use domain::matters::AppealHidingRequest;

pub fn appeal_hiding_request() -> AppealHidingRequest {
    AppealHidingRequest { reason: test_reason() }
}

#[test]
fn the_author_appeals_once() {
    let server = shared_server();
    let (author, matter) = (server.resident(), server.accepted());
    let id = server.hidden(matter, &author);
    let other = server.refusal::<AppealHiding>(&server.resident(), &post_path(id), &appeal_hiding_request());
    assert_eq!(other, (403, "request/not-allowed".into()));
    server.call::<AppealHiding>(&author, &post_path(id), &appeal_hiding_request());
    let again = server.refusal::<AppealHiding>(&author, &post_path(id), &appeal_hiding_request());
    assert_eq!(again, (409, "matters/already-appealed".into()));
    let shown = server.said(matter, &author);
    let unhidden = server.refusal::<AppealHiding>(&author, &post_path(shown), &appeal_hiding_request());
    assert_eq!(unhidden, (409, "matters/not-hidden".into()));
}
