//! Reminders on the day before: once, to those concerned, and none for what was moved, called off or done.

use crate::desk::Desk;
use crate::matters;
use crate::meetings::{at, roll};
use crate::samples::meetings::{Progress, draft, meeting, officers, outcomes};
use crate::stage::Stage;
use api::bind;
use api::db::Db;
use api::due;
use domain::contract::*;
use domain::ids::MeetingId;
use domain::matters as mt;
use domain::meetings as g;
use domain::notices::remind_at;
use domain::time::{DAY, HOUR, UtcMillis};

/// The recipients of this kind of notice, once for each notice.
fn told(desk: &Desk, kind: &str) -> Vec<String> {
    desk.texts("select member from notices where kind = ? order by member", bind![kind])
}

fn ring(desk: &Desk, at: UtcMillis) {
    due::run(&desk.db, at).unwrap();
    due::run(&desk.db, at).unwrap();
}

fn announced(stage: &Stage, days: i64) -> (MeetingId, UtcMillis) {
    let starts_at = stage.desk.now.get().plus(days * DAY);
    let body = g::MeetingDraft { starts_at, ..draft(stage, g::MeetingForm::Talk, g::Electorate::JointCommittees) };
    let done = stage.desk.call::<AnnounceMeeting>(&stage.clerk.person, &(Desk::code(),), &body);
    (done.meeting, starts_at)
}

#[test]
fn whoever_is_on_the_roll_is_reminded_once_on_the_day_before() {
    let stage = Stage::open();
    let (desk, clerk) = (&stage.desk, &stage.clerk.person);
    let (id, starts_at) = announced(&stage, 5);
    let due_at = remind_at(starts_at, desk.now.get()).unwrap();
    ring(desk, due_at.plus(-1));
    assert!(told(desk, "meeting-tomorrow").is_empty());
    let called: Vec<String> = roll(&stage, id).iter().map(ToString::to_string).collect();
    desk.rehearse(|| {
        ring(desk, due_at);
        ring(desk, due_at.plus(HOUR));
        assert_eq!(told(desk, "meeting-tomorrow"), called, "once each");
        assert_eq!(desk.rows("select 1 from journal where command = 'due/remind-meeting'").len(), 1);
        desk.check_books();
    });
    desk.rehearse(|| {
        desk.db.fail_after(Some(4));
        assert!(due::run(&desk.db, due_at).is_err());
        desk.db.fail_after(None);
        ring(desk, due_at);
        assert_eq!(told(desk, "meeting-tomorrow"), called, "a crash in the middle tells nobody twice");
    });
    desk.rehearse(|| {
        let later = g::MeetingRevision {
            place: "社区广场".parse().unwrap(),
            starts_at: starts_at.plus(3 * DAY),
            officers: officers(&stage),
            reason: "换一天开".parse().unwrap(),
        };
        desk.call::<ReviseMeeting>(clerk, &at(id), &later);
        ring(desk, due_at);
        assert!(told(desk, "meeting-tomorrow").is_empty(), "moved");
        ring(desk, due_at.plus(3 * DAY));
        assert_eq!(told(desk, "meeting-tomorrow"), called);
    });
    let why = g::MeetingCancellation { reason: "人没有到齐".parse().unwrap() };
    desk.call::<CancelMeeting>(clerk, &at(id), &why);
    ring(desk, due_at);
    assert!(told(desk, "meeting-tomorrow").is_empty(), "called off");
    assert!(desk.rows("select 1 from due where kind = 'remind-meeting'").is_empty());
    // Announced on the day before itself: the announcement reminds.
    announced(&stage, 0);
    assert!(desk.rows("select 1 from due where kind = 'remind-meeting'").is_empty());
}

#[test]
fn whoever_takes_part_is_reminded_of_the_end_of_a_discussion() {
    let stage = Stage::open();
    let desk = &stage.desk;
    let matter = matters::accepted(&stage);
    matters::said(&stage, matter, &stage.volunteer);
    matters::said(&stage, matter, &stage.volunteer);
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
    let stage = Stage::open();
    let (desk, clerk, here) = (&stage.desk, &stage.clerk.person, Desk::code());
    let matter = matters::proposed(&stage, &stage.volunteer);
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
    let verdict = mt::PreReviewVerdict {
        verdict: mt::VerdictKind::Return,
        reason: "请写明地点".parse().unwrap(),
        destination: None,
        days: None,
    };
    desk.call::<DecidePreReview>(clerk, &(here.clone(), matter), &verdict);
    ring(desk, due_at);
    assert!(told(desk, "review-due").is_empty(), "it was reviewed");
    // Outcomes of a talk: until they are recorded.
    let talk = meeting(&stage, Progress::Minuted);
    let deadline = g::outcomes_due(desk.now.get(), g::Rules::current());
    let due_at = remind_at(deadline, desk.now.get()).unwrap();
    desk.rehearse(|| {
        ring(desk, due_at);
        assert!(told(desk, "outcomes-due").contains(&stage.clerk.member().to_string()));
    });
    desk.call::<RecordOutcomes>(clerk, &at(talk), &outcomes(0));
    ring(desk, due_at);
    assert!(told(desk, "outcomes-due").is_empty(), "it was told");
}
