//! Ballots over HTTP: the gate passes nothing on that identifies the sender of a secret vote, and a page that polls is
//! told when nothing has changed. The host tests the rules of ballots.

use crate::server::shared_server;
use domain::ballots::{Choice, Method};
use domain::contract::{CastOpenVote, CastSecretBallot, Empty, ON_BEHALF_HEADER, ShowTurnout};
use tests::scenes::client::Call;
use tests::scenes::open_meetings::{large_meeting, open_vote_request, secret_vote};
use tests::scenes::people::Person;

/// Not even an invalid header of that kind passes the gate, and no answer has a cookie.
#[test]
fn a_secret_vote_passes_the_gate_without_its_sender() {
    let server = shared_server();
    let ballot = server.open_ballot(large_meeting(), Method::Secret);
    for is_named in [false, true] {
        let token = server.token(&ballot, &server.resident());
        let who = if is_named { Person::with_cookie("linli=0") } else { Person::guest() };
        let call = Call::of::<CastSecretBallot>(&who, &ballot, &(), &secret_vote(token, Choice::Against));
        let answer = server.send(&if is_named { call.with(ON_BEHALF_HEADER, "x") } else { call });
        let receipt = answer.read::<CastSecretBallot>().map(|taken| taken.receipt);
        assert_eq!(receipt, Ok(token.0.receipt()), "{is_named}");
        assert_eq!((answer.header("set-cookie"), answer.header("cache-control")), ("", "private, no-store"));
    }
    assert_eq!(server.call::<ShowTurnout>(&Person::guest(), &ballot, &Empty {}).voted, 2);
}

#[test]
fn asked_again_the_turnout_is_nothing_until_somebody_votes() {
    let server = shared_server();
    let ballot = server.open_ballot(large_meeting(), Method::Open);
    let ask = Call::of::<ShowTurnout>(&Person::guest(), &ballot, &(), &Empty {});
    let first = server.send(&ask);
    let again = ask.with("if-none-match", first.header("etag"));
    assert_eq!(server.send(&again).status, 304);
    let who = server.resident();
    server.call::<CastOpenVote>(&who, &ballot, &open_vote_request(who.member(), Choice::For));
    let after = server.send(&again).read::<ShowTurnout>().expect("news");
    assert_eq!(after.voted, 1);
}
