//! `GET …/ballots/{ballot}/turnout`

use crate::client::Call;
use crate::open_meetings::{large_meeting, open_vote_request};
use crate::people::Person;
use crate::server::shared_server;
use domain::ballots::{Choice, Method};
use domain::contract::{CastOpenVote, Empty, ShowTurnout};

#[test]
fn asked_again_it_is_nothing_until_somebody_votes() {
    let server = shared_server();
    let ballot = server.open_ballot(large_meeting(), Method::Open);
    let ask = Call::of::<ShowTurnout>(&Person::guest(), &ballot, &(), &Empty {});
    let first = server.send(&ask);
    assert_eq!(first.fields(""), "closes_at entitled given handed_out present revision status voted");
    let again = ask.with("if-none-match", first.header("etag"));
    assert_eq!(server.send(&again).status, 304);
    let who = server.resident();
    server.call::<CastOpenVote>(&who, &ballot, &open_vote_request(who.member(), Choice::For));
    let after = server.send(&again).read::<ShowTurnout>().expect("news");
    assert_eq!(after.voted, 1);
}
