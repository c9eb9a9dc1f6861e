//! Service from the check-in to the ledger: what counts as presence, who decides on it, and what the volunteer is told.

use crate::busy_community::{Actor, BusyCommunity};
use crate::test_community::{Person, TestCommunity};
use domain::contract::*;
use domain::ids::{ActivityId, CommunityCode, MemberId, ServiceId};
use domain::ledger::TransferPurpose;
use domain::notices::{Notice, NoticeKind};
use domain::text::Reason;
use domain::time::{HOUR, MINUTE, UtcMillis};
use domain::volunteering as v;

type AtActivity = (CommunityCode, ActivityId);

fn of(activity: ActivityId) -> AtActivity {
    (TestCommunity::code(), activity)
}

fn this(service: ServiceId) -> (CommunityCode, ServiceId) {
    (TestCommunity::code(), service)
}

fn reason() -> Reason {
    "照组织者的名单".parse().unwrap()
}

fn starts_at(stage: &BusyCommunity, activity: ActivityId) -> UtcMillis {
    stage.desk.call::<ShowActivity>(&Person::default(), &of(activity), &Empty {}).row.starts_at
}

fn listed(member: MemberId, checked_in_at: UtcMillis, checked_out_at: UtcMillis) -> v::ListPresenceRequest {
    v::ListPresenceRequest { member, checked_in_at, checked_out_at, reason: reason() }
}

fn newest_notice(stage: &BusyCommunity, to: &Actor) -> Notice {
    stage.desk.call::<ListNotices>(&to.person, &(TestCommunity::code(),), &Empty {}).rows.remove(0)
}

#[test]
fn a_report_needs_a_place_the_window_and_a_code_that_was_shown() {
    let stage = BusyCommunity::open();
    let (desk, person) = (&stage.desk, &stage.watcher.person);
    let (running, tomorrow, now) = (of(stage.running), of(stage.open), desk.now.get());
    let refused = |at: &AtActivity, shown: UtcMillis| {
        desk.status_and_code::<CheckIn>(person, at, &stage.report(stage.running, shown))
    };
    assert_eq!(refused(&running, now), (409, "volunteering/not-signed-up".into()));
    for at in [&running, &tomorrow] {
        desk.call::<SignUp>(person, at, &Empty {});
    }
    assert_eq!(refused(&tomorrow, now), (422, "volunteering/outside-window".into()));
    assert_eq!(refused(&running, now.plus(20 * MINUTE)), (422, "volunteering/code-not-valid".into()), "not shown yet");
}

#[test]
fn a_check_out_follows_its_check_in_once_and_nothing_before_the_beginning_counts() {
    let stage = BusyCommunity::open();
    let (desk, person, at) = (&stage.desk, &stage.volunteer.person, of(stage.open));
    desk.call::<SignUp>(person, &at, &Empty {});
    let early = starts_at(&stage, stage.open).plus(-30 * MINUTE);
    desk.pass_awake(early.since(desk.now.get()));
    let report = stage.report(stage.open, early);
    let refused = || desk.status_and_code::<CheckOut>(person, &at, &report);
    assert_eq!(refused(), (409, "volunteering/not-checked-in".into()), "the queue came in the wrong order");
    let checked_in = desk.call::<CheckIn>(person, &at, &report);
    let checked_out = desk.call::<CheckOut>(person, &at, &report);
    assert_eq!((checked_out.service, checked_out.checked_in_at), (checked_in.service, checked_in.checked_in_at));
    assert!(checked_out.checked_out_at >= checked_in.checked_in_at);
    assert_eq!(checked_out.measured_minutes, 0);
    assert_eq!(refused(), (409, "volunteering/already-checked-out".into()));
}

