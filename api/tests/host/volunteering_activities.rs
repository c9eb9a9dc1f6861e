//! An activity from its publication to its cancellation: what everybody sees of it, what the people who signed up are
//! told, and what the office sees.

use crate::busy_community::{Actor, BusyCommunity, activity_request};
use crate::test_community::{Person, TestCommunity};
use api::answer::ObjectRequest;
use domain::contract::*;
use domain::ids::{ActivityId, CommunityCode};
use domain::notices::{Notice, NoticeKind};
use domain::time::{DAY, HOUR, MINUTE, UtcMillis};
use domain::volunteering as v;

type AtActivity = (CommunityCode, ActivityId);

/// Adults without a seat and without any service.
const NEWCOMERS: [&str; 2] = ["13800000411", "13800000431"];

fn of(activity: ActivityId) -> AtActivity {
    (TestCommunity::code(), activity)
}

/// An activity of the team in five days, and its plan.
fn publish_activity(stage: &BusyCommunity, capacity: u32) -> (AtActivity, v::ActivityRequest) {
    let plan = activity_request(stage.team, stage.desk.now.get().plus(5 * DAY), capacity);
    let published = stage.desk.call::<PublishActivity>(&stage.clerk.person, &(TestCommunity::code(),), &plan);
    (of(published.activity), plan)
}

/// The notices of a person, newest first.
fn notices(stage: &BusyCommunity, who: &Person) -> Vec<Notice> {
    stage.desk.call::<ListNotices>(who, &(TestCommunity::code(),), &Empty {}).rows
}

#[test]
fn everybody_sees_what_was_published_and_nobody_another_persons_part() {
    let stage = BusyCommunity::open();
    let (desk, guest, volunteer) = (&stage.desk, Person::default(), &stage.neighbour);
    let (at, plan) = publish_activity(&stage, 7);
    let shown = desk.call::<ShowActivity>(&guest, &at, &Empty {});
    assert_eq!((shown.row.title.as_str(), shown.row.place.as_str()), (plan.title.as_str(), plan.place.as_str()));
    assert_eq!((shown.row.starts_at, shown.row.ends_at, shown.row.capacity), (plan.starts_at, plan.ends_at, 7));
    assert_eq!((shown.plan.as_str(), shown.leader_name.as_deref()), (plan.plan.as_str(), Some("张敏")));

    desk.call::<SignUp>(&volunteer.person, &at, &Empty {});
    let mine = desk.call::<ShowActivity>(&volunteer.person, &at, &Empty {}).mine.unwrap();
    assert_eq!((mine.place, mine.position, mine.service), (Some(v::PlaceState::Confirmed), None, None));
    let answer = desk.handle(&TestCommunity::request::<ShowActivity>(&guest, &at, &(), &Empty {}));
    let shown = TestCommunity::read::<ShowActivity>(&answer).unwrap();
    assert_eq!((shown.row.signed_up, shown.mine), (1, None));
    assert!(!answer.body.contains(volunteer.name), "no volunteer by name");

    let supervision = desk.texts("select id from bodies where kind = 'supervision-committee'", &[])[0].parse().unwrap();
    let theirs = v::ActivityRequest { body: supervision, ..plan };
    let refused = desk.status_and_code::<PublishActivity>(&stage.clerk.person, &(TestCommunity::code(),), &theirs);
    assert_eq!(refused, (422, "volunteering/no-such-body".into()), "a body that organises nothing");
}

#[test]
fn a_place_then_the_waiting_list_and_back() {
    let stage = BusyCommunity::open();
    let (desk, (at, _)) = (&stage.desk, publish_activity(&stage, 1));
    let (first, second) = (&stage.neighbour.person, &stage.volunteer.person);
    let confirmed = v::SignedUp { place: v::PlaceState::Confirmed, position: None };
    assert_eq!(desk.call::<SignUp>(first, &at, &Empty {}), confirmed);
    let waiting = v::SignedUp { place: v::PlaceState::Waiting, position: Some(1) };
    assert_eq!(desk.call::<SignUp>(second, &at, &Empty {}), waiting);
    let twice = desk.status_and_code::<SignUp>(first, &at, &Empty {});
    assert_eq!(twice, (409, "volunteering/already-signed-up".into()));
    let late = desk.status_and_code::<SignUp>(&stage.watcher.person, &of(stage.ended), &Empty {});
    assert_eq!(late, (409, "volunteering/ended".into()));

    assert_eq!(desk.call::<Withdraw>(first, &at, &Empty {}).moved_up, 1);
    let shown = desk.call::<ShowActivity>(second, &at, &Empty {});
    assert_eq!((shown.row.signed_up, shown.row.waiting), (1, 0));
    assert_eq!(shown.mine.and_then(|mine| mine.place), Some(v::PlaceState::Confirmed));
    let again = desk.status_and_code::<Withdraw>(first, &at, &Empty {});
    assert_eq!(again, (409, "volunteering/not-signed-up".into()));
}

