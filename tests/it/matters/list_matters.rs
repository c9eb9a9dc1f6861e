//! `GET …/matters`

use crate::client::community_code;
use crate::people::Person;
use crate::server::shared_server;
use domain::contract::ListMatters;
use domain::matters::{MattersOf, MattersQuery, Stage};

#[test]
fn by_stage_and_only_what_the_reader_may_see() {
    let server = shared_server();
    let (resident, here) = (server.resident(), (community_code(),));
    let (waits, open) = (server.proposed(&resident), server.accepted());
    let listed = |who: &Person, query: &MattersQuery| {
        let rows = server.query::<ListMatters>(who, &here, query).rows;
        rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
    };
    let by = |stage| MattersQuery { stage: Some(stage), limit: Some(100), ..MattersQuery::default() };
    assert!(listed(&Person::guest(), &by(Stage::Discussing)).contains(&open));
    assert_eq!(listed(&Person::guest(), &by(Stage::PreReview)), []);
    assert!(listed(&server.resident(), &by(Stage::PreReview)).contains(&waits));
    let mine = MattersQuery { of: Some(MattersOf::Mine), ..MattersQuery::default() };
    assert_eq!(listed(&resident, &mine), [waits]);
    let page =
        server.query::<ListMatters>(&Person::guest(), &here, &MattersQuery { limit: Some(1), ..by(Stage::Done) });
    assert!(page.next.is_some(), "the demonstration has two that were answered");
}
