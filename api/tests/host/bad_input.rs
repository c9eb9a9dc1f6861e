//! Errors of phones and at counters: each gives a clear refusal, nothing is lost, nothing half done.

use crate::busy_community::{BusyCommunity, activity_request};
use crate::test_community::{Person, TestCommunity};
use domain::contract::*;
use domain::ids::ActivityId;
use domain::time::{DAY, HOUR, MINUTE, UtcMillis};
use domain::volunteering as v;

fn of(activity: ActivityId) -> (domain::ids::CommunityCode, ActivityId) {
    (TestCommunity::code(), activity)
}

fn listed(stage: &BusyCommunity, came: UtcMillis, went: UtcMillis) -> v::ListPresenceRequest {
    let reason = "手机没电，照名单补记".parse().unwrap();
    v::ListPresenceRequest { member: stage.volunteer.member(), checked_in_at: came, checked_out_at: went, reason }
}

#[test]
fn six_wrong_codes_and_then_the_organisers_list() {
    let stage = BusyCommunity::open();
    let (desk, running) = (&stage.desk, of(stage.running));
    let volunteer = &stage.volunteer.person;
    let right = stage.report(stage.running, desk.now.get());
    let wrong = stage.report(stage.open, desk.now.get());
    for tries_left in (0..6).rev() {
        let refused = desk.try_call::<CheckIn>(volunteer, &running, &(), &wrong).unwrap_err();
        assert_eq!((refused.code.as_str(), refused.status), ("volunteering/code-not-valid", 422));
        assert_eq!(refused.params["tries_left"], tries_left);
    }
    let seventh = desk.status_and_code::<CheckIn>(volunteer, &running, &right);
    assert_eq!(seventh, (429, "volunteering/too-many-wrong-codes".into()));
    assert_eq!(
        desk.refusal::<CheckOut>(&stage.neighbour.person, &running, &wrong),
        "volunteering/code-not-valid",
        "counted for each alone"
    );
    let now = desk.now.get();
    let body = listed(&stage, now.plus(-20 * MINUTE), now.plus(-MINUTE));
    let service = desk.call::<ListPresence>(&stage.leader.person, &running, &body).service;
    let row = desk.call::<ShowAttendance>(&stage.leader.person, &running, &Empty {}).rows;
    let row = row.into_iter().find(|row| row.member == stage.volunteer.member()).unwrap();
    assert_eq!(
        (row.service.map(|service| service.id), row.checked_in_by),
        (Some(service), Some(v::PresenceMethod::List))
    );
    let notices = desk.call::<ListNotices>(volunteer, &(TestCommunity::code(),), &Empty {}).rows;
    assert_eq!(notices[0].kind, domain::notices::NoticeKind::PresenceListed, "the volunteer is told");
}

#[test]
fn times_that_cannot_be() {
    let stage = BusyCommunity::open();
    let (desk, leader) = (&stage.desk, &stage.leader.person);
    let now = desk.now.get();
    for (what, came, went, expect) in [
        ("26 hours", now.plus(-26 * HOUR), now, "volunteering/outside-window"),
        ("went before coming", now, now.plus(-MINUTE), "volunteering/check-out-before-check-in"),
        ("in the future", now, now.plus(1), "volunteering/in-the-future"),
    ] {
        let before = desk.fingerprint();
        let body = listed(&stage, came, went);
        let refused = desk.status_and_code::<ListPresence>(leader, &of(stage.running), &body);
        assert_eq!(refused, (422, expect.to_owned()), "{what}");
        assert_eq!(desk.fingerprint(), before, "{what}");
    }
    // The neighbour is at one activity, so the list of another cannot contain the same person at the same time.
    let beside = of(desk
        .call::<PublishActivity>(leader, &(TestCommunity::code(),), &activity_request(stage.team, now.plus(MINUTE), 5))
        .activity);
    desk.pass(20 * MINUTE);
    let there = v::ListPresenceRequest {
        member: stage.neighbour.member(),
        ..listed(&stage, now.plus(2 * MINUTE), now.plus(9 * MINUTE))
    };
    let refused = desk.try_call::<ListPresence>(leader, &beside, &(), &there).unwrap_err();
    assert_eq!(
        (refused.status, refused.code.as_str(), &refused.params["title"]),
        (409, "volunteering/overlapping-service", &"清理楼道".into())
    );
    desk.pass(-20 * MINUTE);
    let long = v::ActivityRequest { ends_at: now.plus(27 * HOUR), ..activity_request(stage.team, now.plus(HOUR), 5) };
    let refused = desk.status_and_code::<PublishActivity>(leader, &(TestCommunity::code(),), &long);
    assert_eq!(refused, (422, "volunteering/activity-too-long".into()));
    let nowhere = v::ActivityRequest {
        body: domain::ids::BodyId::from_parts(now, 1),
        ..activity_request(stage.team, now.plus(HOUR), 5)
    };
    assert_eq!(
        desk.refusal::<PublishActivity>(&stage.clerk.person, &(TestCommunity::code(),), &nowhere),
        "volunteering/no-such-body"
    );
}

