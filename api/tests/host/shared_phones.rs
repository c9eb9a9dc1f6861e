//! One phone for two people, phones that change, the sign-in history, and who can lock whom out.

use crate::busy_community::member_by_phone;
use crate::factor::enrol_factor;
use crate::test_community::{Person, TestCommunity, cookie_pair};
use api::answer::ObjectResponse;
use api::bind;
use api::db::Db;
use domain::contract::*;
use domain::ids::{CommunityCode, MemberId};
use domain::limits;
use domain::sessions::{
    ChangeOwnPhoneRequest, ChangePhoneRequest, Code, EventKind, FinishSignInRequest, NextStep, PhoneCodeRequest,
    SignInCodeRequest, SignInRequest,
};
use domain::time::{DAY, HOUR, MINUTE};

const COUPLE_PHONE: &str = "13800009999";

/// Two members of one household, both with [`COUPLE_PHONE`] from now on.
fn couple_sharing_phone(desk: &TestCommunity) -> [MemberId; 2] {
    let two = "select min(id) || ' ' || max(id) from members where phone between '13800000300' and '13800000400'
        group by household having count(*) = 2 order by household limit 1";
    let text = desk.texts(two, &[]).remove(0);
    let (one, other) = text.split_once(' ').unwrap();
    for member in [one, other] {
        desk.db.run("update members set phone = ? where id = ?", bind![COUPLE_PHONE, member]).unwrap();
    }
    [one.parse().unwrap(), other.parse().unwrap()]
}

/// The newest code sent to a phone within the last minute.
pub fn newest_code(desk: &TestCommunity, phone: &str) -> Option<String> {
    let codes = "select code from demonstration_inbox where phone = ? and at > ? order by seq desc";
    desk.texts(codes, bind![phone, desk.now.get().plus(-MINUTE)]).first().cloned()
}

fn here() -> (CommunityCode,) {
    (TestCommunity::code(),)
}

fn attempt(desk: &TestCommunity, browser: &Person, phone: &str, code: &str, address: &str) -> ObjectResponse {
    let body = SignInRequest { phone: phone.parse().unwrap(), code: code.parse().unwrap() };
    let mut request = TestCommunity::request::<SignIn>(browser, &here(), &(), &body);
    request.address = Some(address.to_owned());
    desk.handle(&request)
}

fn code_of(response: &ObjectResponse) -> String {
    serde_json::from_str::<Problem>(&response.body).map_or("ok".to_owned(), |problem| problem.code)
}

fn wrong(code: &Code) -> &'static str {
    if code.as_str() == "314159" { "271828" } else { "314159" }
}

fn choose(desk: &TestCommunity, next: &NextStep, member: Option<MemberId>) -> ObjectResponse {
    let body = FinishSignInRequest { ticket: next.ticket.clone(), member, code: None };
    desk.handle(&TestCommunity::request::<FinishSignIn>(&Person::default(), &here(), &(), &body))
}

fn next(desk: &TestCommunity) -> NextStep {
    desk.pass(61_000);
    let code = desk.ask_code(COUPLE_PHONE, None);
    let body = SignInRequest { phone: COUPLE_PHONE.parse().unwrap(), code };
    let answer = desk.call::<SignIn>(&Person::default(), &here(), &body);
    assert!(answer.me.is_none());
    answer.next.unwrap()
}

/// The choice of a person who shares a phone, after the right code.
pub fn finish_sign_in_request(desk: &TestCommunity) -> FinishSignInRequest {
    let two = couple_sharing_phone(desk);
    FinishSignInRequest { ticket: next(desk).ticket, member: Some(two[0]), code: None }
}

#[test]
fn who_shares_a_phone_chooses_and_needs_no_second_code() {
    let desk = TestCommunity::open();
    let two = couple_sharing_phone(&desk);
    let step = next(&desk);
    assert_eq!(step.people.iter().map(|person| person.member).collect::<Vec<_>>(), two);
    assert!(!step.second_factor);
    for member in two {
        desk.rehearse(|| {
            let response = choose(&desk, &step, Some(member));
            assert_eq!(response.status, 200, "{}", response.body);
            let person = Person { cookie: Some(cookie_pair(response.set_cookie.as_deref())) };
            assert_eq!(desk.call::<ShowMe>(&person, &here(), &Empty {}).member, member);
            for again in two {
                assert_eq!(code_of(&choose(&desk, &step, Some(again))), "sessions/ticket-spent", "once");
            }
        });
    }
    // Without a choice the question is repeated; a stranger is not found here, and no session opens.
    let again: domain::sessions::SignedIn = serde_json::from_str(&choose(&desk, &step, None).body).unwrap();
    assert_eq!(again.next.unwrap().people.len(), 2);
    let stranger = member_by_phone(&desk, "13800000006").0;
    let response = choose(&desk, &step, Some(stranger));
    assert_eq!((code_of(&response).as_str(), response.set_cookie), ("request/not-found", None));
}

