//! What waits for one person: ballots, meetings, service, places and the office, each only for those whom it concerns;
//! and the telephones of offices.

use crate::ballot_meeting::BallotMeeting;
use crate::bodies::{numbered_member, seat_of};
use crate::busy_community::{Actor, BusyCommunity, member_by_phone, sign_in_actor};
use crate::test_community::{Person, TestCommunity};
use api::bind;
use api::db::Db;
use domain::access::Role;
use domain::ballots::{Choice, Method};
use domain::communities::{Today, TodayKind};
use domain::contract::*;
use domain::members::SetSeatContactRequest;
use domain::time::DAY;

fn today(desk: &TestCommunity, who: &Person) -> Today {
    desk.call::<ShowToday>(who, &(TestCommunity::code(),), &Empty {})
}

fn kinds(desk: &TestCommunity, who: &Person) -> Vec<TodayKind> {
    today(desk, who).items.iter().map(|item| item.kind).collect()
}

#[test]
fn an_open_ballot_waits_for_those_who_may_still_vote() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let (voter, absent, struck) = (&stage.volunteer, &stage.other_leader, &stage.watcher);
    let hall = BallotMeeting::call(desk, officers(desk), ("residents-assembly", "adults"));
    for actor in [voter, absent, struck] {
        hall.enrol(&actor.member().to_string());
    }
    hall.begin(&[]);
    hall.present(&voter.member().to_string(), voter.member());
    hall.strike(struck.member());
    let ballot = hall.open(Method::Open);
    let first = today(desk, &voter.person).items.into_iter().next().unwrap();
    assert_eq!((first.kind, first.id.as_str()), (TodayKind::Vote, ballot.to_string().as_str()));
    assert!(first.at.is_some(), "it says when it closes");
    assert_eq!(kinds(desk, &voter.person)[1], TodayKind::MeetingOpen);
    assert!(!kinds(desk, &absent.person).contains(&TodayKind::Vote), "who is not in the room cannot vote");
    assert!(kinds(desk, &absent.person).contains(&TodayKind::MeetingOpen));
    for stranger in [&struck.person, &stage.grid_worker.person] {
        let others = kinds(desk, stranger);
        assert!(!others.contains(&TodayKind::Vote) && !others.contains(&TodayKind::MeetingOpen), "{others:?}");
    }
    hall.vote(ballot, voter, Choice::For);
    assert!(!kinds(desk, &voter.person).contains(&TodayKind::Vote), "nobody is asked twice");
    hall.close(ballot);
    hall.open(Method::Hands);
    assert!(!kinds(desk, &voter.person).contains(&TodayKind::Vote), "hands are raised, not tapped");
}

/// Who holds a meeting: the committee's director and its deputy.
fn officers(desk: &TestCommunity) -> (Actor, Actor) {
    let officer = |name| sign_in_actor(desk, name, Some(Role::Committee));
    (officer("周丽"), officer("陈建国"))
}

#[test]
fn a_mandate_gives_a_vote_to_its_holder_alone() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let (holder, principal) = (&stage.volunteer, &stage.neighbour);
    let hall = BallotMeeting::call(desk, officers(desk), ("residents-assembly", "adults"));
    for actor in [holder, principal] {
        hall.enrol(&actor.member().to_string());
    }
    hall.begin(&[(principal.member(), holder.member())]);
    hall.there(&principal.member().to_string(), "proxy", holder.member());
    hall.open(Method::Secret);
    assert!(kinds(desk, &holder.person).contains(&TodayKind::Vote));
    assert!(!kinds(desk, &principal.person).contains(&TodayKind::Vote));
}

#[test]
fn a_household_on_the_roll_is_asked_through_its_members() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let household = member_by_phone(desk, "13800000006").1;
    let hall = BallotMeeting::call(desk, officers(desk), ("residents-assembly", "households"));
    hall.enrol(&household.to_string());
    let sql = "update meetings set starts_at = ? where id = ?";
    let soon = desk.now.get().plus(3 * DAY);
    desk.db.run(sql, bind![soon, hall.meeting]).unwrap();
    let item = today(desk, &stage.volunteer.person).items.into_iter().find(|item| item.kind == TodayKind::MeetingSoon);
    let item = item.expect("a meeting in three days");
    assert_eq!((item.id, item.at, item.place.as_deref()), (hall.meeting.to_string(), Some(soon), Some("社区广场")));
    assert!(!kinds(desk, &stage.neighbour.person).contains(&TodayKind::MeetingSoon), "another household");
    desk.db.run(sql, bind![desk.now.get().plus(9 * DAY), hall.meeting]).unwrap();
    assert!(!kinds(desk, &stage.volunteer.person).contains(&TodayKind::MeetingSoon), "too far ahead for a card");
}

