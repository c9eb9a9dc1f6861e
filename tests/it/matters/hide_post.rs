//! `POST …/posts/{post}/hiding`

use crate::activities::test_reason;
use crate::client::community_code;
use crate::matters::propose_matter::{matter_path, post_path};
use crate::people::{DIRECTOR, Person, SUPERVISOR};
use crate::server::shared_server;
use domain::contract::{Empty, HidePost, ListNotices, ListPosts};
use domain::matters::{HidePostRequest, HidingRule, PostState};
use domain::notices::NoticeKind;

#[test]
fn the_author_is_told_what_by_which_rule_until_when_and_by_whom() {
    let server = shared_server();
    let (director, author, matter) = (server.person(DIRECTOR), server.resident(), server.accepted());
    let id = server.said(matter, &author);
    let endless = HidePostRequest { rule: HidingRule::Insult, reason: test_reason(), days: None };
    let week = HidePostRequest { days: Some(7), ..endless.clone() };
    assert_eq!(server.refusal::<HidePost>(&director, &post_path(id), &endless), (422, "matters/end-missing".into()));
    for who in [server.resident(), server.person(SUPERVISOR)] {
        assert_eq!(server.refusal::<HidePost>(&who, &post_path(id), &week), (403, "request/not-allowed".into()));
    }
    server.call::<HidePost>(&director, &post_path(id), &week);
    let told = server.call::<ListNotices>(&author, &(community_code(),), &Empty {}).rows.remove(0);
    assert_eq!((told.kind, told.params["rule"].as_str()), (NoticeKind::PostHidden, Some("insult")));
    assert!(told.params["until"].is_number() && told.params["office"] == "committee");
    let seen = |who: &Person| server.call::<ListPosts>(who, &matter_path(matter), &Empty {}).rows.remove(0);
    assert_eq!((seen(&Person::guest()).state, seen(&Person::guest()).text), (PostState::Hidden, None));
    assert!(seen(&author).text.is_some() && seen(&server.person(SUPERVISOR)).text.is_some());
    assert_eq!(server.refusal::<HidePost>(&director, &post_path(id), &week), (409, "matters/already-hidden".into()));
}