#[test]
fn the_people_who_signed_up_are_told_of_a_revision_and_of_the_cancellation() {
    let stage = BusyCommunity::open();
    let (desk, leader) = (&stage.desk, &stage.leader.person);
    let people = NEWCOMERS.map(|phone| desk.sign_in_by(phone));
    let (at, plan) = publish_activity(&stage, 1);
    for person in &people {
        desk.call::<SignUp>(person, &at, &Empty {});
    }
    desk.call::<ReviseActivity>(leader, &at, &v::ActivityRequest { capacity: 2, ..plan.clone() });
    let mine = desk.call::<ShowActivity>(&people[1], &at, &Empty {}).mine.unwrap();
    assert_eq!(mine.place, Some(v::PlaceState::Confirmed));
    let told = |who: &Person| notices(&stage, who).iter().map(|notice| notice.kind).collect::<Vec<_>>();
    assert_eq!(told(&people[0]), [NoticeKind::ActivityRevised]);
    assert_eq!(told(&people[1]), [NoticeKind::MovedUp, NoticeKind::ActivityRevised]);
    let fewer = desk.status_and_code::<ReviseActivity>(leader, &at, &plan);
    assert_eq!(fewer, (422, "volunteering/capacity-below-signed-up".into()));
    let begun = desk.status_and_code::<ReviseActivity>(leader, &of(stage.ended), &plan);
    assert_eq!(begun, (409, "volunteering/no-longer-changeable".into()));

    let body = v::CancelActivityRequest { reason: "下雨改在别的日子".parse().unwrap() };
    desk.call::<CancelActivity>(leader, &at, &body);
    let shown = desk.call::<ShowActivity>(&Person::default(), &at, &Empty {});
    assert_eq!((shown.row.cancelled, shown.cancelled_reason.as_deref()), (true, Some(body.reason.as_str())));
    for person in &people {
        let notice = notices(&stage, person).remove(0);
        assert_eq!(notice.kind, NoticeKind::ActivityCancelled);
        assert_eq!(notice.params["reason"].as_str(), Some(body.reason.as_str()));
    }
    let late = desk.status_and_code::<SignUp>(&stage.watcher.person, &at, &Empty {});
    assert_eq!(late, (409, "volunteering/cancelled".into()));
    let again = desk.status_and_code::<CancelActivity>(leader, &at, &body);
    assert_eq!(again, (409, "volunteering/no-longer-changeable".into()));
}

#[test]
fn lists_have_pages_without_a_gap_and_the_own_list_is_for_people_who_signed_in() {
    let (desk, guest, here) = (TestCommunity::open(), Person::default(), (TestCommunity::code(),));
    let list = |who: &Person, query: &v::ActivityQuery| desk.try_call::<ListActivities>(who, &here, query, &Empty {});
    for filter in [v::ActivityFilter::Upcoming, v::ActivityFilter::Past] {
        let page =
            |after, limit| list(&guest, &v::ActivityQuery { filter: Some(filter), after, limit: Some(limit) }).unwrap();
        let both = page(None, 4).rows;
        let first = page(None, 2);
        assert_eq!((first.rows.as_slice(), first.next), (&both[..2], Some(both[1].id)), "{filter}");
        assert_eq!(page(first.next, 2).rows, both[2..], "{filter}");
    }

    let person = desk.sign_in_by(NEWCOMERS[0]);
    let soon = list(&guest, &v::ActivityQuery::default()).unwrap().rows.remove(0);
    desk.call::<SignUp>(&person, &of(soon.id), &Empty {});
    let mine = v::ActivityQuery { filter: Some(v::ActivityFilter::Mine), ..Default::default() };
    let rows = list(&person, &mine).unwrap().rows;
    assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), [soon.id]);
    let refused = list(&guest, &mine).unwrap_err();
    assert_eq!((refused.status, refused.code.as_str()), (401, "request/not-signed-in"));

    let plain = TestCommunity::request::<ListActivities>(&guest, &here, &v::ActivityQuery::default(), &Empty {});
    for (query, field) in
        [("filter=all", "filter"), ("limit=-1", "limit"), ("order=title", "query"), ("limit=1&limit=2", "query")]
    {
        let answer = desk.handle(&ObjectRequest { query: query.to_owned(), ..plain.clone() });
        let problem = TestCommunity::read::<ListActivities>(&answer).unwrap_err();
        assert_eq!((problem.status, problem.field.as_deref()), (400, Some(field)), "{query}");
    }
}