#[test]
fn a_clock_that_was_a_day_ahead_and_then_set_right() {
    let stage = BusyCommunity::open();
    let (desk, running) = (&stage.desk, of(stage.running));
    let shown_at = desk.now.get();
    let code = stage.report(stage.running, shown_at).code;
    for ahead in [DAY, -DAY] {
        desk.rehearse(|| {
            desk.pass(HOUR);
            let report = v::AttendanceCodeRequest { code: code.clone(), at: shown_at.plus(ahead) };
            let accepted = desk.call::<CheckIn>(&stage.volunteer.person, &running, &report);
            assert!(accepted.checked_in_at.since(shown_at).abs() < 30_000, "the code decides");
            assert!((accepted.clock_difference_seconds.abs() - DAY / 1000).abs() < 60, "the organiser sees the day");
        });
    }
}

#[test]
fn places_at_the_same_time() {
    let stage = BusyCommunity::open();
    let (desk, here) = (&stage.desk, (TestCommunity::code(),));
    let start = desk.now.get().plus(5 * DAY);
    let publish = |starts_at: UtcMillis, lasts: i64| {
        let body = v::ActivityRequest { ends_at: starts_at.plus(lasts), ..activity_request(stage.team, starts_at, 5) };
        desk.call::<PublishActivity>(&stage.clerk.person, &here, &body).activity
    };
    desk.call::<SignUp>(&stage.volunteer.person, &of(publish(start, 2 * HOUR)), &Empty {});
    for (what, from, lasts, clash) in [
        ("ends when it begins", -HOUR, HOUR, false),
        ("ends a moment after it begins", -HOUR, HOUR + 1, true),
        ("begins when it ends", 2 * HOUR, HOUR, false),
        ("begins a moment before it ends", 2 * HOUR - 1, HOUR, true),
        ("within it", HOUR, MINUTE, true),
        ("around it, as long as may be", -5 * HOUR, 12 * HOUR, true),
        ("ends as late as may be", 2 * HOUR - 1, 12 * HOUR, true),
    ] {
        desk.rehearse(|| {
            let other = of(publish(start.plus(from), lasts));
            let answer = desk.try_call::<SignUp>(&stage.volunteer.person, &other, &(), &Empty {});
            assert_eq!(answer.is_err(), clash, "{what}: {answer:?}");
            if let Err(problem) = answer {
                let refused = (problem.status, problem.code.as_str(), &problem.params["title"]);
                assert_eq!(refused, (409, "volunteering/overlapping-sign-up", &"清理楼道".into()), "{what}");
            }
            desk.call::<SignUp>(&stage.neighbour.person, &other, &Empty {});
        });
    }
}

