//! `POST …/ballots/{ballot}/opening`

use crate::open_meetings::{DRAFTED, large_meeting};
use crate::people::{DIRECTOR, Person};
use crate::server::shared_server;
use domain::ballots::{BallotStatus, Method};
use domain::contract::{Empty, OpenBallot, ShowBallot};
use domain::time::MINUTE;

#[test]
fn the_chair_opens_and_the_key_is_published() {
    let server = shared_server();
    let (chair, ballot) = (server.chair(), server.draft_ballot(large_meeting(), Method::Secret));
    let other = server.refusal::<OpenBallot>(&server.person(DIRECTOR), &ballot, &DRAFTED);
    assert_eq!(other, (403, "ballots/not-chair".into()));
    let opened = server.call::<OpenBallot>(&chair, &ballot, &DRAFTED);
    let shown = server.call::<ShowBallot>(&Person::guest(), &ballot, &Empty {});
    assert_eq!((shown.public_key, shown.turnout.status), (opened.public_key, BallotStatus::Open));
    assert!(opened.public_key.is_some());
    assert_eq!(shown.opened_at.map(|at| at.plus(MINUTE)), Some(opened.closes_at));
    assert_eq!(shown.entitled_at_opening, shown.present_at_opening, "everybody came");
    let again = server.refusal::<OpenBallot>(&chair, &ballot, &DRAFTED);
    assert_eq!(again, (409, "ballots/not-draft".into()));
    let another = server.open_ballot(large_meeting(), Method::Secret);
    let key = server.call::<ShowBallot>(&Person::guest(), &another, &Empty {}).public_key;
    assert_ne!(key, opened.public_key, "a key for each ballot");
}
