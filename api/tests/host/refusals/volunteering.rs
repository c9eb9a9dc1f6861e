//! Refusals of volunteer service that no other test meets, each by its code.

use crate::busy_community::{BusyCommunity, activity_request};
use crate::test_community::TestCommunity;
use api::bind;
use api::db::Db;
use domain::contract::*;
use domain::ids::{ActivityId, BodyId, CommunityCode, ServiceId};
use domain::limits;
use domain::text::Reason;
use domain::time::{DAY, HOUR, MINUTE};
use domain::volunteering as v;

type AtActivity = (CommunityCode, ActivityId);

fn of(activity: ActivityId) -> AtActivity {
    (TestCommunity::code(), activity)
}

fn reason() -> Reason {
    "照组织者的名单".parse().unwrap()
}

#[test]
fn a_plan_that_cannot_be_is_refused_when_published_and_when_revised() {
    let stage = BusyCommunity::open();
    let (desk, clerk, here) = (&stage.desk, &stage.clerk.person, (TestCommunity::code(),));
    let now = desk.now.get();
    let after = |millis: i64| activity_request(stage.team, now.plus(millis), 5);
    let publish = |plan: &v::ActivityRequest| desk.status_and_code::<PublishActivity>(clerk, &here, plan);
    let revise = |plan: &v::ActivityRequest| desk.status_and_code::<ReviseActivity>(clerk, &of(stage.open), plan);
    let no_time = v::ActivityRequest { ends_at: now.plus(DAY), ..after(DAY) };
    let too_long = v::ActivityRequest { ends_at: now.plus(DAY + 13 * HOUR), ..after(DAY) };
    let (nobody, too_many) = (
        v::ActivityRequest { capacity: 0, ..after(DAY) },
        v::ActivityRequest { capacity: limits::ACTIVITY_CAPACITY_MAX + 1, ..after(DAY) },
    );
    let nowhere = v::ActivityRequest { body: BodyId::from_parts(now, 1), ..after(DAY) };
    let far = after(366 * DAY + 1);
    for (what, given, code) in [
        ("ends as it begins", publish(&no_time), "volunteering/ends-before-start"),
        ("began before now", publish(&after(-1)), "volunteering/starts-in-past"),
        ("begins in over a year", publish(&far), "volunteering/starts-too-far-ahead"),
        ("for nobody", publish(&nobody), "volunteering/capacity-out-of-range"),
        ("for too many", publish(&too_many), "volunteering/capacity-out-of-range"),
        ("revised: ends as it begins", revise(&no_time), "volunteering/ends-before-start"),
        ("revised: thirteen hours", revise(&too_long), "volunteering/activity-too-long"),
        ("revised: begins in over a year", revise(&far), "volunteering/starts-too-far-ahead"),
        ("revised: for nobody", revise(&nobody), "volunteering/capacity-out-of-range"),
        ("revised: for a body that is none", revise(&nowhere), "volunteering/no-such-body"),
    ] {
        assert_eq!(given, (422, code.to_owned()), "{what}");
    }
}

#[test]
fn a_full_waiting_list_takes_nobody_and_a_cancelled_activity_has_no_key() {
    let stage = BusyCommunity::open();
    let (desk, leader) = (&stage.desk, &stage.leader.person);
    let waiting = "insert into sign_ups (activity, member, state, place_no, at)
        select ?1, id, 'waiting', 10 + row_number() over (order by id), 1 from members
        where left_at is null and id <> ?2 and id not in (select member from sign_ups where activity = ?1) limit ?3";
    desk.db.run(waiting, bind![stage.full, stage.leader.member(), limits::WAITING_LIST_MAX]).unwrap();
    assert_eq!(desk.refusal::<SignUp>(leader, &of(stage.full), &Empty {}), "volunteering/waiting-list-full");
    let cancelling = v::CancelActivityRequest { reason: reason() };
    desk.call::<CancelActivity>(leader, &of(stage.open), &cancelling);
    let no_key = desk.status_and_code::<ShowCheckInKey>(leader, &of(stage.open), &Empty {});
    assert_eq!(no_key, (409, "volunteering/cancelled".into()));
}

