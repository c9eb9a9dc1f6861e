//! `POST …/ballots/{ballot}/count`

use crate::halls::{counted, large, small};
use crate::people::{DIRECTOR, Person};
use crate::server::shared;
use domain::ballots::{CountEntry, Method};
use domain::contract::EnterCount;

#[test]
fn the_chair_counts_hands_and_no_more_than_people() {
    let server = shared();
    let ballot = server.open_ballot(small(), Method::Hands);
    let refusal = |who: &Person, body: &CountEntry| server.refusal::<EnterCount>(who, &ballot, body);
    let chair = server.chair();
    assert_eq!(refusal(&chair, &counted(2, 2)), (422, "ballots/too-many-votes".into()));
    assert_eq!(refusal(&server.person(DIRECTOR), &counted(2, 1)), (403, "ballots/not-chair".into()));
    assert_eq!(refusal(&server.resident(), &counted(2, 1)), (403, "request/not-allowed".into()));
    assert!(!server.call::<EnterCount>(&chair, &ballot, &counted(2, 1)).agreed);
    assert!(!server.call::<EnterCount>(&chair, &ballot, &counted(1, 2)).agreed, "and may look again");
    let papers = server.open_ballot(large(), Method::Secret);
    let none = server.refusal::<EnterCount>(&chair, &papers, &counted(1, 0));
    assert_eq!(none, (422, "ballots/too-many-votes".into()), "no paper was handed out");
}
