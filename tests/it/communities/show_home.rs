//! `GET /api/communities/{community}`

use crate::activities::{TEAM, past_starts_at};
use crate::client::{Call, community_code};
use crate::people::{LEADER, Person};
use crate::server::shared_server;
use crate::template::opened_at;
use domain::contract::{Empty, ShowHome};
use domain::members::Post;
use domain::time::{UtcMillis, day_text};

#[test]
fn anybody_sees_the_community_and_its_next_activities() {
    let server = shared_server();
    let home = server.call::<ShowHome>(&Person::guest(), &(community_code(),), &Empty {});
    assert_eq!((home.code, home.demonstration), (community_code(), true));
    assert_eq!(
        home.path.iter().map(|region| region.name.as_str()).collect::<Vec<_>>(),
        ["四川省", "眉山市", "东坡区", "苏祠街道"]
    );
    assert!(!home.upcoming.is_empty() && home.upcoming.is_sorted_by_key(|row| row.ends_at));
    let leads =
        |office: &&domain::communities::OfficeHolder| office.body_name == TEAM && office.post == Post::TeamLeader;
    assert_eq!(home.offices.iter().find(leads).expect("the team's leader").name, LEADER);
    let answer = server.raw::<ShowHome>(&Person::guest(), &(community_code(),));
    assert_eq!(
        answer.fields(""),
        "code deciding demonstration discussing kind name offices path service_minutes_this_year services_this_year upcoming"
    );
    assert_eq!(answer.header("cache-control"), "public, no-cache");
}

#[test]
fn what_was_served_this_year_counts_at_once() {
    let server = shared_server();
    let home = || server.call::<ShowHome>(&Person::guest(), &(community_code(),), &Empty {});
    let before = home();
    server.confirmed(0, server.member());
    let after = home();
    // In the first days of January that service belongs to the previous year.
    let year = |at: UtcMillis| day_text(at.day())[..4].to_owned();
    let (minutes, services) =
        if year(past_starts_at(opened_at(), 0)) == year(server.now()) { (120, 1) } else { (0, 0) };
    assert!(after.service_minutes_this_year >= before.service_minutes_this_year + minutes);
    assert!(after.services_this_year >= before.services_this_year + services);
}

#[test]
fn what_is_no_code_is_not_found() {
    for wrong in ["51140290100", "5114029010011", "51140290100x", "511402901999", "000000000000"] {
        let answer = shared_server().send(&Call::get(&format!("/api/communities/{wrong}")));
        assert_eq!(answer.refusal(), (404, "request/not-found".into()), "{wrong}");
    }
}
