//! `GET …/journal`

use crate::activities::{OTHER_TEAM, TEAM};
use crate::client::{Call, community_code};
use crate::people::{DIRECTOR, LEADER, Person, SUPERVISOR};
use crate::server::{Server, shared_server};
use domain::contract::{Empty, Query, ShowJournal, SignUp};
use domain::journal::{JournalQuery, JournalRow, Link, check_link};
use domain::members::Day;
use domain::time::DAY;

fn shown(server: &Server, supervisor: &Person, query: &str) -> Vec<JournalRow> {
    let query = JournalQuery::parse(query).expect("a query");
    server.query::<ShowJournal>(supervisor, &(community_code(),), &query).rows
}

#[test]
fn the_supervisor_reads_an_unbroken_chain_and_the_committee_does_not() {
    let server = shared_server();
    let (director, supervisor, here) = (server.person(DIRECTOR), server.person(SUPERVISOR), (community_code(),));
    let (_, activity) = server.publish(TEAM, 5);
    let (mut rows, mut after) = (vec![], None);
    loop {
        let query = JournalQuery { after, limit: Some(100), ..JournalQuery::default() };
        let page = server.query::<ShowJournal>(&supervisor, &here, &query);
        rows.extend(page.rows);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let published = rows.iter().find(|row| row.subject == activity.to_string()).expect("the command's row");
    assert_eq!(
        (published.command.as_str(), published.actor),
        ("volunteering/publish-activity", Some(director.member()))
    );
    assert_eq!(rows.last().map(|row| row.seq), Some(1), "down to the opening");
    assert!(rows.iter().enumerate().all(|(at, row)| check_link(row, rows.get(at + 1)) == Link::Whole));
    assert_eq!(server.refusal::<ShowJournal>(&director, &here, &Empty {}), (403, "request/not-allowed".into()));
    let answer = server.raw::<ShowJournal>(&supervisor, &here);
    assert_eq!(
        answer.fields("/rows/0"),
        "actor actor_name at command detail hash on_behalf_of on_behalf_of_name previous_hash seq subject"
    );
}

#[test]
fn what_concerns_one_matter_person_body_or_day() {
    let server = shared_server();
    let (supervisor, leader, resident) = (server.person(SUPERVISOR), server.person(LEADER), server.resident());
    let at = server.publish(TEAM, 5);
    server.call::<SignUp>(&resident, &at, &Empty {});
    let (activity, person, team) = (at.1, resident.member(), server.team(TEAM));
    let commands = |query: String| {
        let rows = shown(server, &supervisor, &query);
        assert!(rows.iter().all(JournalRow::is_whole), "{query}");
        rows.into_iter().map(|row| row.command).collect::<Vec<_>>()
    };
    let (published, signed_up) = ("volunteering/publish-activity", "volunteering/sign-up");
    let today = Day::of(server.now().day());
    let (tomorrow, yesterday) = (server.now().plus(DAY).day(), server.now().plus(-DAY).day());
    let (tomorrow, yesterday) = (Day::of(tomorrow), Day::of(yesterday));
    for (query, expect) in [
        (format!("subject={activity}"), vec![signed_up, published]),
        (format!("subject={activity}&person={person}"), vec![signed_up]),
        (format!("subject={activity}&person={}", leader.member()), vec![]),
        (format!("subject={activity}&body={team}"), vec![signed_up, published]),
        (format!("subject={activity}&body={}", server.team(OTHER_TEAM)), vec![]),
        (format!("person={person}&body={team}"), vec![signed_up]),
        (format!("subject={activity}&from={tomorrow}"), vec![]),
        // Around midnight the rows may belong to the day before or after.
        (format!("subject={activity}&from={yesterday}&until={tomorrow}"), vec![signed_up, published]),
    ] {
        assert_eq!(commands(query.clone()), expect, "{query}");
    }
    let of_person = shown(server, &supervisor, &format!("person={person}"));
    assert!(of_person.iter().all(|row| row.actor == Some(person) || row.subject == person.to_string()));
    assert!(of_person.iter().any(|row| row.command == "sessions/sign-in"));
    assert!(shown(server, &supervisor, &format!("body={team}")).iter().any(|row| row.subject == activity.to_string()));
    assert!(!shown(server, &supervisor, &format!("from={yesterday}&until={today}")).is_empty());
}

#[test]
fn a_filter_that_cannot_be_meant_is_refused() {
    let server = shared_server();
    let supervisor = server.person(SUPERVISOR);
    let url = format!("/api/communities/{}/journal?", community_code());
    for (query, status, refusal) in [
        ("from=2026-11-21&until=2026-11-20", 422, "journal/days-reversed"),
        ("person=01ARZ3NDEKTSV4RRFFQ69G5FAV", 422, "journal/unknown-person"),
        ("body=01ARZ3NDEKTSV4RRFFQ69G5FAV", 422, "journal/unknown-body"),
        ("person=1", 400, "request/malformed"),
        ("subject=", 400, "request/malformed"),
        ("from=2026-02-30", 400, "request/malformed"),
        ("before=1", 400, "request/malformed"),
    ] {
        let call = Call::get(&format!("{url}{query}")).by(&supervisor);
        assert_eq!(server.send(&call).refusal(), (status, refusal.into()), "{query}");
    }
}
