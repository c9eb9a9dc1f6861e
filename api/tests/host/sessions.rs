//! What a cookie opens, and when it stops: expiry, revocation, the limit of devices, a seat that ended, a member who
//! left.

use crate::busy_community::{BusyCommunity, activity_request, member_by_phone};
use crate::test_community::{Person, TestCommunity};
use domain::contract::*;
use domain::limits;
use domain::members::{EndCause, EndSeatRequest, LeaveRosterRequest};
use domain::time::{DAY, HOUR};

fn here() -> (domain::ids::CommunityCode,) {
    (TestCommunity::code(),)
}

/// `ok`, or the code of the refusal, and whether the cookie was deleted.
fn knock(desk: &TestCommunity, person: &Person) -> (String, bool) {
    let response = desk.handle(&TestCommunity::request::<ShowMe>(person, &here(), &(), &Empty {}));
    let code = serde_json::from_str::<Problem>(&response.body).map_or("ok".to_owned(), |problem| problem.code);
    let back = response.set_cookie.is_some_and(|cookie| cookie.starts_with("linli=; ") && cookie.contains("Max-Age=0"));
    (code, back)
}

fn alive() -> (String, bool) {
    ("ok".to_owned(), false)
}

fn dead() -> (String, bool) {
    ("request/not-signed-in".to_owned(), true)
}

#[test]
fn a_session_lives_thirty_days() {
    let desk = TestCommunity::open();
    let person = desk.sign_in("李秀英");
    let begun = desk.now.get();
    for (after, expect) in [
        (0, alive()),
        (HOUR, alive()),
        (limits::SESSION_DAYS * DAY - 1, alive()),
        (limits::SESSION_DAYS * DAY, dead()),
        (limits::SESSION_DAYS * DAY + DAY, dead()),
    ] {
        desk.rehearse(|| {
            desk.now.set(begun.plus(after));
            assert_eq!(knock(&desk, &person), expect, "after {after}");
        });
    }
    assert_eq!(
        knock(&desk, &Person::default()),
        ("request/not-signed-in".to_owned(), false),
        "no cookie, none taken back"
    );
    let public = TestCommunity::request::<ShowHome>(&person, &here(), &(), &Empty {});
    desk.now.set(begun.plus(limits::SESSION_DAYS * DAY));
    assert_eq!(desk.handle(&public).status, 200, "public pages stay open with a dead cookie");
}

#[test]
fn a_revoked_session_is_dead_at_the_next_request() {
    let desk = TestCommunity::open();
    let (one, two, other) = (desk.sign_in("李秀英"), desk.sign_in("李秀英"), desk.sign_in("王明"));
    let id = |person: &Person| desk.call::<ShowMe>(person, &here(), &Empty {}).session;
    let (first, second) = (id(&one), id(&two));
    assert_eq!(
        desk.refusal::<RevokeSession>(&other, &(TestCommunity::code(), first), &Empty {}),
        "request/not-found",
        "of somebody else"
    );
    assert_eq!(knock(&desk, &one), alive());
    desk.call::<RevokeSession>(&two, &(TestCommunity::code(), first), &Empty {});
    assert_eq!((knock(&desk, &one), knock(&desk, &two)), (dead(), alive()));
    assert_eq!(
        desk.refusal::<RevokeSession>(&two, &(TestCommunity::code(), first), &Empty {}),
        "request/not-found",
        "twice"
    );
    let own = TestCommunity::request::<RevokeSession>(&two, &(TestCommunity::code(), second), &(), &Empty {});
    let signed_out = desk.handle(&own);
    assert!(
        signed_out.set_cookie.is_some_and(|cookie| cookie.contains("Max-Age=0")),
        "signing out takes the cookie back"
    );
    assert_eq!(knock(&desk, &two), dead());
}

#[test]
fn the_oldest_session_makes_room() {
    let desk = TestCommunity::open();
    let max = limits::SESSIONS_PER_MEMBER_MAX as usize;
    let people: Vec<Person> = (0..=max)
        .map(|number| {
            // Five codes an hour: the clock goes on.
            desk.pass(if number % 4 == 3 { HOUR } else { 0 });
            desk.sign_in("李秀英")
        })
        .collect();
    let opens: Vec<bool> = people.iter().map(|person| knock(&desk, person) == alive()).collect();
    assert_eq!(opens, [&[false][..], &vec![true; max]].concat());
    let sessions = desk.call::<ListSessions>(&people[max], &here(), &Empty {}).sessions;
    assert_eq!((sessions.len(), sessions.iter().filter(|session| session.current).count()), (max, 1));
    assert_eq!(sessions[0].device, "desk");
    let current = sessions.iter().find(|session| session.current).map(|session| session.id);
    assert_eq!(current, Some(desk.call::<ShowMe>(&people[max], &here(), &Empty {}).session));
}

