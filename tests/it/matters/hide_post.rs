//! `POST …/posts/{post}/hiding`

use crate::client::code;
use crate::matters::propose_matter::{at, of};
use crate::people::{DIRECTOR, Person, SUPERVISOR};
use crate::scene::reason;
use crate::server::shared;
use domain::contract::{Empty, HidePost, ListNotices, ListPosts};
use domain::matters::{HidePostWith, HidingRule, PostState};
use domain::notices::NoticeKind;

#[test]
fn the_author_is_told_what_by_which_rule_until_when_and_by_whom() {
    let server = shared();
    let (director, author, matter) = (server.person(DIRECTOR), server.resident(), server.accepted());
    let id = server.said(matter, &author);
    let endless = HidePostWith { rule: HidingRule::Insult, reason: reason(), days: None };
    let week = HidePostWith { days: Some(7), ..endless.clone() };
    assert_eq!(server.refusal::<HidePost>(&director, &at(id), &endless), (422, "matters/end-missing".into()));
    for who in [server.resident(), server.person(SUPERVISOR)] {
        assert_eq!(server.refusal::<HidePost>(&who, &at(id), &week), (403, "request/not-allowed".into()));
    }
    server.call::<HidePost>(&director, &at(id), &week);
    let told = server.call::<ListNotices>(&author, &(code(),), &Empty {}).notices.remove(0);
    assert_eq!((told.kind, told.params["rule"].as_str()), (NoticeKind::PostHidden, Some("insult")));
    assert!(told.params["until"].is_number() && told.params["office"] == "committee");
    let seen = |who: &Person| server.call::<ListPosts>(who, &of(matter), &Empty {}).posts.remove(0);
    assert_eq!((seen(&Person::guest()).state, seen(&Person::guest()).text), (PostState::Hidden, None));
    assert!(seen(&author).text.is_some() && seen(&server.person(SUPERVISOR)).text.is_some());
    assert_eq!(server.refusal::<HidePost>(&director, &at(id), &week), (409, "matters/already-hidden".into()));
}
