//! `GET …/journal/people`

use crate::client::code;
use crate::people::{DIRECTOR, SUPERVISOR};
use crate::server::shared;
use domain::contract::{Empty, FindJournalPeople, ShowJournal};
use domain::journal::{JournalQuery, PeopleQuery};

#[test]
fn whoever_acted_is_found_by_name() {
    let server = shared();
    let (director, supervisor, here) = (server.person(DIRECTOR), server.person(SUPERVISOR), (code(),));
    let query = PeopleQuery { word: DIRECTOR.parse().ok() };
    let people = server.query::<FindJournalPeople>(&supervisor, &here, &query).people;
    let found = people.iter().find(|person| person.member == director.member()).expect("who signed in");
    assert!(found.address_masked.ends_with("**"), "{}", found.address_masked);
    let query = JournalQuery { person: Some(found.member), ..JournalQuery::default() };
    assert!(!server.query::<ShowJournal>(&supervisor, &here, &query).rows.is_empty());

    let nobody = PeopleQuery { word: "没有这样的人".parse().ok() };
    assert_eq!(server.query::<FindJournalPeople>(&supervisor, &here, &nobody).people, vec![]);
    assert_eq!(server.refusal::<FindJournalPeople>(&supervisor, &here, &Empty {}), (400, "request/malformed".into()));
    assert_eq!(server.refusal::<FindJournalPeople>(&director, &here, &Empty {}), (403, "request/not-allowed".into()));
}
