//! `POST …/journal/people`

use crate::client::community_code;
use crate::people::{DIRECTOR, SUPERVISOR};
use crate::server::shared_server;
use domain::contract::{FindJournalPeople, ShowJournal};
use domain::journal::{FindJournalPeopleRequest, JournalQuery};

#[test]
fn whoever_acted_is_found_by_name() {
    let server = shared_server();
    let (director, supervisor, here) = (server.person(DIRECTOR), server.person(SUPERVISOR), (community_code(),));
    let sought = |word: &str| FindJournalPeopleRequest { word: word.parse().expect("a word") };
    let people = server.call::<FindJournalPeople>(&supervisor, &here, &sought(DIRECTOR)).people;
    let found = people.iter().find(|person| person.member == director.member()).expect("who signed in");
    assert!(found.address_masked.ends_with("**"), "{}", found.address_masked);
    let query = JournalQuery { person: Some(found.member), ..JournalQuery::default() };
    assert!(!server.query::<ShowJournal>(&supervisor, &here, &query).rows.is_empty());

    let nobody = server.call::<FindJournalPeople>(&supervisor, &here, &sought("没有这样的人")).people;
    assert_eq!(nobody, vec![]);
    let refused = server.refusal::<FindJournalPeople>(&director, &here, &sought(DIRECTOR));
    assert_eq!(refused, (403, "request/not-allowed".into()));
}
