//! Network problems of a secret ballot: an answer is lost on its way, and somebody floods the endpoint that needs no
//! sign-in.

use crate::ballot_meeting::{BallotMeeting, voter_id};
use crate::ballots::{ballot_path, blinded_element, hold_ballot_meeting, paper_request};
use crate::busy_community::BusyCommunity;
use crate::test_community::{Person, TestCommunity};
use domain::ballots::token::{Evaluation, Input, Output, blind_input};
use domain::ballots::{CastSecretBallotRequest, Choice, Method, TakeTokenRequest, VoiceState};
use domain::contract::*;
use domain::limits::WRONG_TOKENS_PER_MINUTE_MAX;
use domain::time::MINUTE;

/// The object gave a token, and the phone got no answer. It asks again with the same blinded element, and votes.
#[test]
fn a_lost_answer_does_not_cost_the_vote() {
    let stage = BusyCommunity::open();
    let (desk, hall, one) = (&stage.desk, hold_ballot_meeting(&stage), &stage.volunteer);
    let (ballot, other) = (ballot_path(hall.open(Method::Secret)), ballot_path(hall.open(Method::Secret)));
    let input = Input([5; 32]);
    let blinded = blind_input(input, [6; 32]).unwrap();
    let body = TakeTokenRequest { voter: voter_id(one.member()), element: blinded.element, revision: 2 };
    let lost = desk.call::<TakeToken>(&one.person, &ballot, &body);
    let written = || {
        (
            desk.rows("select * from ballot_tokens"),
            desk.rows("select count(*) from journal"),
            desk.rows("select given from ballots"),
        )
    };
    let before = written();
    desk.pass(MINUTE);
    let again = desk.call::<TakeToken>(&one.person, &ballot, &body);
    assert_eq!(written(), before, "it was given once");
    assert_eq!(again.element, lost.element, "the same token comes of both answers");
    let public = desk.call::<ShowBallot>(&one.person, &ballot, &Empty {}).public_key.unwrap();
    let outputs = [lost, again]
        .map(|given| blinded.finalise(&Evaluation { element: given.element, proof: given.proof }, &public).unwrap());
    assert_eq!(outputs[0], outputs[1]);
    // The same works on another device of the same person; a different element gets no second token.
    let device = desk.sign_in("李秀英");
    desk.call::<TakeToken>(&device, &ballot, &body);
    let second = TakeTokenRequest { element: blinded_element(9), ..body.clone() };
    assert_eq!(desk.refusal::<TakeToken>(&device, &ballot, &second), "ballots/token-given");
    assert_eq!(
        desk.refusal::<HandOutPaper>(&stage.clerk.person, &ballot, &paper_request(one)),
        "ballots/receivers-have-tokens"
    );
    let stranger = desk.refusal::<TakeToken>(&stage.neighbour.person, &ballot, &body);
    assert_eq!(stranger, "ballots/not-your-voice", "who listened in gets nothing for it");
    let own = TakeTokenRequest { voter: voter_id(stage.neighbour.member()), ..body.clone() };
    desk.call::<TakeToken>(&stage.neighbour.person, &ballot, &own);

    hall.cast(ballot.1, (input, outputs[1]), Choice::For);
    let twice = CastSecretBallotRequest { input, output: outputs[0], choice: Choice::Against, revision: 2 };
    assert_eq!(desk.refusal::<CastSecretBallot>(&Person::default(), &ballot, &twice), "ballots/token-spent");
    let shown = desk.call::<ShowBallot>(&one.person, &ballot, &Empty {});
    assert_eq!((shown.turnout.given, shown.turnout.voted, shown.mine[0].state), (2, 1, VoiceState::TokenGiven));
    assert_eq!(desk.call::<ShowTurnout>(&one.person, &other, &Empty {}).given, 0);
    desk.pass(10 * MINUTE);
    hall.close(ballot.1);
    assert_eq!(desk.refusal::<TakeToken>(&one.person, &ballot, &body), "ballots/not-open");
}

/// Wrong tokens are counted for each minute, all senders together; beyond the limit nothing is stored, and right ones
/// pass.
#[test]
fn a_flood_of_wrong_tokens_writes_little_and_keeps_nobody_from_voting() {
    let stage = BusyCommunity::open();
    let (desk, hall) = (&stage.desk, hold_ballot_meeting(&stage));
    let (ballot, quiet) = (hall.open(Method::Secret), hall.open(Method::Secret));
    let tokens = [hall.token(ballot, &stage.volunteer), hall.token(ballot, &stage.neighbour)];
    let wrong = |to| {
        let vote = CastSecretBallotRequest {
            input: Input([3; 32]),
            output: Output([4; 64]),
            choice: Choice::For,
            revision: 2,
        };
        desk.refusal::<CastSecretBallot>(&Person::default(), &ballot_path(to), &vote)
    };
    let next_minute = || desk.pass(MINUTE - desk.now.get().0.rem_euclid(MINUTE));
    next_minute();
    for _ in 0..WRONG_TOKENS_PER_MINUTE_MAX {
        assert_eq!(wrong(ballot), "ballots/wrong-token");
    }
    let flooded = desk.fingerprint();
    for _ in 0..3 {
        assert_eq!(wrong(ballot), "ballots/too-many-wrong-tokens");
    }
    assert_eq!(desk.fingerprint(), flooded, "what comes beyond the bound is not written");
    assert_eq!(wrong(quiet), "ballots/wrong-token", "the bound is one ballot's");
    hall.cast(ballot, tokens[0], Choice::For);
    let again = BallotMeeting::secret_vote(tokens[0], Choice::Against);
    let spent = desk.refusal::<CastSecretBallot>(&Person::default(), &ballot_path(ballot), &again);
    assert_eq!(spent, "ballots/token-spent", "a right token is answered as ever");
    next_minute();
    assert_eq!(wrong(ballot), "ballots/wrong-token");
    hall.cast(ballot, tokens[1], Choice::Against);
    assert_eq!(desk.rows("select count(*) from journal where command = 'ballots/cast-secret-ballot'")[0].int(0), Ok(0));
    desk.pass(10 * MINUTE);
    assert_eq!(hall.close(ballot).total.sum(), 2);
    assert_eq!(wrong(ballot), "ballots/not-open", "nothing is counted when it is over");
    let shown = desk.call::<ShowTurnout>(&Person::default(), &(TestCommunity::code(), ballot), &Empty {});
    assert_eq!(shown.voted, 2);
}