#[test]
fn the_code_of_a_shared_phone_is_single_use_too() {
    let desk = TestCommunity::open();
    couple_sharing_phone(&desk);
    next(&desk);
    let code = newest_code(&desk, COUPLE_PHONE).unwrap();
    assert_eq!(code_of(&attempt(&desk, &Person::default(), COUPLE_PHONE, &code, "192.0.2.1")), "sessions/code-spent");
}

#[test]
fn who_chose_one_with_a_factor_cannot_turn_to_the_other() {
    let desk = TestCommunity::open();
    let [one, other] = couple_sharing_phone(&desk);
    let response = choose(&desk, &next(&desk), Some(one));
    let person = Person { cookie: Some(cookie_pair(response.set_cookie.as_deref())) };
    enrol_factor(&desk, &person);
    let step = next(&desk);
    let answer: domain::sessions::SignedIn = serde_json::from_str(&choose(&desk, &step, Some(one)).body).unwrap();
    assert!(answer.me.is_none() && answer.next.unwrap().second_factor);
    assert_eq!(code_of(&choose(&desk, &step, Some(other))), "request/not-found");
}

#[test]
fn who_left_the_shared_phone_meanwhile_is_not_signed_in() {
    let desk = TestCommunity::open();
    let [one, other] = couple_sharing_phone(&desk);
    let step = next(&desk);
    let leave = domain::members::LeaveRosterRequest::moved("搬到别的社区".parse().unwrap());
    desk.call::<LeaveRoster>(&desk.sign_in("周丽"), &(TestCommunity::code(), one), &leave);
    assert_eq!(code_of(&choose(&desk, &step, Some(one))), "request/not-found");
    assert_eq!(code_of(&choose(&desk, &step, Some(other))), "ok");
}

#[test]
fn the_own_history_tells_what_happened_at_the_door() {
    use EventKind::{NewDevice, SignedIn, SignedOut, WrongCode};
    let desk = TestCommunity::open();
    let person = desk.sign_in("李秀英");
    desk.pass(61_000);
    let code = desk.ask_code("13800000006", None);
    attempt(&desk, &Person::default(), "13800000006", wrong(&code), "192.0.2.1");
    let thief = attempt(&desk, &Person::default(), "13800000006", code.as_str(), "192.0.2.1");
    let there = Person { cookie: Some(cookie_pair(thief.set_cookie.as_deref())) };
    let session = desk.call::<ShowMe>(&there, &here(), &Empty {}).session;
    desk.call::<RevokeSession>(&person, &(TestCommunity::code(), session), &Empty {});
    desk.sign_in("李秀英");
    let events = desk.call::<ListSignIns>(&person, &here(), &Empty {}).rows;
    let kinds: Vec<EventKind> = events.iter().map(|event| event.kind).collect();
    assert_eq!(kinds, [SignedIn, SignedOut, NewDevice, WrongCode, NewDevice]);
    assert_eq!(events[0].device, "desk");
    // The person is notified of the new device, but not of the first one or a known one.
    let notices = desk.call::<ListNotices>(&person, &here(), &Empty {}).rows;
    assert_eq!(notices.iter().map(|notice| notice.kind.as_str()).collect::<Vec<_>>(), ["new-device"]);
    let neighbour = desk.sign_in("王明");
    let others = desk.call::<ListSignIns>(&neighbour, &here(), &Empty {}).rows;
    assert_eq!(others.len(), 1, "nobody sees another's history");
    let left = |after: i64| {
        desk.rehearse(|| {
            desk.pass(after);
            api::duties::run_due(&desk.db, desk.now.get()).unwrap();
            desk.rows("select 1 from sign_in_events").len()
        })
    };
    assert_eq!(
        (left((limits::SIGN_IN_HISTORY_DAYS - 1) * DAY), left((limits::SIGN_IN_HISTORY_DAYS + 1) * DAY)),
        (6, 0)
    );
}

