//! `POST …/posts/{post}/appeal`

use crate::matters::propose_matter::at;
use crate::scene::reason;
use crate::server::shared;
use domain::contract::AppealHiding;
use domain::matters::AppealWith;

pub fn appeal() -> AppealWith {
    AppealWith { reason: reason() }
}

#[test]
fn the_author_appeals_once() {
    let server = shared();
    let (author, matter) = (server.resident(), server.accepted());
    let id = server.hidden(matter, &author);
    let other = server.refusal::<AppealHiding>(&server.resident(), &at(id), &appeal());
    assert_eq!(other, (403, "request/not-allowed".into()));
    server.call::<AppealHiding>(&author, &at(id), &appeal());
    let again = server.refusal::<AppealHiding>(&author, &at(id), &appeal());
    assert_eq!(again, (409, "matters/already-appealed".into()));
    let shown = server.said(matter, &author);
    let unhidden = server.refusal::<AppealHiding>(&author, &at(shown), &appeal());
    assert_eq!(unhidden, (409, "matters/not-hidden".into()));
}
