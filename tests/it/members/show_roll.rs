//! `GET …/rolls`

use crate::activities::TEAM;
use crate::client::{Call, community_code};
use crate::people::{GRID_WORKER, SUPERVISOR};
use crate::server::shared_server;
use domain::contract::{Empty, ShowRoll};
use domain::members::{Day, RollOf, RollQuery, roll_hash};
use domain::time::DAY;

#[test]
fn all_pages_of_a_roll_make_its_hash() {
    let server = shared_server();
    let (watcher, here) = (server.person(SUPERVISOR), (community_code(),));
    let yesterday = Day::of(server.now().plus(-DAY).day());
    let (mut ids, mut after) = (vec![], None);
    let whole = loop {
        let query = RollQuery { day: Some(yesterday), of: Some(RollOf::Households), after, limit: Some(100) };
        let roll = server.query::<ShowRoll>(&watcher, &here, &query);
        ids.extend(roll.page.rows.iter().map(|row| row.id.clone()));
        after = roll.page.next.clone();
        if after.is_none() {
            break roll;
        }
    };
    assert_eq!((ids.len(), whole.total), (1200, 1200));
    assert_eq!(roll_hash(ids.iter().map(String::as_str)), whole.hash);
    assert!(whole.page.rows.iter().all(|row| row.address_masked.ends_with("**")), "the door stays hidden");
}

#[test]
fn a_roll_is_of_a_past_day_and_for_those_who_watch() {
    let server = shared_server();
    let here = (community_code(),);
    let ask = |name: &str, query: &RollQuery| {
        server.send(&Call::of::<ShowRoll>(&server.person(name), &here, query, &Empty {}))
    };
    let tomorrow = RollQuery { day: Some(Day::of(server.now().plus(DAY).day())), ..RollQuery::default() };
    assert_eq!(ask(SUPERVISOR, &tomorrow).refusal(), (422, "members/day-ahead".into()));
    let team = RollQuery { of: Some(RollOf::Body(server.team(TEAM))), ..RollQuery::default() };
    assert_eq!(ask(SUPERVISOR, &team).fields(""), "birth_unknown day hash of page recorded total");
    assert_eq!(ask(GRID_WORKER, &team).refusal(), (403, "request/not-allowed".into()));
}