#[test]
fn a_code_counts_in_its_window_for_six_tries_and_until_the_record_closes() {
    let stage = BusyCommunity::open();
    let (desk, running, open) = (&stage.desk, of(stage.running), of(stage.open));
    let (volunteer, neighbour) = (&stage.volunteer.person, &stage.neighbour.person);
    let now = desk.now.get();
    let (right, wrong) = (stage.report(stage.running, now), stage.report(stage.open, now));
    for _ in 0..limits::CHECK_IN_TRIES_MAX {
        assert_eq!(desk.refusal::<CheckOut>(neighbour, &running, &wrong), "volunteering/code-not-valid");
    }
    let seventh = desk.refusal::<CheckOut>(neighbour, &running, &right);
    assert_eq!(seventh, "volunteering/too-many-wrong-codes", "a right code after six wrong ones");

    // The volunteer comes early, and then the activity is put off.
    let starts_at = desk.call::<ShowActivity>(volunteer, &open, &Empty {}).row.starts_at;
    desk.call::<SignUp>(volunteer, &open, &Empty {});
    desk.pass_awake(starts_at.plus(-30 * MINUTE).since(desk.now.get()));
    desk.call::<CheckIn>(volunteer, &open, &stage.report(stage.open, desk.now.get()));
    let put_off = activity_request(stage.team, starts_at.plus(3 * HOUR), 5);
    desk.call::<ReviseActivity>(&stage.clerk.person, &open, &put_off);
    let report = stage.report(stage.open, desk.now.get());
    let early = desk.refusal::<CheckOut>(volunteer, &open, &report);
    assert_eq!(early, "volunteering/outside-window", "before the new window opens");

    desk.pass_awake(16 * DAY);
    let late = v::ListPresenceRequest {
        member: stage.volunteer.member(),
        checked_in_at: now.plus(-20 * MINUTE),
        checked_out_at: now.plus(-MINUTE),
        reason: reason(),
    };
    let list = desk.refusal::<ListPresence>(&stage.leader.person, &running, &late);
    for (what, given) in [
        ("a check-in", desk.refusal::<CheckIn>(volunteer, &running, &right)),
        ("a check-out", desk.refusal::<CheckOut>(volunteer, &running, &right)),
        ("the organiser's list", list),
    ] {
        assert_eq!(given, "volunteering/record-closed", "{what} after ten working days (M67 art. 11)");
    }
}

#[test]
fn service_is_not_decided_before_its_end_nor_by_its_volunteer_nor_beyond_a_day() {
    let stage = BusyCommunity::open();
    let (desk, leader, clerk) = (&stage.desk, &stage.leader.person, &stage.clerk.person);
    let (running, ended) = (of(stage.running), of(stage.ended));
    let sql = "select id from services where activity = ? and member = ?";
    let open: ServiceId = desk.texts(sql, bind![stage.running, stage.neighbour.member()])[0].parse().unwrap();
    desk.call::<SignUp>(leader, &running, &Empty {});
    let own = desk.call::<CheckIn>(leader, &running, &stage.report(stage.running, desk.now.get())).service;
    // Of the twelve hours that count for a day, the clerk gives the volunteer all but forty minutes.
    let correction = v::CorrectServiceRequest { minutes: 680, reason: reason() };
    let confirmed = (TestCommunity::code(), stage.confirmed);
    desk.call::<CorrectService>(clerk, &confirmed, &correction);
    let rejection = v::RejectServiceRequest { reason: reason() };
    let confirm = |activity: &AtActivity, service: ServiceId| {
        desk.refusal::<ConfirmServices>(leader, activity, &BusyCommunity::confirmations(&[service]))
    };
    let reject = desk.refusal::<RejectService>(leader, &(TestCommunity::code(), own), &rejection);
    let correct = desk.refusal::<CorrectService>(clerk, &confirmed, &correction);
    for (what, given, code) in [
        ("confirmed before the check-out", confirm(&running, open), "volunteering/not-finished"),
        ("fifty minutes more on that day", confirm(&ended, stage.finished[0]), "volunteering/day-too-long"),
        ("the organiser's own service rejected", reject, "volunteering/own-service"),
        ("corrected to what stands there", correct, "volunteering/nothing-to-correct"),
    ] {
        assert_eq!(given, code, "{what}");
    }
}
