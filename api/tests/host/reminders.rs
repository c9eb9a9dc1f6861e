//! Reminders on the day before: once, to those concerned, and none for what was moved, called off or done.

use crate::busy_community::BusyCommunity;
use crate::matters;
use crate::meetings::{meeting_path, read_roll};
use crate::prepared_meetings::{Progress, announce_meeting_request, prepare_meeting, record_outcomes_request};
use crate::test_community::TestCommunity;
use api::bind;
use api::db::Db;
use api::duties;
use domain::contract::*;
use domain::ids::MeetingId;
use domain::matters as mt;
use domain::meetings as g;
use domain::notices::remind_at;
use domain::time::{DAY, HOUR, UtcMillis};

/// The recipients of this kind of notice, once for each notice.
fn told(desk: &TestCommunity, kind: &str) -> Vec<String> {
    desk.texts("select member from notices where kind = ? order by member", bind![kind])
}

fn ring(desk: &TestCommunity, at: UtcMillis) {
    duties::run_due(&desk.db, at).unwrap();
    duties::run_due(&desk.db, at).unwrap();
}

fn announced(stage: &BusyCommunity, days: i64) -> (MeetingId, UtcMillis) {
    let starts_at = stage.desk.now.get().plus(days * DAY);
    let body = g::AnnounceMeetingRequest {
        starts_at,
        ..announce_meeting_request(stage, g::MeetingForm::Talk, g::Electorate::JointCommittees)
    };
    let done = stage.desk.call::<AnnounceMeeting>(&stage.clerk.person, &(TestCommunity::code(),), &body);
    (done.meeting, starts_at)
}

#[test]
fn whoever_is_on_the_roll_is_reminded_once_on_the_day_before() {
    let stage = BusyCommunity::open();
    let (desk, clerk) = (&stage.desk, &stage.clerk.person);
    let (id, starts_at) = announced(&stage, 5);
    let due_at = remind_at(starts_at, desk.now.get()).unwrap();
    ring(desk, due_at.plus(-1));
    assert!(told(desk, "meeting-tomorrow").is_empty());
    let called: Vec<String> = read_roll(&stage, id).iter().map(ToString::to_string).collect();
    desk.rehearse(|| {
        ring(desk, due_at);
        ring(desk, due_at.plus(HOUR));
        assert_eq!(told(desk, "meeting-tomorrow"), called, "once each");
        assert_eq!(desk.rows("select 1 from journal where command = 'due/remind-meeting'").len(), 1);
        desk.check_books();
    });
    desk.rehearse(|| {
        desk.db.fail_after(Some(4));
        assert!(duties::run_due(&desk.db, due_at).is_err());
        desk.db.fail_after(None);
        ring(desk, due_at);
        assert_eq!(told(desk, "meeting-tomorrow"), called, "a crash in the middle tells nobody twice");
    });
    desk.rehearse(|| {
        let later = g::ReviseMeetingRequest {
            place: "社区广场".parse().unwrap(),
            starts_at: starts_at.plus(3 * DAY),
            officers: None,
            reason: "换一天开".parse().unwrap(),
        };
        desk.call::<ReviseMeeting>(clerk, &meeting_path(id), &later);
        ring(desk, due_at);
        assert!(told(desk, "meeting-tomorrow").is_empty(), "moved");
        ring(desk, due_at.plus(3 * DAY));
        assert_eq!(told(desk, "meeting-tomorrow"), called);
    });
    let why = g::CancelMeetingRequest { reason: "人没有到齐".parse().unwrap() };
    desk.call::<CancelMeeting>(clerk, &meeting_path(id), &why);
    ring(desk, due_at);
    assert!(told(desk, "meeting-tomorrow").is_empty(), "called off");
    assert!(desk.rows("select 1 from due where kind = 'remind-meeting'").is_empty());
    // Announced on the day before itself: the announcement reminds.
    announced(&stage, 0);
    assert!(desk.rows("select 1 from due where kind = 'remind-meeting'").is_empty());
}

#[test]
fn whoever_takes_part_is_reminded_of_the_end_of_a_discussion() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let matter = matters::accepted_matter(&stage);
    matters::write_post(&stage, matter, &stage.volunteer);
    matters::write_post(&stage, matter, &stage.volunteer);
    let until = desk.db.run("select until_at from matters where id = ?", bind![matter]).unwrap()[0].time(0).unwrap();
    let due_at = remind_at(until, desk.now.get()).unwrap();
    ring(desk, due_at.plus(-1));
    assert!(told(desk, "discussion-ending").is_empty());
    ring(desk, due_at);
    let mut expect = [&stage.neighbour, &stage.volunteer].map(|who| who.member().to_string());
    expect.sort();
    assert_eq!(told(desk, "discussion-ending"), expect, "proposer and author, once each");
}

#[test]
fn the_committee_is_reminded_of_what_it_has_to_answer() {
    let stage = BusyCommunity::open();
    let (desk, clerk, here) = (&stage.desk, &stage.clerk.person, TestCommunity::code());
    let matter = matters::proposed_matter(&stage, &stage.volunteer);
    let due_of = |now: UtcMillis| {
        let due = mt::answer_due(now, mt::Rules::current());
        remind_at(due, now).unwrap()
    };
    let due_at = due_of(desk.now.get());
    desk.rehearse(|| {
        ring(desk, due_at);
        let committee = told(desk, "review-due");
        assert!(committee.contains(&stage.clerk.member().to_string()) && committee.len() > 2, "{committee:?}");
        assert!(!committee.contains(&stage.volunteer.member().to_string()));
    });
    let verdict = mt::DecidePreReviewRequest {
        verdict: mt::VerdictKind::Return,
        reason: "请写明地点".parse().unwrap(),
        destination: None,
        days: None,
    };
    desk.call::<DecidePreReview>(clerk, &(here.clone(), matter), &verdict);
    ring(desk, due_at);
    assert!(told(desk, "review-due").is_empty(), "it was reviewed");
    // Outcomes of a talk: until they are recorded.
    let talk = prepare_meeting(&stage, Progress::Minuted);
    let deadline = g::outcomes_due(desk.now.get(), g::Rules::current());
    let due_at = remind_at(deadline, desk.now.get()).unwrap();
    desk.rehearse(|| {
        ring(desk, due_at);
        assert!(told(desk, "outcomes-due").contains(&stage.clerk.member().to_string()));
    });
    desk.call::<RecordOutcomes>(clerk, &meeting_path(talk), &record_outcomes_request(0));
    ring(desk, due_at);
    assert!(told(desk, "outcomes-due").is_empty(), "it was told");
}
