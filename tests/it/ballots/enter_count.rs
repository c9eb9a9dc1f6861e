//! `POST …/ballots/{ballot}/count`

use crate::open_meetings::{count_request, large_meeting, small_meeting};
use crate::people::{DIRECTOR, Person};
use crate::server::shared_server;
use domain::ballots::{CountRequest, Method};
use domain::contract::EnterCount;

#[test]
fn the_chair_counts_hands_and_no_more_than_people() {
    let server = shared_server();
    let ballot = server.open_ballot(small_meeting(), Method::Hands);
    let refusal = |who: &Person, body: &CountRequest| server.refusal::<EnterCount>(who, &ballot, body);
    let chair = server.chair();
    assert_eq!(refusal(&chair, &count_request(2, 2)), (422, "ballots/too-many-votes".into()));
    assert_eq!(refusal(&server.person(DIRECTOR), &count_request(2, 1)), (403, "ballots/not-chair".into()));
    assert_eq!(refusal(&server.resident(), &count_request(2, 1)), (403, "request/not-allowed".into()));
    assert!(!server.call::<EnterCount>(&chair, &ballot, &count_request(2, 1)).agreed);
    assert!(!server.call::<EnterCount>(&chair, &ballot, &count_request(1, 2)).agreed, "and may look again");
    let papers = server.open_ballot(large_meeting(), Method::Secret);
    let none = server.refusal::<EnterCount>(&chair, &papers, &count_request(1, 0));
    assert_eq!(none, (422, "ballots/too-many-votes".into()), "no paper was handed out");
}