#[test]
fn the_organisers_list_gives_a_place_and_two_times() {
    let stage = BusyCommunity::open();
    let (desk, leader, at) = (&stage.desk, &stage.leader, of(stage.ended));
    let (member, came) = (stage.watcher.member(), starts_at(&stage, stage.ended));
    let good = listed(member, came, came.plus(2 * HOUR));
    let nobody = MemberId::from_parts(UtcMillis(1), 1);
    for (what, body, status, code) in [
        ("three hours early", listed(member, came.plus(-3 * HOUR), came), 422, "volunteering/outside-window"),
        ("after the last check-out", listed(member, came, came.plus(4 * HOUR + 1)), 422, "volunteering/outside-window"),
        ("the organiser", listed(leader.member(), came, came.plus(2 * HOUR)), 403, "volunteering/own-service"),
        ("nobody", listed(nobody, came, came.plus(2 * HOUR)), 422, "volunteering/not-a-resident"),
    ] {
        let refused = desk.status_and_code::<ListPresence>(&leader.person, &at, &body);
        assert_eq!(refused, (status, code.to_owned()), "{what}");
    }
    let entered = desk.call::<ListPresence>(&leader.person, &at, &good);
    assert_eq!((entered.checked_in_at, entered.checked_out_at), (good.checked_in_at, good.checked_out_at));
    assert_eq!((entered.measured_minutes, entered.clock_difference_seconds), (120, 0));
    let rows = desk.call::<ShowAttendance>(&leader.person, &at, &Empty {}).rows;
    let row = rows.iter().find(|row| row.member == member).unwrap();
    assert_eq!((row.place, row.checked_out_by), (v::PlaceState::Confirmed, Some(v::PresenceMethod::List)));
    let twice = desk.status_and_code::<ListPresence>(&leader.person, &at, &good);
    assert_eq!(twice, (409, "volunteering/already-checked-in".into()));
}

#[test]
fn nobody_was_at_two_places_at_once() {
    let stage = BusyCommunity::open();
    let (desk, leader, member) = (&stage.desk, &stage.leader.person, stage.watcher.member());
    let (first, second) = (starts_at(&stage, stage.ended), starts_at(&stage, stage.running));
    // Long after the end of the first activity, and before the beginning of the second.
    let went = second.plus(-30 * MINUTE);
    desk.call::<ListPresence>(leader, &of(stage.ended), &listed(member, first, went));
    let then = |came| listed(member, came, second.plus(10 * MINUTE));
    let refused = desk.status_and_code::<ListPresence>(leader, &of(stage.running), &then(went.plus(-MINUTE)));
    assert_eq!(refused, (409, "volunteering/overlapping-service".into()), "a minute at both");
    desk.call::<ListPresence>(leader, &of(stage.running), &then(went));
}

#[test]
fn everybody_sees_how_much_was_served_and_the_volunteer_the_own_service() {
    let stage = BusyCommunity::open();
    let (desk, at) = (&stage.desk, of(stage.ended));
    let before = desk.call::<ShowActivity>(&Person::default(), &at, &Empty {});
    assert_eq!((before.confirmed_people, before.confirmed_minutes), (0, 0));
    desk.call::<ConfirmServices>(&stage.leader.person, &at, &BusyCommunity::confirmations(&stage.finished));
    let after = desk.call::<ShowActivity>(&stage.volunteer.person, &at, &Empty {});
    assert_eq!((after.confirmed_people, after.confirmed_minutes), (2, 100));
    let service = after.mine.and_then(|mine| mine.service).unwrap();
    assert_eq!((service.state, service.confirmed_minutes), (v::ServiceState::Confirmed, 50));
    assert!(service.record_deadline > service.checked_in_at);
}

#[test]
fn fewer_minutes_come_with_a_reason_that_the_volunteer_reads() {
    let stage = BusyCommunity::open();
    let one = v::ServiceConfirmation { service: stage.finished[0], minutes: Some(30), reason: Some(reason()) };
    let body = v::ConfirmServicesRequest { services: vec![one] };
    let confirmed = stage.desk.call::<ConfirmServices>(&stage.leader.person, &of(stage.ended), &body);
    assert_eq!(confirmed, v::ServicesConfirmed { count: 1, minutes: 30 });
    let notice = newest_notice(&stage, &stage.volunteer);
    assert_eq!(notice.kind, NoticeKind::ServiceConfirmedReduced);
    assert_eq!(notice.params["reason"].as_str(), Some(reason().as_str()));
}

#[test]
fn nobody_confirms_the_own_service() {
    let stage = BusyCommunity::open();
    let (desk, leader, at) = (&stage.desk, &stage.leader, of(stage.ended));
    let came = starts_at(&stage, stage.ended);
    // The committee enters the leader's presence; the leader may decide on all services except this one.
    let body = listed(leader.member(), came, came.plus(2 * HOUR));
    let own = desk.call::<ListPresence>(&stage.clerk.person, &at, &body).service;
    let refused = desk.status_and_code::<ConfirmServices>(&leader.person, &at, &BusyCommunity::confirmations(&[own]));
    assert_eq!(refused, (403, "volunteering/own-service".into()));
}

