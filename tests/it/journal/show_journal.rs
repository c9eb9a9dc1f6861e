//! `GET …/journal`

use crate::client::code;
use crate::people::{DIRECTOR, SUPERVISOR};
use crate::scene::TEAM;
use crate::server::shared;
use domain::contract::{Empty, Page, ShowJournal};

#[test]
fn the_supervisor_reads_an_unbroken_chain_and_the_committee_does_not() {
    let server = shared();
    let (director, supervisor, here) = (server.person(DIRECTOR), server.person(SUPERVISOR), (code(),));
    let (_, activity) = server.publish(TEAM, 5);
    let (mut rows, mut before) = (vec![], None);
    loop {
        let page = server.query::<ShowJournal>(&supervisor, &here, &Page { before, limit: Some(100) });
        rows.extend(page.rows);
        before = page.next_before;
        if before.is_none() {
            break;
        }
    }
    let published = rows.iter().find(|row| row.subject == activity.to_string()).expect("the command's row");
    assert_eq!(
        (published.command.as_str(), published.actor),
        ("volunteering/publish-activity", Some(director.member()))
    );
    assert_eq!(rows.last().map(|row| row.seq), Some(1), "down to the opening");
    assert!(rows.iter().all(domain::journal::JournalRow::is_whole));
    assert!(rows.windows(2).all(|pair| pair[0].previous_hash == pair[1].hash && pair[0].seq == pair[1].seq + 1));
    assert_eq!(server.refusal::<ShowJournal>(&director, &here, &Empty {}), (403, "request/not-allowed".into()));
    let answer = server.raw::<ShowJournal>(&supervisor, &here);
    assert_eq!(
        answer.fields("/rows/0"),
        "actor actor_name at command detail hash on_behalf_of on_behalf_of_name previous_hash seq subject"
    );
}
