//! `POST …/ballots/{ballot}/votes`

use crate::client::{Call, new_key};
use crate::open_meetings::{large_meeting, open_vote_request};
use crate::people::Person;
use crate::server::shared_server;
use domain::ballots::{CastOpenVoteRequest, Choice, Method};
use domain::contract::{CastOpenVote, Empty, KEY_HEADER, ShowTurnout};

#[test]
fn one_vote_each_by_ones_own_session() {
    let server = shared_server();
    let ballot = server.open_ballot(large_meeting(), Method::Open);
    let (who, other) = (server.resident(), server.resident());
    let vote = open_vote_request(who.member(), Choice::For);
    let key = new_key().to_string();
    let call = Call::of::<CastOpenVote>(&who, &ballot, &(), &vote).with(KEY_HEADER, &key);
    assert_eq!(server.send(&call).status, 200);
    assert_eq!(server.send(&call).status, 200, "the same key is the same vote");
    let refusal = |who: &Person, vote: &CastOpenVoteRequest| server.refusal::<CastOpenVote>(who, &ballot, vote);
    assert_eq!(refusal(&who, &open_vote_request(who.member(), Choice::Against)), (409, "ballots/already-voted".into()));
    assert_eq!(refusal(&other, &vote), (403, "ballots/not-your-voice".into()));
    assert_eq!(refusal(&Person::guest(), &vote), (401, "request/not-signed-in".into()));
    let stale = CastOpenVoteRequest { revision: 1, ..open_vote_request(other.member(), Choice::For) };
    assert_eq!(refusal(&other, &stale), (409, "ballots/stale-page".into()));
    let child = server.child();
    assert_eq!(refusal(&other, &open_vote_request(child, Choice::For)).0, 403, "a child has no voice");
    assert_eq!(server.call::<ShowTurnout>(&other, &ballot, &Empty {}).voted, 1);
}