#[test]
fn the_committee_enters_another_phone() {
    let desk = TestCommunity::open();
    let (clerk, resident, old) = (desk.sign_in("周丽"), desk.sign_in("李秀英"), "13800000006");
    let member = member_by_phone(&desk, old).0;
    let of = |member| (TestCommunity::code(), member);
    let new = |phone: &str| ChangePhoneRequest {
        phone: phone.parse().unwrap(),
        reason: "手机丢了，当面核对过".parse().unwrap(),
    };
    for (name, who, member, phone, expect) in [
        ("their own", &clerk, member_by_phone(&desk, "13800000002").0, "13911110001", "sessions/own-case"),
        ("the present one", &clerk, member, old, "sessions/same-phone"),
        ("a stranger's", &clerk, member, "13800000007", "sessions/phone-elsewhere"),
        ("the clerk's own, to sign in as her", &clerk, member, "13800000002", "sessions/phone-elsewhere"),
        ("by a resident", &resident, member, "13911110001", "request/not-allowed"),
    ] {
        assert_eq!(desk.refusal::<ChangePhone>(who, &of(member), &new(phone)), expect, "{name}");
    }
    let before = desk.now.get();
    assert_eq!(desk.call::<ChangePhone>(&clerk, &of(member), &new("13911110001")).sessions, 1);
    assert_eq!(desk.refusal::<ShowMe>(&resident, &here(), &Empty {}), "request/not-signed-in");
    // The old number no longer works; the new one does, and a notice says what happened.
    desk.pass(61_000);
    desk.call::<RequestCode>(&Person::default(), &here(), &SignInCodeRequest::of(old.parse().unwrap()));
    let inbox = desk.call::<ShowInbox>(&Person::default(), &here(), &Empty {}).messages;
    assert!(inbox.iter().all(|message| message.phone != old || message.at <= before));
    let again = desk.sign_in_by("13911110001");
    let notices = desk.call::<ListNotices>(&again, &here(), &Empty {}).rows;
    assert!(
        notices.iter().any(|notice| notice.kind.as_str() == "phone-changed" && notice.params["phone"] == "139****0001"),
        "{notices:?}"
    );
    assert_eq!(desk.call::<ShowMe>(&again, &here(), &Empty {}).member, member);
    let journal = desk.texts("select detail from journal where command = 'sessions/change-phone'", &[]);
    assert!(journal.len() == 1 && !journal[0].contains("13911110001"), "{journal:?}");
    desk.check_books();
}

#[test]
fn one_changes_the_own_phone_by_proving_the_new_one() {
    let desk = TestCommunity::open();
    let (person, second) = (desk.sign_in("李秀英"), desk.sign_in("李秀英"));
    let new = "13911110002";
    let ask = |phone: &str| PhoneCodeRequest { phone: phone.parse().unwrap() };
    let change =
        |phone: &str, code: &str| ChangeOwnPhoneRequest { phone: phone.parse().unwrap(), code: code.parse().unwrap() };
    assert_eq!(desk.refusal::<RequestPhoneCode>(&Person::default(), &here(), &ask(new)), "request/not-signed-in");
    let early = desk.refusal::<ChangeOwnPhone>(&person, &here(), &change(new, "123456"));
    assert_eq!(early, "sessions/code-wrong", "no code was sent");
    // A phone with an owner and one without get the same answer.
    let known = desk.call::<RequestPhoneCode>(&person, &here(), &ask("13800000007"));
    let unknown = desk.call::<RequestPhoneCode>(&person, &here(), &ask(new));
    assert_eq!(known.resend_after_seconds, unknown.resend_after_seconds);
    assert_eq!(desk.refusal::<RequestPhoneCode>(&person, &here(), &ask(new)), "sessions/too-many-codes");
    let code = newest_code(&desk, new).unwrap();
    // The code is only for this purpose and this person: it signs nobody in and is no one else's.
    assert_eq!(code_of(&attempt(&desk, &Person::default(), new, &code, "192.0.2.1")), "sessions/code-wrong");
    let thief = desk.sign_in("王明");
    assert_eq!(desk.refusal::<ChangeOwnPhone>(&thief, &here(), &change(new, &code)), "sessions/code-wrong");
    let theirs = newest_code(&desk, "13800000007").filter(|_| false).unwrap_or_else(|| {
        desk.texts("select code from demonstration_inbox where phone = '13800000007' order by seq", &[]).remove(0)
    });
    assert_eq!(
        desk.refusal::<ChangeOwnPhone>(&person, &here(), &change("13800000007", &theirs)),
        "sessions/phone-elsewhere"
    );
    desk.call::<ChangeOwnPhone>(&person, &here(), &change(new, &code));
    assert_eq!(desk.refusal::<ChangeOwnPhone>(&person, &here(), &change(new, &code)), "sessions/code-spent");
    assert!(desk.try_call::<ShowMe>(&person, &here(), &(), &Empty {}).is_ok(), "this device stays");
    assert_eq!(desk.refusal::<ShowMe>(&second, &here(), &Empty {}), "request/not-signed-in");
    let me = desk.call::<ShowMe>(&person, &here(), &Empty {});
    assert_eq!(me.phone_masked, "139****0002");
    let again = desk.sign_in_by(new);
    assert_eq!(desk.call::<ShowMe>(&again, &here(), &Empty {}).member, me.member);
    // Floods of messages to strangers are soon stopped.
    let limit = limits::NEW_PHONE_CODES_PER_HOUR;
    let refused: Vec<bool> = (0..limit)
        .map(|n| desk.try_call::<RequestPhoneCode>(&person, &here(), &(), &ask(&format!("139222200{n:02}"))).is_err())
        .collect();
    let expect: Vec<bool> = (0..limit).map(|n| n + 2 >= limit).collect();
    assert_eq!(refused, expect, "two were sent before, and {limit} are sent in an hour");
    desk.check_books();
}

