//! `GET …/notices`

use crate::activities::past_activity;
use crate::client::community_code;
use crate::server::shared_server;
use domain::contract::{Empty, ListNotices, Page};
use domain::notices::NoticeKind;

#[test]
fn newest_first_and_page_by_page() {
    let server = shared_server();
    let person = server.resident();
    server.confirmed(0, person.member());
    let all = server.call::<ListNotices>(&person, &(community_code(),), &Empty {}).notices;
    let told: Vec<_> = all.iter().map(|notice| (notice.kind, notice.activity, notice.read)).collect();
    let of = |kind| (kind, Some(past_activity(0)), false);
    assert_eq!(told, [of(NoticeKind::ServiceConfirmed), of(NoticeKind::PresenceListed)]);
    assert_eq!(all[0].params["minutes"], 120);

    let first = server.query::<ListNotices>(&person, &(community_code(),), &Page { before: None, limit: Some(1) });
    assert_eq!(first.notices, all[..1]);
    let second =
        server.query::<ListNotices>(&person, &(community_code(),), &Page { before: first.next_before, limit: Some(1) });
    assert_eq!(second.notices, all[1..]);
    let answer = server.raw::<ListNotices>(&person, &(community_code(),));
    assert_eq!(answer.fields("/notices/0"), "activity at id kind params read seq");
}
