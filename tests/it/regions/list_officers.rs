//! `GET /api/regions/{region}/officers`

use crate::offices::region_path;
use crate::people::Person;
use crate::server::shared_server;
use domain::contract::{Empty, ListOfficers};
use domain::regions::OfficerPost;

#[test]
fn officers_see_who_sits_with_masked_phones() {
    let (server, here) = (shared_server(), region_path("511491"));
    let head = server.open_office(&here, 50);
    server.seat_officer(&head, &here, 51, OfficerPost::Staff);
    let clerk = server.officer(&here, 51);
    let answer = server.raw::<ListOfficers>(&clerk, &here);
    let fields = "basis ended_at from has_factor name officer phone_masked post seat until";
    assert_eq!(answer.fields("/officers/0"), fields);
    assert!(!answer.text().contains("1377000"), "{}", answer.text());
    let shown = answer.read::<ListOfficers>().expect("the office").officers;
    let posts: Vec<_> = shown.iter().map(|row| (row.name.as_str(), row.post)).collect();
    assert_eq!(posts, [("示范50", OfficerPost::Head), ("示范51", OfficerPost::Staff)]);
    assert_eq!(server.refusal::<ListOfficers>(&Person::guest(), &here, &Empty {}).0, 401);
}
