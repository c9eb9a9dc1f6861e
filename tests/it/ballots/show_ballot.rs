//! `GET …/ballots/{ballot}`

use crate::open_meetings::{ballot_path, large_meeting, open_vote_request, small_meeting};
use crate::people::Person;
use crate::server::shared_server;
use domain::ballots::{Choice, LostPhone, Method, VoiceState, VotingRight};
use domain::contract::{CastOpenVote, Empty, ShowBallot};
use domain::ids::BallotId;
use domain::time::UtcMillis;

#[test]
fn figures_for_everybody_and_the_own_voice_for_whoever_has_one() {
    let server = shared_server();
    let (who, ballot) = (server.resident(), server.open_ballot(large_meeting(), Method::Open));
    let before = server.call::<ShowBallot>(&who, &ballot, &Empty {});
    assert_eq!((before.mine.len(), before.mine[0].how, before.mine[0].state), (1, VotingRight::Own, VoiceState::Free));
    assert_eq!(before.lost_phone, LostPhone::GivenNotCast, "the rule stands with every ballot");
    server.call::<CastOpenVote>(&who, &ballot, &open_vote_request(who.member(), Choice::For));
    let after = server.call::<ShowBallot>(&who, &ballot, &Empty {});
    assert_eq!((after.mine[0].state, after.turnout.voted, after.tally), (VoiceState::Voted, 1, None));
    let public = server.call::<ShowBallot>(&Person::guest(), &ballot, &Empty {});
    assert_eq!((public.mine, public.tally), (vec![], None), "no count before it is closed");
    let elsewhere = server.open_ballot(small_meeting(), Method::Open);
    assert_eq!(server.call::<ShowBallot>(&who, &elsewhere, &Empty {}).mine, vec![], "not on that roll");
    let nothing = server.refusal::<ShowBallot>(&who, &ballot_path(BallotId::from_parts(UtcMillis(1), 1)), &Empty {});
    assert_eq!(nothing, (404, "request/not-found".into()));
}
