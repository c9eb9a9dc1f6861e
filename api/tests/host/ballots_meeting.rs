//! A ballot in a meeting that is held through the meeting's own endpoints, from its announcement to its end.

use crate::ballot_meeting::{ballot_request, voter_id};
use crate::busy_community::BusyCommunity;
use crate::meetings::{list_voters_request, meeting_path};
use crate::prepared_meetings::announce_meeting_request;
use crate::test_community::TestCommunity;
use domain::ballots::{AtRevisionRequest, CastOpenVoteRequest, Choice, Method};
use domain::contract::*;
use domain::meetings::{CloseMeetingRequest, Electorate, MeetingForm};

#[test]
fn a_meeting_ends_when_its_questions_are_decided() {
    let stage = BusyCommunity::open();
    let (desk, chair, here) = (&stage.desk, &stage.clerk, (TestCommunity::code(),));
    let body = announce_meeting_request(&stage, MeetingForm::Talk, Electorate::Adults);
    let meeting = desk.call::<AnnounceMeeting>(&chair.person, &here, &body).meeting;
    let early = desk.call::<DraftBallot>(&chair.person, &meeting_path(meeting), &ballot_request(Method::Open)).ballot;
    let early = (TestCommunity::code(), early);
    let unopened = desk.refusal::<OpenBallot>(&chair.person, &early, &AtRevisionRequest { revision: 1 });
    assert_eq!(unopened, "ballots/meeting-not-open");
    desk.call::<OpenMeeting>(&chair.person, &meeting_path(meeting), &Empty {});
    desk.call::<OpenBallot>(&chair.person, &early, &AtRevisionRequest { revision: 1 });
    let vote = |who| CastOpenVoteRequest { voter: voter_id(who), choice: Choice::For, revision: 2 };
    let one = &stage.volunteer;
    let absent = desk.refusal::<CastOpenVote>(&one.person, &early, &vote(one.member()));
    assert_eq!(absent, "ballots/not-present");
    desk.call::<ListVoters>(&chair.person, &meeting_path(meeting), &list_voters_request(&[one.member()]));
    desk.call::<CastOpenVote>(&one.person, &early, &vote(one.member()));

    let close = || {
        desk.try_call::<CloseMeeting>(&chair.person, &meeting_path(meeting), &(), &CloseMeetingRequest { visitors: 0 })
    };
    let second = desk.call::<DraftBallot>(&chair.person, &meeting_path(meeting), &ballot_request(Method::Hands)).ballot;
    let second = (TestCommunity::code(), second);
    desk.call::<OpenBallot>(&chair.person, &second, &AtRevisionRequest { revision: 1 });
    let (refused, before) = (close().unwrap_err(), desk.fingerprint());
    assert_eq!((refused.code.as_str(), refused.params["count"].as_u64()), ("meetings/ballots-open", Some(2)));
    assert_eq!(desk.fingerprint(), before);
    let tally = desk.call::<CloseBallot>(&chair.person, &early, &AtRevisionRequest { revision: 2 }).tally;
    assert_eq!(tally.total.r#for, 1, "everybody who is there has voted");
    assert_eq!(close().unwrap_err().params["count"].as_u64(), Some(1));
    let hands = crate::ballots::count_request([1, 0, 0, 0]);
    desk.call::<EnterCount>(&chair.person, &second, &hands);
    desk.call::<ConfirmCount>(&stage.watcher.person, &second, &hands);
    desk.call::<CloseBallot>(&chair.person, &second, &AtRevisionRequest { revision: 2 });
    // A draft does not prevent closing, and is not opened afterwards.
    let third = desk.call::<DraftBallot>(&chair.person, &meeting_path(meeting), &ballot_request(Method::Open)).ballot;
    assert_eq!(close().unwrap().present, 1);
    let late =
        desk.refusal::<OpenBallot>(&chair.person, &(TestCommunity::code(), third), &AtRevisionRequest { revision: 1 });
    assert_eq!(late, "ballots/meeting-not-open");
    assert_eq!(desk.call::<ShowTurnout>(&one.person, &early, &Empty {}).entitled, tally_entitled(&stage, meeting));
    desk.check_books();
}

fn tally_entitled(stage: &BusyCommunity, meeting: domain::ids::MeetingId) -> u32 {
    crate::meetings::show_meeting(stage, meeting, &stage.clerk.person).row.entitled
}
