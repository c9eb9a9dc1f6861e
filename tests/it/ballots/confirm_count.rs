//! `POST …/ballots/{ballot}/second-count`

use crate::open_meetings::{count_request, small_meeting};
use crate::people::{Person, SUPERVISOR};
use crate::server::shared_server;
use domain::ballots::{CountRequest, Method};
use domain::contract::{ConfirmCount, EnterCount};

#[test]
fn the_teller_must_count_the_same() {
    let server = shared_server();
    let ballot = server.open_ballot(small_meeting(), Method::Hands);
    let (chair, teller) = (server.chair(), server.person(SUPERVISOR));
    let refusal = |who: &Person, body: &CountRequest| server.refusal::<ConfirmCount>(who, &ballot, body);
    assert_eq!(refusal(&teller, &count_request(2, 1)), (409, "ballots/nothing-entered".into()));
    server.call::<EnterCount>(&chair, &ballot, &count_request(2, 1));
    assert_eq!(refusal(&chair, &count_request(2, 1)), (403, "request/not-allowed".into()));
    assert_eq!(refusal(&Person::guest(), &count_request(2, 1)), (401, "request/not-signed-in".into()));
    assert_eq!(refusal(&teller, &count_request(1, 2)), (409, "ballots/counts-differ".into()));
    assert!(server.call::<ConfirmCount>(&teller, &ballot, &count_request(2, 1)).agreed);
    assert_eq!(refusal(&teller, &count_request(2, 1)), (409, "ballots/already-counted".into()));
}
