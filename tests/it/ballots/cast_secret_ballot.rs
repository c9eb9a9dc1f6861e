//! `POST …/ballots/{ballot}/casts`

use crate::client::Call;
use crate::open_meetings::{large_meeting, secret_vote};
use crate::people::Person;
use crate::server::shared_server;
use domain::ballots::token::Output;
use domain::ballots::{CastSecretBallotRequest, Choice, Method};
use domain::contract::{CastSecretBallot, Empty, ON_BEHALF_HEADER, ShowTurnout};

#[test]
fn whoever_has_a_token_votes_once_and_nobody_asks_who() {
    let server = shared_server();
    let (ballot, other) =
        (server.open_ballot(large_meeting(), Method::Secret), server.open_ballot(large_meeting(), Method::Secret));
    let (guest, token) = (Person::guest(), server.token(&ballot, &server.resident()));
    let vote = secret_vote(token, Choice::Against);
    let refusal = |vote: &CastSecretBallotRequest| server.refusal::<CastSecretBallot>(&guest, &ballot, vote);
    let elsewhere = server.refusal::<CastSecretBallot>(&guest, &other, &vote);
    assert_eq!(elsewhere, (422, "ballots/wrong-token".into()));
    let forged = CastSecretBallotRequest { output: Output([1; 64]), ..vote.clone() };
    assert_eq!(refusal(&forged), (422, "ballots/wrong-token".into()));
    assert_eq!(refusal(&CastSecretBallotRequest { revision: 9, ..vote.clone() }), (409, "ballots/stale-page".into()));
    let answer = server.send(&Call::of::<CastSecretBallot>(&guest, &ballot, &(), &vote));
    assert_eq!(answer.read::<CastSecretBallot>().map(|taken| taken.receipt), Ok(token.0.receipt()));
    assert_eq!((answer.header("set-cookie"), answer.header("cache-control")), ("", "private, no-store"));
    server.call::<CastSecretBallot>(&guest, &ballot, &vote);
    assert_eq!(refusal(&secret_vote(token, Choice::For)), (409, "ballots/token-spent".into()));
    assert_eq!(server.call::<ShowTurnout>(&guest, &ballot, &Empty {}).voted, 1, "sent twice, cast once");
}

/// The gate removes everything that would identify the caller: not even an invalid header of that kind passes.
#[test]
fn what_would_say_who_it_is_does_not_pass_the_gate() {
    let server = shared_server();
    let ballot = server.open_ballot(large_meeting(), Method::Secret);
    let vote = secret_vote(server.token(&ballot, &server.resident()), Choice::For);
    let call = Call::of::<CastSecretBallot>(&Person::with_cookie("linli=0"), &ballot, &(), &vote);
    let answer = server.send(&call.with(ON_BEHALF_HEADER, "x"));
    assert_eq!((answer.status, answer.header("set-cookie")), (200, ""), "{}", answer.text());
}