#[test]
fn a_leader_sees_the_tasks_of_the_own_team_and_the_committee_all() {
    let stage = BusyCommunity::open();
    let (desk, other, here) = (&stage.desk, &stage.other_leader, (TestCommunity::code(),));
    let plan = activity_request(other.standing.held[0].body.unwrap(), desk.now.get().plus(MINUTE), 5);
    let elsewhere = desk.call::<PublishActivity>(&other.person, &here, &plan).activity;
    desk.pass_awake(3 * HOUR);
    let presence = v::ListPresenceRequest {
        member: stage.watcher.member(),
        checked_in_at: plan.starts_at,
        checked_out_at: plan.ends_at,
        reason: "照组织者的名单".parse().unwrap(),
    };
    desk.call::<ListPresence>(&other.person, &of(elsewhere), &presence);

    let tasks = |who: &Actor| desk.call::<ListTasks>(&who.person, &here, &Empty {}).tasks;
    let seen = |tasks: &[v::Task], activity| tasks.iter().any(|task| task.activity == activity);
    let (clerk, leader, other) = (tasks(&stage.clerk), tasks(&stage.leader), tasks(other));
    assert!(seen(&clerk, stage.ended) && seen(&clerk, elsewhere));
    assert!(seen(&leader, stage.ended) && !seen(&leader, elsewhere));
    assert!(!seen(&other, stage.ended) && seen(&other, elsewhere));
    assert!(clerk.is_sorted_by_key(|task| (task.deadline, task.ended_at)), "by deadline");
    let task = clerk.iter().find(|task| task.activity == stage.ended).unwrap();
    assert_eq!((task.finished, task.open, task.overdue, task.working_days_left), (2, 0, false, 10));
}

#[test]
fn the_office_sees_names_places_and_masked_phones() {
    let stage = BusyCommunity::open();
    let (desk, (at, _)) = (&stage.desk, publish_activity(&stage, 1));
    let (first, second, leader) = (&stage.neighbour, &stage.volunteer, &stage.leader);
    for person in [first, second, leader] {
        desk.call::<SignUp>(&person.person, &at, &Empty {});
    }
    let rows = desk.call::<ShowAttendance>(&leader.person, &at, &Empty {}).rows;
    let row = |who: &Actor| rows.iter().find(|row| row.member == who.member()).unwrap();
    assert_eq!((row(first).place, row(first).position), (v::PlaceState::Confirmed, None));
    assert_eq!((row(second).place, row(second).position), (v::PlaceState::Waiting, Some(1)));
    assert_eq!((row(first).own, row(leader).own), (false, true), "nobody decides on their own service");
    assert!(rows.iter().all(|row| row.phone_masked.starts_with("138****")));

    let nothing = of(ActivityId::from_parts(UtcMillis(1), 1));
    let show = |who: &Actor| desk.status_and_code::<ShowAttendance>(&who.person, &nothing, &Empty {});
    let not_told = (403, "request/not-allowed".into());
    assert_eq!(show(second), not_told, "a person who may not look does not learn what exists");
    assert_eq!(show(&stage.clerk), (404, "request/not-found".into()));
}

#[test]
fn each_activity_has_its_own_key_for_its_own_leader() {
    let stage = BusyCommunity::open();
    let key = |activity| stage.desk.call::<ShowCheckInKey>(&stage.leader.person, &of(activity), &Empty {});
    let (first, second) = (key(stage.open), key(stage.full));
    assert!(v::CheckInKey::from_hex(&first.key).is_some() && first.key != second.key);
    assert_eq!(key(stage.open).key, first.key, "the phone that asks again gets the same");
    assert!(first.valid_from < first.valid_until);
    let other = &stage.other_leader.person;
    let refused = stage.desk.status_and_code::<ShowCheckInKey>(other, &of(stage.open), &Empty {});
    assert_eq!(refused, (403, "request/not-allowed".into()));
}
