//! `POST …/ballots/{ballot}/tokens`

use crate::halls::{asked, large};
use crate::people::{Person, SUPERVISOR};
use crate::server::shared;
use domain::ballots::token::Element;
use domain::ballots::{Method, TokenRequest, VoiceState};
use domain::contract::{Empty, ShowBallot, ShowJournal, TakeToken};

#[test]
fn one_token_each_and_the_proof_holds() {
    let server = shared();
    let ballot = server.open_ballot(large(), Method::Secret);
    let who = server.resident();
    let refusal = |body: &TokenRequest| server.refusal::<TakeToken>(&who, &ballot, body);
    let nothing = TokenRequest { element: Element([0xff; 32]), ..asked(who.member()) };
    assert_eq!(refusal(&nothing), (422, "ballots/bad-element".into()));
    let (input, output) = server.token(&ballot, &who);
    assert_eq!(refusal(&asked(who.member())), (409, "ballots/token-given".into()));
    let guest = server.refusal::<TakeToken>(&Person::guest(), &ballot, &asked(who.member()));
    assert_eq!(guest, (401, "request/not-signed-in".into()));
    let shown = server.call::<ShowBallot>(&who, &ballot, &Empty {});
    assert_eq!((shown.turnout.given, shown.mine[0].state), (1, VoiceState::TokenGiven));
    let (rows, ballot) =
        (server.call::<ShowJournal>(&server.person(SUPERVISOR), &(ballot.0.clone(),), &Empty {}).rows, ballot.1);
    let row = rows.iter().find(|row| row.command == "ballots/take-token" && row.subject == ballot.to_string());
    let row = serde_json::to_string(row.expect("that it was given")).expect("JSON");
    for secret in [input.to_string(), output.to_string(), input.receipt().to_string()] {
        assert!(!row.contains(&secret));
    }
}
