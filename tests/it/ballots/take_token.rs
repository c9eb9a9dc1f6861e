//! `POST …/ballots/{ballot}/tokens`

use crate::open_meetings::{AT, large_meeting, secret_vote, small_meeting, take_token_request};
use crate::people::{LEADER, Person, SUPERVISOR};
use crate::server::shared_server;
use domain::ballots::token::Element;
use domain::ballots::{Choice, Method, TakeTokenRequest, VoiceState};
use domain::contract::{CastSecretBallot, CloseBallot, Empty, ShowBallot, ShowJournal, TakeToken};

#[test]
fn one_token_each_and_the_proof_holds() {
    let server = shared_server();
    let ballot = server.open_ballot(large_meeting(), Method::Secret);
    let who = server.resident();
    let refusal = |body: &TakeTokenRequest| server.refusal::<TakeToken>(&who, &ballot, body);
    let nothing = TakeTokenRequest { element: Element([0xff; 32]), ..take_token_request(who.member()) };
    assert_eq!(refusal(&nothing), (422, "ballots/bad-element".into()));
    server.token(&ballot, &who);
    assert_eq!(refusal(&take_token_request(who.member())), (409, "ballots/token-given".into()));
    let guest = server.refusal::<TakeToken>(&Person::guest(), &ballot, &take_token_request(who.member()));
    assert_eq!(guest, (401, "request/not-signed-in".into()));
    let shown = server.call::<ShowBallot>(&who, &ballot, &Empty {});
    assert_eq!((shown.turnout.given, shown.mine[0].state), (1, VoiceState::TokenGiven));
}

/// The journal records given tokens only at closing, in the order of the voters.
#[test]
fn the_journal_tells_of_tokens_when_the_ballot_is_closed() {
    let server = shared_server();
    let ballot = server.open_ballot(small_meeting(), Method::Secret);
    let told = || {
        let rows = server.call::<ShowJournal>(&server.person(SUPERVISOR), &(ballot.0.clone(),), &Empty {}).rows;
        let rows = rows.into_iter().rev();
        let rows = rows.filter(|row| row.command == "ballots/take-token" && row.subject == ballot.1.to_string());
        rows.map(|row| (row.detail, row.at)).collect::<Vec<_>>()
    };
    // The chair's token is not used, so that the ballot is not over yet; the others are cast.
    let chair = server.chair();
    let (input, output) = server.token(&ballot, &chair);
    assert_eq!(told(), []);
    for name in [SUPERVISOR, LEADER] {
        let vote = secret_vote(server.token(&ballot, &server.person(name)), Choice::For);
        server.call::<CastSecretBallot>(&Person::guest(), &ballot, &vote);
    }
    assert_eq!(told(), []);
    server.call::<CastSecretBallot>(&Person::guest(), &ballot, &secret_vote((input, output), Choice::Against));
    server.call::<CloseBallot>(&chair, &ballot, &AT);
    let rows = told();
    assert!(rows.len() == 3 && rows.is_sorted_by_key(|(detail, _)| detail.clone()), "{rows:?}");
    assert!(rows.iter().all(|(_, at)| *at == rows[0].1), "all of one moment: {rows:?}");
    for secret in [input.to_string(), output.to_string(), input.receipt().to_string()] {
        assert!(rows.iter().all(|(detail, _)| !detail.contains(&secret)));
    }
}
