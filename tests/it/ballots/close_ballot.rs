//! `POST …/ballots/{ballot}/closing`

use crate::open_meetings::{AT, open_vote_request, small_meeting};
use crate::people::{DIRECTOR, Person};
use crate::server::shared_server;
use domain::ballots::{BallotStatus, Choice, Counts, Method};
use domain::contract::{CastOpenVote, CloseBallot, Empty, ShowTurnout};

#[test]
fn the_chair_closes_when_everybody_has_voted() {
    let server = shared_server();
    let ballot = server.open_ballot(small_meeting(), Method::Open);
    let refusal = |who: &Person| server.refusal::<CloseBallot>(who, &ballot, &AT);
    assert_eq!(refusal(&server.chair()), (409, "ballots/too-early".into()));
    assert_eq!(refusal(&server.person(DIRECTOR)), (403, "ballots/not-chair".into()));
    assert_eq!(refusal(&server.resident()), (403, "request/not-allowed".into()));
    let tally = server.close_small(&ballot, Method::Open);
    assert_eq!(tally.total, Counts { r#for: 3, against: 0, abstain: 0, invalid: 0 });
    assert_eq!(refusal(&server.chair()), (409, "ballots/not-open".into()), "once");
    let chair = server.chair();
    let late = server.refusal::<CastOpenVote>(&chair, &ballot, &open_vote_request(chair.member(), Choice::For));
    assert_eq!(late, (409, "ballots/not-open".into()));
    let shown = server.call::<ShowTurnout>(&Person::guest(), &ballot, &Empty {});
    assert_eq!((shown.status, shown.voted, shown.present), (BallotStatus::Closed, 3, 3));
}

#[test]
fn hands_are_closed_with_the_tellers_count() {
    let server = shared_server();
    let ballot = server.open_ballot(small_meeting(), Method::Hands);
    let early = server.refusal::<CloseBallot>(&server.chair(), &ballot, &AT);
    assert_eq!(early, (409, "ballots/count-missing".into()));
    let present = server.count_hands(&ballot);
    assert_eq!(server.call::<CloseBallot>(&server.chair(), &ballot, &AT).tally.total.r#for, present);
}
