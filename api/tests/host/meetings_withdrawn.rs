//! Wrong entries of the paper list are withdrawn until the meeting ends, and nothing else is.

use crate::ballot_meeting::{BallotMeeting, voter_id};
use crate::ballots::{all_actors, ballot_path, paper_request};
use crate::busy_community::{Actor, BusyCommunity};
use crate::meetings::{list_voters_request, meeting_path, show_meeting};
use crate::prepared_meetings::{Progress, prepare_meeting};
use crate::test_community::{Person, TestCommunity};
use api::bind;
use api::db::Db;
use domain::ballots::Method;
use domain::contract::*;
use domain::ids::MeetingId;
use domain::meetings as g;
use domain::time::MINUTE;

fn body(who: &Actor) -> g::WithdrawPresenceRequest {
    g::WithdrawPresenceRequest { voter: voter_id(who.member()), reason: g::WithdrawalReason::WrongPerson }
}

/// The clerk came by code; the neighbour, who represents the volunteer, and the leader were listed.
fn listed_hall(stage: &BusyCommunity) -> BallotMeeting<'_> {
    let officers = (stage.clerk.clone(), stage.watcher.clone());
    let hall = BallotMeeting::call(&stage.desk, officers, ("residents-assembly", "adults"));
    for who in all_actors(stage) {
        hall.enrol(&who.member().to_string());
    }
    hall.begin(&[(stage.volunteer.member(), stage.neighbour.member())]);
    hall.present(&stage.clerk.member().to_string(), stage.clerk.member());
    for who in [&stage.neighbour, &stage.leader] {
        hall.there(&who.member().to_string(), "list", who.member());
    }
    hall.there(&stage.volunteer.member().to_string(), "proxy", stage.neighbour.member());
    hall
}

fn refusal(stage: &BusyCommunity, by: &Person, meeting: MeetingId, who: &Actor) -> String {
    stage.desk.refusal::<WithdrawPresence>(by, &meeting_path(meeting), &body(who))
}

#[test]
fn a_wrong_entry_of_the_list_is_withdrawn_with_its_mandates_and_a_reason() {
    let stage = BusyCommunity::open();
    let (desk, clerk, hall) = (&stage.desk, &stage.clerk.person, listed_hall(&stage));
    let at = meeting_path(hall.meeting);
    let present = || show_meeting(&stage, hall.meeting, clerk).row.present;
    assert_eq!(present(), 4);
    for (what, by, who, expect) in [
        ("by a resident", &stage.neighbour.person, &stage.leader, "request/not-allowed"),
        ("by a guest", &Person::default(), &stage.leader, "request/not-signed-in"),
        ("who did not come", clerk, &stage.watcher, "meetings/not-present"),
        ("a stranger", clerk, &stage.closer, "meetings/not-present"),
        ("who came by code", clerk, &stage.clerk, "meetings/presence-proved"),
        ("who is represented", clerk, &stage.volunteer, "meetings/presence-proved"),
    ] {
        assert_eq!(refusal(&stage, by, hall.meeting, who), expect, "{what}");
    }
    let code = "delete from meeting_presence where meeting = ? and voter = ?";
    assert!(desk.db.run(code, bind![hall.meeting, stage.clerk.member()]).is_err(), "the store keeps who came by code");

    let gone = desk.call::<WithdrawPresence>(clerk, &at, &body(&stage.neighbour));
    assert_eq!((gone.present, present()), (2, 2), "and who is represented by nobody else");
    let rows = desk.texts("select detail from journal where command = 'meetings/withdraw-presence'", &[]);
    assert!(rows.len() == 1 && rows[0].contains("\"principals_gone\":1,\"reason\":\"wrong-person\""), "{rows:?}");
    assert_eq!(refusal(&stage, clerk, hall.meeting, &stage.neighbour), "meetings/not-present", "once");
    desk.call::<ListVoters>(&stage.watcher.person, &at, &list_voters_request(&[stage.neighbour.member()]));
    assert_eq!(present(), 4, "who comes after all is listed again, and stands for the principal");

    // The principal was listed by mistake: the mandate counts again.
    desk.call::<ListVoters>(clerk, &at, &list_voters_request(&[stage.volunteer.member()]));
    let how = "select how from meeting_presence where meeting = ? and voter = ?";
    assert_eq!(desk.texts(how, bind![hall.meeting, stage.volunteer.member()]), ["list"]);
    assert_eq!(desk.call::<WithdrawPresence>(clerk, &at, &body(&stage.volunteer)).present, 4);
    assert_eq!(desk.texts(how, bind![hall.meeting, stage.volunteer.member()]), ["proxy"]);
    desk.check_books();
}

/// Otherwise the chair could change the quorum of a vote after it, or leave more votes than people.
#[test]
fn nobody_is_taken_out_of_a_vote() {
    let stage = BusyCommunity::open();
    let (desk, clerk, hall) = (&stage.desk, &stage.clerk.person, listed_hall(&stage));
    let vote = |who: &Actor| {
        let ballot = hall.open(Method::Secret);
        desk.call::<HandOutPaper>(clerk, &ballot_path(ballot), &paper_request(who));
        assert_eq!(
            refusal(&stage, clerk, hall.meeting, who),
            if who.member() == stage.volunteer.member() { "meetings/presence-proved" } else { "meetings/ballots-open" }
        );
        hall.count(ballot, [1, 0, 0, 0]);
        desk.pass(11 * MINUTE);
        hall.close(ballot);
    };
    desk.rehearse(|| {
        vote(&stage.leader);
        assert_eq!(refusal(&stage, clerk, hall.meeting, &stage.leader), "meetings/vote-used");
    });
    desk.rehearse(|| {
        vote(&stage.volunteer);
        assert_eq!(refusal(&stage, clerk, hall.meeting, &stage.neighbour), "meetings/vote-used", "by the principal");
    });
    desk.call::<WithdrawPresence>(clerk, &meeting_path(hall.meeting), &body(&stage.leader));
}

#[test]
fn attendance_is_final_when_the_meeting_has_ended() {
    let stage = BusyCommunity::open();
    let (desk, clerk) = (&stage.desk, &stage.clerk.person);
    let hall = listed_hall(&stage);
    desk.call::<CloseMeeting>(clerk, &meeting_path(hall.meeting), &g::CloseMeetingRequest { visitors: 0 });
    assert_eq!(refusal(&stage, clerk, hall.meeting, &stage.leader), "meetings/already-closed");
    let early = prepare_meeting(&stage, Progress::Announced);
    assert_eq!(refusal(&stage, clerk, early, &stage.clerk), "meetings/not-open-yet");
    let reason = "改期另行通知".parse().unwrap();
    desk.call::<CancelMeeting>(clerk, &meeting_path(early), &g::CancelMeetingRequest { reason });
    assert_eq!(refusal(&stage, clerk, early, &stage.clerk), "meetings/is-cancelled");
    let nowhere = (TestCommunity::code(), desk.key().to_string().parse().unwrap());
    assert_eq!(desk.refusal::<WithdrawPresence>(clerk, &nowhere, &body(&stage.leader)), "request/not-found");
}
