//! `GET …/notices`

use crate::activities::past_activity;
use crate::client::community_code;
use crate::server::shared_server;
use domain::contract::{Empty, ListNotices, PageQuery};
use domain::notices::NoticeKind;

#[test]
fn newest_first_and_page_by_page() {
    let server = shared_server();
    let person = server.resident();
    server.confirmed(0, person.member());
    let all = server.call::<ListNotices>(&person, &(community_code(),), &Empty {}).rows;
    let told: Vec<_> = all.iter().map(|notice| (notice.kind, notice.activity, notice.read)).collect();
    let of = |kind| (kind, Some(past_activity(0)), false);
    assert_eq!(told, [of(NoticeKind::ServiceConfirmed), of(NoticeKind::PresenceListed)]);
    assert_eq!(all[0].params["minutes"], 120);

    let page = |after| server.query::<ListNotices>(&person, &(community_code(),), &PageQuery { after, limit: Some(1) });
    let first = page(None);
    assert_eq!(first.rows, all[..1]);
    let second = page(first.next);
    assert_eq!((second.rows.as_slice(), second.next), (&all[1..], None), "the last page says so");
    let answer = server.raw::<ListNotices>(&person, &(community_code(),));
    assert_eq!(answer.fields("/rows/0"), "activity at id kind params read seq");
}
