//! `GET …/activities`

use crate::activities::TEAM;
use crate::client::{Call, community_code};
use crate::people::Person;
use crate::server::{fresh_server, shared_server};
use domain::contract::{Empty, Endpoint, ListActivities, SignUp};
use domain::volunteering::{ActivityFilter, ActivityQuery};

#[test]
fn pages_follow_each_other_without_a_gap() {
    // A server of its own, so that nobody else publishes between two pages.
    let (server, guest, here) = (fresh_server(), Person::guest(), (community_code(),));
    for filter in [ActivityFilter::Upcoming, ActivityFilter::Past] {
        let page = |after, limit| {
            let query = ActivityQuery { filter: Some(filter), after, limit: Some(limit) };
            server.query::<ListActivities>(&guest, &here, &query)
        };
        let both = page(None, 4).rows;
        let first = page(None, 2);
        assert_eq!((first.rows.as_slice(), first.next), (&both[..2], Some(both[1].id)), "{filter}");
        assert_eq!(page(first.next, 2).rows, both[2..], "{filter}");
    }
    let answer = server.raw::<ListActivities>(&guest, &here);
    assert_eq!(
        answer.fields("/rows/0"),
        "body body_name cancelled capacity ends_at id place signed_up starts_at title waiting"
    );
}

#[test]
fn mine_are_those_that_i_signed_up_for() {
    let server = shared_server();
    let person = server.resident();
    let at = server.publish(TEAM, 5);
    server.call::<SignUp>(&person, &at, &Empty {});
    let query = ActivityQuery { filter: Some(ActivityFilter::Mine), ..Default::default() };
    let mine = server.query::<ListActivities>(&person, &(community_code(),), &query).rows;
    assert_eq!(mine.iter().map(|row| row.id).collect::<Vec<_>>(), [at.1]);
    let answer = server.send(&Call::of::<ListActivities>(&Person::guest(), &(community_code(),), &query, &Empty {}));
    assert_eq!(answer.refusal(), (401, "request/not-signed-in".into()));
}

#[test]
fn a_query_is_read_as_declared() {
    for (query, field) in
        [("filter=all", "filter"), ("limit=-1", "limit"), ("order=title", "query"), ("limit=1&limit=2", "query")]
    {
        let answer =
            shared_server().send(&Call::get(&format!("/api/communities/{}/activities?{query}", community_code())));
        let problem = answer.declared_problem(&ListActivities::SPEC);
        assert_eq!((problem.status, problem.field.as_deref()), (400, Some(field)), "{query}");
    }
}