#[test]
fn the_waiting_list_moves_up_in_order_and_tells() {
    let stage = BusyCommunity::open();
    let (desk, full) = (&stage.desk, of(stage.full));
    let third = &stage.watcher.person;
    assert_eq!(desk.call::<SignUp>(third, &full, &Empty {}).position, Some(2));
    let place = |person: &Person| desk.call::<ShowActivity>(person, &full, &Empty {}).mine.unwrap();
    assert_eq!(place(&stage.neighbour.person).position, Some(1));
    assert_eq!(desk.call::<Withdraw>(&stage.volunteer.person, &full, &Empty {}).moved_up, 1);
    assert_eq!(place(&stage.neighbour.person).place, Some(v::PlaceState::Confirmed));
    assert_eq!(place(third).position, Some(1));
    let told = desk.call::<ListNotices>(&stage.neighbour.person, &(TestCommunity::code(),), &Empty {}).rows;
    assert_eq!((told[0].kind, told[0].activity), (domain::notices::NoticeKind::MovedUp, Some(stage.full)));
    // Signing up again means the end of the queue; with a larger capacity everybody gets a place.
    assert_eq!(desk.call::<SignUp>(&stage.volunteer.person, &full, &Empty {}).position, Some(2));
    let shown = desk.call::<ShowActivity>(&Person::default(), &full, &Empty {}).row;
    assert_eq!((shown.signed_up, shown.waiting), (1, 2));
    let body = v::ActivityRequest { capacity: 2, ..activity_request(stage.team, shown.starts_at, 2) };
    desk.call::<ReviseActivity>(&stage.leader.person, &full, &body);
    assert_eq!(
        (place(third).place, place(&stage.volunteer.person).position),
        (Some(v::PlaceState::Confirmed), Some(1))
    );
    let fewer = v::ActivityRequest { capacity: 1, ..body };
    let refused = desk.status_and_code::<ReviseActivity>(&stage.leader.person, &full, &fewer);
    assert_eq!(refused, (422, "volunteering/capacity-below-signed-up".into()));
}

#[test]
fn confirming_is_all_or_nothing() {
    let stage = BusyCommunity::open();
    let (desk, ended) = (&stage.desk, of(stage.ended));
    let all = BusyCommunity::confirmations(&stage.finished);
    let twice = BusyCommunity::confirmations(&[stage.finished[0], stage.finished[0]]);
    let foreign = BusyCommunity::confirmations(&[stage.finished[0], stage.confirmed]);
    let mut fewer = all.clone();
    fewer.services[1].minutes = Some(1);
    let mut more = all.clone();
    more.services[1].minutes = Some(51);
    let mut nothing = all.clone();
    nothing.services[1].minutes = Some(0);
    nothing.services[1].reason = Some("来了但没有做事".parse().unwrap());
    let many = BusyCommunity::confirmations(&vec![stage.finished[0]; 101]);
    for (what, body, status, code) in [
        ("none", BusyCommunity::confirmations(&[]), 422, "volunteering/too-many-at-once"),
        ("101", many, 422, "volunteering/too-many-at-once"),
        ("one twice", twice, 422, "volunteering/doubled-in-list"),
        ("one of another activity", foreign, 404, "request/not-found"),
        ("fewer without a reason", fewer, 422, "volunteering/reason-missing"),
        ("no minutes with a reason", nothing, 422, "volunteering/no-minutes"),
        ("more than measured", more, 422, "volunteering/more-than-measured"),
    ] {
        let before = desk.fingerprint();
        let refused = desk.status_and_code::<ConfirmServices>(&stage.leader.person, &ended, &body);
        assert_eq!(refused, (status, code.to_owned()), "{what}");
        assert_eq!(desk.fingerprint(), before, "{what}: half of the list was confirmed");
    }
    // M67 art. 11: after the tenth working day the organiser still can, and the journal says that it was late.
    let deadline = desk.call::<ShowActivity>(&Person::default(), &ended, &Empty {}).record_deadline;
    for (now, late) in [(deadline, false), (deadline.plus(1), true)] {
        desk.rehearse(|| {
            desk.now.set(now);
            let confirmed = desk.call::<ConfirmServices>(&stage.leader.person, &ended, &all);
            assert_eq!(confirmed, v::ServicesConfirmed { count: 2, minutes: 100 });
            let rows = desk.texts("select detail from journal order by seq desc limit 1", &[]);
            assert!(rows[0].contains(&format!("\"after_deadline\":{late}")), "{rows:?}");
        });
    }
}