#[test]
fn service_and_places_are_those_of_the_caller() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let serving = today(desk, &stage.neighbour.person).items.into_iter().next().unwrap();
    assert_eq!((serving.kind, serving.id), (TodayKind::Serving, stage.running.to_string()));
    let place = |who: &Person| {
        let items = today(desk, who).items.into_iter();
        items.filter(|item| item.kind == TodayKind::ActivitySoon).map(|item| item.id).collect::<Vec<_>>()
    };
    assert!(!kinds(desk, &stage.volunteer.person).contains(&TodayKind::Serving), "only the neighbour checked in");
    assert!(!place(&stage.volunteer.person).contains(&stage.open.to_string()));
    desk.call::<SignUp>(&stage.volunteer.person, &(TestCommunity::code(), stage.open), &Empty {});
    assert!(place(&stage.volunteer.person).contains(&stage.open.to_string()), "it begins tomorrow");
    // The activity of the day after tomorrow has one place, which the volunteer has; the neighbour waits for it.
    desk.pass(DAY);
    assert!(place(&stage.volunteer.person).contains(&stage.full.to_string()));
    assert!(!place(&stage.neighbour.person).contains(&stage.full.to_string()), "a wait is no place");
}

#[test]
fn tasks_of_an_office_are_one_item_and_only_for_the_office() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let task = |who: &Person| today(desk, who).items.into_iter().find(|item| item.kind == TodayKind::OfficeTask);
    let tasks = desk.call::<ListTasks>(&stage.leader.person, &(TestCommunity::code(),), &Empty {}).tasks;
    let own = task(&stage.leader.person).expect("services wait for the leader");
    assert_eq!((own.count as usize, own.at), (tasks.len(), tasks.iter().map(|task| task.deadline).min()));
    let clerk = task(&stage.clerk.person).expect("the committee has more");
    assert!(clerk.count > own.count, "{clerk:?}");
    for resident in [&stage.volunteer.person, &stage.neighbour.person] {
        assert_eq!(task(resident), None, "a resident has no office");
    }
}

#[test]
fn the_worker_of_ones_own_grid_is_named_with_the_phone_of_the_office() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let worker = today(desk, &stage.volunteer.person).grid_worker.expect("the grid has a worker");
    assert_eq!((worker.name.as_str(), worker.phone.is_some()), ("赵小燕", true));
    let far = numbered_member(desk, 1_300);
    let elsewhere = desk.texts("select phone from members where id = ?", bind![far]).remove(0);
    let other = today(desk, &desk.sign_in_by(&elsewhere)).grid_worker.expect("another grid");
    assert_ne!(other.name, worker.name);
    let request =
        TestCommunity::request::<ShowToday>(&stage.volunteer.person, &(TestCommunity::code(),), &(), &Empty {});
    let text = desk.handle(&request).body;
    assert!(!text.contains("1380000"), "no private phone: {text}");
}

#[test]
fn an_office_phone_is_published_until_the_seat_ends_and_is_never_a_private_one() {
    let stage = BusyCommunity::open();
    let (desk, clerk, here) = (&stage.desk, &stage.clerk.person, (TestCommunity::code(),));
    let at = (TestCommunity::code(), seat_of(desk, stage.grid_worker.member()));
    let contact = |phone: &str| SetSeatContactRequest {
        phone: (!phone.is_empty()).then(|| phone.parse().unwrap()),
        hours: "工作日 9:00–17:00".parse().unwrap(),
    };
    let shown = || {
        let home = desk.call::<ShowHome>(&Person::default(), &here, &Empty {});
        let worker = home.offices.into_iter().find(|office| office.name == "赵小燕");
        worker.and_then(|worker| worker.phone)
    };
    desk.call::<SetSeatContact>(clerk, &at, &contact("000-0000 7777"));
    assert_eq!(shown().as_deref(), Some("000-0000 7777"), "the notice board shows it at once");
    for private in ["13800000005", "138 0000 0005", "138-0000-0401"] {
        assert_eq!(desk.refusal::<SetSeatContact>(clerk, &at, &contact(private)), "members/private-phone", "{private}");
    }
    for rogue in [&stage.leader.person, &stage.grid_worker.person, &stage.neighbour.person, &Person::default()] {
        let code = desk.refusal::<SetSeatContact>(rogue, &at, &contact("000-0000 6666"));
        assert!(code.starts_with("request/not-"), "{code}");
    }
    desk.call::<SetSeatContact>(clerk, &at, &contact(""));
    assert_eq!(shown(), None);
    desk.call::<SetSeatContact>(clerk, &at, &contact("000-0000 7777"));
    let end =
        domain::members::EndSeatRequest::because(domain::members::EndCause::Resigned, crate::bodies::test_reason());
    desk.call::<EndSeat>(clerk, &at, &end);
    assert_eq!(shown(), None);
    assert_eq!(desk.refusal::<SetSeatContact>(clerk, &at, &contact("000-0000 7777")), "members/seat-already-ended");
    let left = desk.texts("select coalesce(office_phone, '') || office_hours from seats where id = ?", bind![at.1]);
    assert_eq!(left, [""], "an ended seat keeps no contact");
}

#[test]
fn large_print_of_the_roster_comes_with_the_person() {
    let desk = TestCommunity::open();
    for (name, large) in [("何玉兰", true), ("王明", false)] {
        let me = desk.call::<ShowMe>(&desk.sign_in(name), &(TestCommunity::code(),), &Empty {});
        assert_eq!(me.large_print, large, "{name}");
    }
}