#[test]
fn a_seat_that_ended_opens_nothing_at_the_next_request() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let at = (TestCommunity::code(), stage.running);
    let leader = &stage.leader.person;
    desk.call::<ShowAttendance>(leader, &at, &Empty {});
    let me = desk.call::<ShowMe>(leader, &here(), &Empty {});
    assert_eq!((me.name.as_str(), me.held[0].body_name.as_deref()), ("张敏", Some("苏祠志愿服务队")));
    let end = EndSeatRequest::because(EndCause::Resigned, "任期内辞去队长".parse().unwrap());
    desk.call::<EndSeat>(&stage.clerk.person, &(TestCommunity::code(), stage.seat), &end);
    assert_eq!(desk.refusal::<ShowAttendance>(leader, &at, &Empty {}), "request/not-allowed");
    let all = BusyCommunity::confirmations(&stage.finished);
    assert_eq!(
        desk.refusal::<ConfirmServices>(leader, &(TestCommunity::code(), stage.ended), &all),
        "request/not-allowed"
    );
    assert_eq!(knock(desk, leader), alive(), "a resident all the same");
    assert!(desk.call::<ShowMe>(leader, &here(), &Empty {}).held.is_empty());
    let again = desk.refusal::<EndSeat>(&stage.clerk.person, &(TestCommunity::code(), stage.seat), &end);
    assert_eq!(again, "members/seat-already-ended");
}

#[test]
fn a_term_that_is_over_opens_nothing() {
    let desk = TestCommunity::open();
    let until = desk.texts("select max(until_day) from seats", &[]).remove(0);
    let last_day: chrono::NaiveDate = until.parse().unwrap();
    for (now, may) in [(domain::time::end_of(last_day).plus(-1), true), (domain::time::end_of(last_day), false)] {
        desk.rehearse(|| {
            desk.now.set(now.plus(-61_000));
            let leader = desk.sign_in("张敏");
            let answer = desk.try_call::<ListTasks>(&leader, &here(), &(), &Empty {});
            assert_eq!(
                answer.err().map(|problem| problem.code),
                (!may).then(|| "request/not-allowed".to_owned()),
                "{now:?}"
            );
        });
    }
}

#[test]
fn who_left_is_nobody_at_the_next_request() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let leave = LeaveRosterRequest::moved("搬到别的社区".parse().unwrap());
    let of = |phone| (TestCommunity::code(), member_by_phone(desk, phone).0);
    let (leader, second) = (&stage.leader.person, desk.sign_in("张敏"));
    let ended = desk.call::<LeaveRoster>(&stage.clerk.person, &of("13800000004"), &leave);
    assert_eq!((ended.seats, ended.sessions), (1, 2));
    assert_eq!((knock(desk, leader), knock(desk, &second)), (dead(), dead()), "both devices");
    let draft = activity_request(stage.team, desk.now.get().plus(DAY), 5);
    let request = desk.command::<PublishActivity>(leader, &here(), &draft);
    let response = desk.handle(&request);
    assert_eq!(response.status, 401);
    assert!(response.set_cookie.is_some_and(|cookie| cookie.contains("Max-Age=0")), "the cookie is taken back");
    assert_eq!(desk.refusal::<LeaveRoster>(&stage.clerk.person, &of("13800000004"), &leave), "members/already-left");
    assert_eq!(desk.refusal::<LeaveRoster>(&stage.clerk.person, &of("13800000002"), &leave), "members/own-case");
    // The phone no longer gets codes, and the reason is not revealed.
    desk.pass(61_000);
    let code = domain::sessions::SignInCodeRequest::of("13800000004".parse().unwrap());
    desk.call::<RequestCode>(&Person::default(), &here(), &code);
    let inbox = desk.call::<ShowInbox>(&Person::default(), &here(), &Empty {}).messages;
    assert!(inbox.iter().all(|message| message.phone != "13800000004" || message.at < desk.now.get()));
    // What was recorded stays.
    let hours = desk.call::<ShowHours>(&stage.watcher.person, &of("13800000004"), &Empty {});
    assert_eq!(hours.name, "张敏");
    desk.check_books();
}
