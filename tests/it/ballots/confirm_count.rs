//! `POST …/ballots/{ballot}/second-count`

use crate::halls::{counted, small};
use crate::people::{Person, SUPERVISOR};
use crate::server::shared;
use domain::ballots::{CountEntry, Method};
use domain::contract::{ConfirmCount, EnterCount};

#[test]
fn the_teller_must_count_the_same() {
    let server = shared();
    let ballot = server.open_ballot(small(), Method::Hands);
    let (chair, teller) = (server.chair(), server.person(SUPERVISOR));
    let refusal = |who: &Person, body: &CountEntry| server.refusal::<ConfirmCount>(who, &ballot, body);
    assert_eq!(refusal(&teller, &counted(2, 1)), (409, "ballots/nothing-entered".into()));
    server.call::<EnterCount>(&chair, &ballot, &counted(2, 1));
    assert_eq!(refusal(&chair, &counted(2, 1)), (403, "request/not-allowed".into()));
    assert_eq!(refusal(&Person::guest(), &counted(2, 1)), (401, "request/not-signed-in".into()));
    assert_eq!(refusal(&teller, &counted(1, 2)), (409, "ballots/counts-differ".into()));
    assert!(server.call::<ConfirmCount>(&teller, &ballot, &counted(2, 1)).agreed);
    assert_eq!(refusal(&teller, &counted(2, 1)), (409, "ballots/already-counted".into()));
}