#[test]
fn a_rejected_record_never_comes_back() {
    let stage = BusyCommunity::open();
    let (desk, leader, volunteer) = (&stage.desk, &stage.leader.person, &stage.volunteer);
    let (service, own) = (stage.finished[0], (TestCommunity::code(), volunteer.member()));
    let hours = || desk.call::<ShowHours>(&volunteer.person, &own, &Empty {});
    let before = hours();
    assert!(before.pending.iter().any(|pending| pending.id == service));
    let body = v::RejectServiceRequest { reason: reason() };
    let mut short = TestCommunity::request::<RejectService>(leader, &this(service), &(), &body);
    short.key = Some(desk.key().to_string());
    short.body = r#"{"reason":"短"}"#.as_bytes().to_vec();
    let problem = TestCommunity::read::<RejectService>(&desk.handle(&short)).unwrap_err();
    assert_eq!((problem.status, problem.code.as_str()), (400, "request/malformed"));
    assert_eq!(problem.field.as_deref(), Some("reason"), "a reason is required");

    desk.call::<RejectService>(leader, &this(service), &body);
    let notice = newest_notice(&stage, volunteer);
    assert_eq!(notice.kind, NoticeKind::ServiceRejected);
    assert_eq!(notice.params["reason"].as_str(), Some(reason().as_str()));
    let decided = (409, "volunteering/already-decided".to_owned());
    assert_eq!(desk.status_and_code::<RejectService>(leader, &this(service), &body), decided);
    let all = BusyCommunity::confirmations(&[service]);
    assert_eq!(desk.status_and_code::<ConfirmServices>(leader, &of(stage.ended), &all), decided);
    let after = hours();
    assert_eq!((after.total_minutes, after.pending.len()), (before.total_minutes, before.pending.len() - 1));
    assert!(after.pending.iter().all(|pending| pending.id != service));
}

#[test]
fn every_correction_is_an_entry_linked_to_the_first_one_and_a_notice() {
    let stage = BusyCommunity::open();
    let (desk, volunteer) = (&stage.desk, &stage.volunteer);
    let own = (TestCommunity::code(), volunteer.member());
    let hours = || desk.call::<ShowHours>(&volunteer.person, &own, &Empty {});
    let before = hours().total_minutes;
    let correct = |minutes| {
        let body = v::CorrectServiceRequest { minutes, reason: reason() };
        desk.call::<CorrectService>(&stage.clerk.person, &this(stage.confirmed), &body)
    };
    assert_eq!(correct(40), v::MinutesCorrected { minutes: 40, total_minutes: before - 10 });
    assert_eq!(correct(45), v::MinutesCorrected { minutes: 45, total_minutes: before - 5 });
    let entries = hours().page.rows;
    let first = Some(entries[2].transfer);
    let rows: Vec<_> = entries[..3].iter().map(|entry| (entry.purpose, entry.minutes, entry.corrects)).collect();
    assert_eq!(
        rows,
        [
            (TransferPurpose::Correction, 5, first),
            (TransferPurpose::Correction, -10, first),
            (TransferPurpose::Service, 50, None)
        ]
    );
    assert_eq!(entries[0].reason.as_deref(), Some(reason().as_str()));
    let notice = newest_notice(&stage, volunteer);
    assert_eq!((notice.kind, notice.params["minutes"].as_u64()), (NoticeKind::ServiceCorrected, Some(45)));
}

#[test]
fn what_is_no_correction_is_refused() {
    let stage = BusyCommunity::open();
    let (desk, clerk) = (&stage.desk, &stage.clerk.person);
    let by_clerk = stage.finished[1];
    desk.call::<ConfirmServices>(clerk, &of(stage.ended), &BusyCommunity::confirmations(&[by_clerk]));
    for (what, service, minutes, status, code) in [
        ("not confirmed yet", stage.finished[0], 40, 409, "volunteering/not-confirmed"),
        ("to what stands there", stage.confirmed, 50, 422, "volunteering/nothing-to-correct"),
        ("to 26 hours", stage.confirmed, 26 * 60, 422, "volunteering/day-too-long"),
        ("by the person who confirmed", by_clerk, 40, 403, "volunteering/confirmer-may-not-correct"),
    ] {
        let body = v::CorrectServiceRequest { minutes, reason: reason() };
        let refused = desk.status_and_code::<CorrectService>(clerk, &this(service), &body);
        assert_eq!(refused, (status, code.to_owned()), "{what}");
    }
}