#[test]
fn guesses_are_bounded_for_each_code_and_each_phone_wherever_they_come_from() {
    let desk = TestCommunity::open();
    let phone = "13800000006";
    let (mut looked_at, mut number) = (0, 0);
    for _ in 0..10 {
        desk.pass(MINUTE);
        let asked = desk.try_call::<RequestCode>(
            &Person::default(),
            &here(),
            &(),
            &SignInCodeRequest::of(phone.parse().unwrap()),
        );
        let Ok(_) = asked else { continue };
        let code: Code = newest_code(&desk, phone).unwrap().parse().unwrap();
        for _ in 0..50 {
            number += 1;
            let address = format!("198.51.100.{}", number % 200);
            let answer = attempt(&desk, &Person::default(), phone, wrong(&code), &address);
            looked_at += u32::from(code_of(&answer) == "sessions/code-wrong");
        }
        assert_eq!(
            code_of(&attempt(&desk, &Person::default(), phone, code.as_str(), "192.0.2.1")),
            "sessions/code-spent"
        );
    }
    // The sixth wrong try of each code is answered as spent, but was compared.
    let per_code = limits::SIGN_IN_TRIES_MAX;
    assert_eq!(
        looked_at,
        limits::SIGN_IN_CODES_PER_PHONE_HOUR * (per_code - 1),
        "{per_code} a code, five codes an hour"
    );
}

#[test]
fn strangers_cannot_keep_somebody_out_of_the_own_browser() {
    let desk = TestCommunity::open();
    let phone = "13800000006";
    let person = desk.sign_in("李秀英");
    let browser = desk.marks.borrow()[phone].clone();
    let stranger = Person::default();
    let ask = SignInCodeRequest::of(phone.parse().unwrap());
    // Strangers use up all codes and all tries of the hour.
    for _ in 0..limits::SIGN_IN_CODES_PER_PHONE_HOUR {
        desk.pass(MINUTE);
        let _ = desk.try_call::<RequestCode>(&stranger, &here(), &(), &ask);
        for number in 0..limits::SIGN_IN_TRIES_MAX {
            attempt(&desk, &stranger, phone, "314159", &format!("198.51.100.{number}"));
        }
    }
    desk.pass(MINUTE);
    assert_eq!(desk.refusal::<RequestCode>(&stranger, &here(), &ask), "sessions/too-many-codes");
    // The member's own browser gets a code, is not disturbed by simultaneous guesses, and signs in.
    let own = Person { cookie: Some(browser.clone()) };
    let code = desk.ask_code(phone, Some(browser));
    for number in 0..2 * limits::SIGN_IN_TRIES_MAX {
        let guess = attempt(&desk, &stranger, phone, code.as_str(), &format!("198.51.100.{number}"));
        assert_ne!(guess.status, 200, "a code of one's own browser is good nowhere else");
    }
    assert_eq!(code_of(&attempt(&desk, &own, phone, code.as_str(), "192.0.2.1")), "ok");
    // The open session was never disturbed.
    desk.call::<ShowMe>(&person, &here(), &Empty {});
    // Another person's mark makes no difference.
    desk.sign_in("王明");
    let others = Person { cookie: Some(desk.marks.borrow()["13800000007"].clone()) };
    assert_eq!(desk.refusal::<RequestCode>(&others, &here(), &ask), "sessions/too-many-codes");
    desk.pass(HOUR);
    desk.call::<RequestCode>(&stranger, &here(), &ask);
}
