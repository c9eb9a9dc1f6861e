//! The second factor from its making to its loss: enrolling, signing in with it, proving it again, losing it, and an
//! office without it.

use crate::allowed_calls::{AllowedCalls, community_endpoints, host_person};
use crate::busy_community::{BusyCommunity, member_by_phone};
use crate::host_api::HostApi;
use crate::test_community::{Person, TestCommunity, cookie_pair};
use api::answer::ObjectResponse;
use api::db::Db;
use api::object::Mode;
use domain::contract::*;
use domain::ids::CommunityCode;
use domain::limits;
use domain::members::{EndCause, EndSeatRequest, LeaveRosterRequest};
use domain::sessions::{
    ConfirmFactorRequest, EventKind, FactorKey, FinishSignInRequest, NextStep, ProveFactorRequest, ResetFactorRequest,
    SignInRequest,
};
use domain::time::{DAY, HOUR, MINUTE, SECOND};

/// Two members of the committee who are not among the people offered for trying the demonstration.
const CLERK: &str = "13800000201";
const COLLEAGUE: &str = "13800000202";

fn here() -> (CommunityCode,) {
    (TestCommunity::code(),)
}

fn reason<T: std::str::FromStr<Err: std::fmt::Debug>>() -> T {
    "手机丢了，当面核对过身份".parse().unwrap()
}

/// Signs in up to the right phone code.
fn first_step(desk: &TestCommunity, phone: &str) -> NextStep {
    desk.pass(61_000);
    let body = SignInRequest { phone: phone.parse().unwrap(), code: desk.ask_code(phone, None) };
    let answer = desk.call::<SignIn>(&Person::default(), &here(), &body);
    assert!(answer.me.is_none(), "no session before the second factor");
    answer.next.unwrap()
}

fn second_step(desk: &TestCommunity, next: &NextStep, code: &str) -> ObjectResponse {
    let body = FinishSignInRequest { ticket: next.ticket.clone(), member: None, code: Some(code.parse().unwrap()) };
    desk.handle(&TestCommunity::request::<FinishSignIn>(&Person::default(), &here(), &(), &body))
}

fn code_of(response: &ObjectResponse) -> String {
    serde_json::from_str::<Problem>(&response.body).map_or("ok".to_owned(), |problem| problem.code)
}

/// Enrols a second factor for a signed-in person; returns its key and the recovery codes.
pub fn enrol_factor(desk: &TestCommunity, who: &Person) -> (FactorKey, Vec<String>) {
    let begun = desk.call::<BeginFactor>(who, &here(), &Empty {});
    let key = FactorKey::from_base32(&begun.key).unwrap();
    let body = ConfirmFactorRequest { code: key.code_at(desk.now.get()) };
    (key, desk.call::<ConfirmFactor>(who, &here(), &body).recovery_codes)
}

fn wrong(key: FactorKey, desk: &TestCommunity) -> String {
    let near = [-1, 0, 1].map(|steps| key.code_at(desk.now.get().plus(steps * 30 * SECOND)));
    ["111111", "222222", "333333", "444444"]
        .iter()
        .find(|code| near.iter().all(|n| n.as_str() != **code))
        .unwrap()
        .to_string()
}

#[test]
fn signing_in_takes_both_factors() {
    let desk = TestCommunity::open();
    let clerk = desk.sign_in_by(CLERK);
    let (key, codes) = enrol_factor(&desk, &clerk);
    assert_eq!(codes.len(), limits::RECOVERY_CODES);
    assert!(codes.iter().all(|code| code.len() == 11 && code.as_bytes()[5] == b'-'), "{codes:?}");
    let factor = desk.call::<ShowMe>(&clerk, &here(), &Empty {}).second_factor.unwrap();
    assert!(factor.enrolled && !factor.overdue);
    let next = first_step(&desk, CLERK);
    assert!(next.second_factor && next.people.is_empty());
    // Without a code, the reply repeats what is missing.
    let body = FinishSignInRequest { ticket: next.ticket.clone(), member: None, code: None };
    let asked = desk.call::<FinishSignIn>(&Person::default(), &here(), &body);
    assert!(asked.me.is_none() && asked.next.unwrap().second_factor);
    assert_eq!(code_of(&second_step(&desk, &next, &wrong(key, &desk))), "sessions/factor-code-wrong");
    let shown = key.code_at(desk.now.get());
    let response = second_step(&desk, &next, shown.as_str());
    assert_eq!(response.status, 200, "{}", response.body);
    let person = Person { cookie: Some(cookie_pair(response.set_cookie.as_deref())) };
    let me = desk.call::<ShowMe>(&person, &here(), &Empty {});
    assert!(me.second_factor.unwrap().enrolled);
    // The ticket is used up, and so is the code: neither works again.
    assert_eq!(code_of(&second_step(&desk, &next, shown.as_str())), "sessions/ticket-spent");
    let next = first_step(&desk, CLERK);
    desk.pass(-59_000);
    assert_eq!(
        code_of(&second_step(&desk, &next, shown.as_str())),
        "sessions/factor-code-wrong",
        "the same code twice"
    );
}

#[test]
fn a_ticket_lives_five_minutes() {
    let desk = TestCommunity::open();
    let clerk = desk.sign_in_by(CLERK);
    let (key, _) = enrol_factor(&desk, &clerk);
    let next = first_step(&desk, CLERK);
    for (after, expect) in [(limits::TICKET_MILLIS - 1, "ok"), (limits::TICKET_MILLIS, "sessions/ticket-spent")] {
        desk.rehearse(|| {
            desk.pass(after);
            assert_eq!(code_of(&second_step(&desk, &next, key.code_at(desk.now.get()).as_str())), expect, "{after}");
        });
    }
}

#[test]
fn a_recovery_code_opens_once() {
    let desk = TestCommunity::open();
    let clerk = desk.sign_in_by(CLERK);
    let (_, codes) = enrol_factor(&desk, &clerk);
    for (name, code, expect) in [
        ("of nobody", "00000-00000".to_owned(), "sessions/factor-code-wrong"),
        ("the first", codes[0].clone(), "ok"),
        ("again", codes[0].clone(), "sessions/factor-code-wrong"),
        ("small and spaced", codes[1].to_lowercase().replace('-', " "), "ok"),
    ] {
        let next = first_step(&desk, CLERK);
        assert_eq!(code_of(&second_step(&desk, &next, &code)), expect, "{name}");
    }
    // The store contains neither the codes nor the key.
    let kept = format!("{:?}{:?}", desk.rows("select * from recovery_codes"), desk.rows("select * from factors"));
    assert!(codes.iter().all(|code| !kept.contains(&code.replace('-', ""))));
    let commands = format!("{:?}", desk.rows("select answer from commands"));
    assert!(codes.iter().all(|code| !commands.contains(code)), "an answer with secrets was kept");
}

#[test]
fn a_code_proves_once_in_an_open_session() {
    let desk = TestCommunity::open();
    let clerk = desk.sign_in_by(CLERK);
    let (key, codes) = enrol_factor(&desk, &clerk);
    let enrolled_by = key.code_at(desk.now.get());
    for (name, code, expect) in [
        ("the code that enrolled", enrolled_by.as_str(), "sessions/factor-code-wrong"),
        ("a recovery code", codes[3].as_str(), "ok"),
        ("the same again", codes[3].as_str(), "sessions/factor-code-wrong"),
    ] {
        let body = ProveFactorRequest { code: code.parse().unwrap() };
        let proved = desk.try_call::<ProveFactor>(&clerk, &here(), &(), &body);
        assert_eq!(proved.map_or_else(|problem| problem.code, |_| "ok".to_owned()), expect, "{name}");
    }
}

#[test]
fn six_wrong_codes_lock_one_members_factor_and_nobody_elses() {
    let desk = TestCommunity::open();
    let (clerk, other) = (desk.sign_in_by(CLERK), desk.sign_in_by(COLLEAGUE));
    let (key, codes) = enrol_factor(&desk, &clerk);
    let (others_key, _) = enrol_factor(&desk, &other);
    let next = first_step(&desk, CLERK);
    for left in (1..limits::FACTOR_TRIES_MAX).rev() {
        let response = second_step(&desk, &next, &wrong(key, &desk));
        let problem: Problem = serde_json::from_str(&response.body).unwrap();
        assert_eq!(
            (problem.code.as_str(), &problem.params["tries_left"]),
            ("sessions/factor-code-wrong", &left.into())
        );
    }
    assert_eq!(code_of(&second_step(&desk, &next, &wrong(key, &desk))), "sessions/factor-locked");
    let shown = |key: FactorKey| key.code_at(desk.now.get()).as_str().to_owned();
    assert_eq!(code_of(&second_step(&desk, &next, &shown(key))), "sessions/factor-locked", "also for the right one");
    assert_eq!(code_of(&second_step(&desk, &next, &codes[0])), "sessions/factor-locked", "and for a recovery code");
    let others = first_step(&desk, COLLEAGUE);
    assert_eq!(code_of(&second_step(&desk, &others, &shown(others_key))), "ok", "somebody else is not locked out");
    // An open session stays, and a recovery code that was refused is still valid.
    desk.call::<ShowMe>(&clerk, &here(), &Empty {});
    desk.pass(limits::FACTOR_LOCK_MILLIS);
    let next = first_step(&desk, CLERK);
    assert_eq!(code_of(&second_step(&desk, &next, &codes[0])), "ok");
}

#[test]
fn who_has_no_right_phone_code_cannot_lock_a_factor() {
    let desk = TestCommunity::open();
    let clerk = desk.sign_in_by(CLERK);
    enrol_factor(&desk, &clerk);
    let before = desk.rows("select wrong_tries, locked_until from factors");
    for number in 0..20 {
        let ticket = format!("{number:064}").parse().unwrap();
        let body = FinishSignInRequest { ticket, member: None, code: Some("111111".parse().unwrap()) };
        assert_eq!(desk.refusal::<FinishSignIn>(&Person::default(), &here(), &body), "sessions/ticket-spent");
    }
    assert_eq!(desk.rows("select wrong_tries, locked_until from factors"), before);
}

#[test]
fn a_key_counts_from_its_confirmation() {
    let desk = TestCommunity::open();
    let clerk = desk.sign_in_by(CLERK);
    let confirm = |code: domain::sessions::Code| {
        let body = ConfirmFactorRequest { code };
        desk.try_call::<ConfirmFactor>(&clerk, &here(), &(), &body).map(|_| ()).map_err(|problem| problem.code)
    };
    let refused = |code: &str| Err(format!("sessions/{code}"));
    assert_eq!(confirm("123456".parse().unwrap()), refused("factor-not-begun"));
    let begin = |person: &Person| desk.call::<BeginFactor>(person, &here(), &Empty {});
    let (earlier, begun) = (begin(&clerk), begin(&clerk));
    assert_ne!(earlier.key, begun.key);
    let key = FactorKey::from_base32(&begun.key).unwrap();
    assert_eq!(begun.uri, format!("otpauth://totp/Linli:138****0201?secret={}&issuer=Linli", begun.key));
    assert_eq!(confirm(wrong(key, &desk).parse().unwrap()), refused("factor-code-wrong"));
    assert!(
        desk.rehearse(|| {
            desk.sign_in_by(CLERK);
            true
        }),
        "not asked for before it is confirmed"
    );
    desk.rehearse(|| {
        desk.pass(limits::FACTOR_BEGUN_MILLIS);
        assert_eq!(confirm(key.code_at(desk.now.get())), refused("factor-not-begun"), "too late");
    });
    assert_eq!(confirm(key.code_at(desk.now.get())), Ok(()));
    assert_eq!(confirm(key.code_at(desk.now.get())), refused("factor-not-begun"), "twice");
    // Replacing the key needs a fresh proof.
    desk.pass(limits::STEP_UP_MILLIS);
    assert_eq!(desk.refusal::<BeginFactor>(&clerk, &here(), &Empty {}), "sessions/step-up-needed");
    let resident = desk.sign_in("李秀英");
    begin(&resident);
    assert_eq!(desk.call::<ShowMe>(&resident, &here(), &Empty {}).second_factor, None, "begun and not confirmed");
}

#[test]
fn dangerous_acts_need_a_fresh_proof_and_then_take_the_same_key() {
    let desk = &TestCommunity::open();
    let world = HostApi::world(desk);
    let calls = AllowedCalls::open(&world);
    let clerk = &host_person(&calls.caller("committee").person);
    let dangerous: Vec<_> = community_endpoints().filter(|(_, spec)| spec.dangerous).collect();
    assert!(dangerous.len() >= 7, "{dangerous:?}");
    let (key, _) = enrol_factor(desk, clerk);
    let mut tried = 0;
    for (id, spec) in dangerous {
        let request = match id {
            EndpointId::BeginFactor => calls.own_request(id, calls.caller("committee")),
            _ => calls.allowed_request(id),
        };
        if request.cookie != clerk.cookie {
            continue;
        }
        tried += 1;
        desk.rehearse(|| {
            desk.pass(limits::STEP_UP_MILLIS);
            let before = desk.fingerprint();
            assert_eq!(code_of(&desk.handle(&request)), "sessions/step-up-needed", "{}", spec.name);
            assert_eq!(desk.fingerprint(), before, "{}: refused, and something happened", spec.name);
            let body = ProveFactorRequest { code: String::from(key.code_at(desk.now.get())).parse().unwrap() };
            desk.call::<ProveFactor>(clerk, &here(), &body);
            let response = desk.handle(&request);
            assert_eq!(response.status, 200, "{}: {}", spec.name, response.body);
            desk.pass(limits::STEP_UP_MILLIS);
            if spec.kind == EndpointKind::Command {
                assert_eq!(
                    desk.handle(&request).body,
                    response.body,
                    "{}: what was answered stays answered",
                    spec.name
                );
            }
        });
    }
    assert!(tried >= 7, "{tried} dangerous acts of the committee");
}

#[test]
fn a_caller_without_the_right_or_without_a_factor_is_asked_for_no_proof() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    enrol_factor(desk, &stage.watcher.person);
    desk.pass(limits::STEP_UP_MILLIS);
    let of = (TestCommunity::code(), stage.volunteer.member());
    let leave = LeaveRosterRequest::moved(reason());
    assert_eq!(desk.refusal::<LeaveRoster>(&stage.watcher.person, &of, &leave), "request/not-allowed");
    let director = desk.sign_in("陈建国");
    let end = EndSeatRequest::because(EndCause::Resigned, reason());
    desk.call::<EndSeat>(&director, &(TestCommunity::code(), stage.seat), &end);
}

#[test]
fn a_lost_factor_is_taken_back_by_another_and_everybody_concerned_is_told() {
    let desk = TestCommunity::open();
    let (clerk, director, watcher) = (desk.sign_in_by(CLERK), desk.sign_in("陈建国"), desk.sign_in("刘志强"));
    enrol_factor(&desk, &clerk);
    let of = |phone| (TestCommunity::code(), member_by_phone(&desk, phone).0);
    let lost = ResetFactorRequest { reason: reason() };
    assert_eq!(desk.refusal::<ResetFactor>(&clerk, &of(CLERK), &lost), "sessions/own-case");
    assert_eq!(desk.refusal::<ResetFactor>(&director, &of("13800000006"), &lost), "sessions/factor-not-enrolled");
    assert_eq!(desk.refusal::<ResetFactor>(&watcher, &of(CLERK), &lost), "request/not-allowed");
    let ended = desk.call::<ResetFactor>(&director, &of(CLERK), &lost);
    assert_eq!((ended.seats, ended.sessions), (0, 1));
    assert_eq!(
        desk.refusal::<ShowMe>(&clerk, &here(), &Empty {}),
        "request/not-signed-in",
        "the person who holds the lost phone"
    );
    assert!(desk.rows("select 1 from recovery_codes").is_empty());
    let again = desk.sign_in_by(CLERK);
    let notices = |person: &Person| {
        let all = desk.call::<ListNotices>(person, &here(), &Empty {}).rows;
        all.into_iter().map(|notice| notice.kind.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(notices(&again), ["factor-reset"]);
    assert_eq!(notices(&watcher), ["factor-reset-of"]);
    let told = desk.call::<ListNotices>(&watcher, &here(), &Empty {}).rows.remove(0);
    assert_eq!(told.params["name"], desk.call::<ShowMe>(&again, &here(), &Empty {}).name);
    let kinds: Vec<EventKind> =
        desk.call::<ListSignIns>(&again, &here(), &Empty {}).rows.iter().map(|event| event.kind).collect();
    assert!(kinds.contains(&EventKind::FactorReset) && kinds.contains(&EventKind::EndedByOffice), "{kinds:?}");
    assert_eq!(desk.rows("select 1 from journal where command = 'sessions/reset-factor'").len(), 1);
    desk.check_books();
}

#[test]
fn without_a_factor_an_office_closes_after_fourteen_days() {
    let stage = BusyCommunity::open();
    let desk = TestCommunity { mode: Mode::Production, ..stage.desk };
    let introduced = desk.rows("select applied_at from schema_version where name = 'signing_in'")[0].time(0).unwrap();
    let due = introduced.plus(limits::FACTOR_ENROL_DAYS * DAY);
    let (clerk, leader) = (&stage.clerk, &stage.leader.person);
    let roster = |person: &Person| {
        let query = domain::members::RosterQuery::default();
        desk.try_call::<ShowRoster>(person, &here(), &query, &Empty {}).map(|_| ()).map_err(|problem| problem.code)
    };
    // No session rests for half a day: they stay alive.
    let keep_awake = || desk.pass_awake(0);
    for (at, expect) in [(due.plus(-1), Ok(())), (due, Err("sessions/factor-overdue".to_owned()))] {
        desk.now.set(at);
        keep_awake();
        assert_eq!(roster(&clerk.person), expect, "{at:?}");
        let me = desk.call::<ShowMe>(&clerk.person, &here(), &Empty {});
        let factor = me.second_factor.clone().unwrap();
        assert_eq!((factor.enrolled, factor.due_at, factor.overdue), (false, Some(due), expect.is_err()));
        assert_eq!(me.standing(), clerk.standing, "the app still knows the seat");
    }
    // A resident's own matters stay open, and so does a team leader's office.
    let own = (TestCommunity::code(), clerk.member());
    desk.call::<ListNotices>(&clerk.person, &here(), &Empty {});
    assert_eq!(
        desk.refusal::<ShowHours>(&clerk.person, &(TestCommunity::code(), stage.volunteer.member()), &Empty {}),
        "sessions/factor-overdue"
    );
    desk.call::<ShowHours>(&clerk.person, &own, &Empty {});
    desk.call::<ListTasks>(leader, &here(), &Empty {});
    assert_eq!(roster(leader), Err("request/not-allowed".to_owned()), "nothing of factors to who has no such seat");
    assert_eq!(roster(&stage.grid_worker.person), Err("sessions/factor-overdue".to_owned()));
    // Enrolling opens it at once.
    enrol_factor(&desk, &clerk.person);
    assert_eq!(roster(&clerk.person), Ok(()));
    // A demonstration never closes an office.
    let desk = TestCommunity { mode: Mode::Demonstration, ..desk };
    desk.call::<ShowRoster>(&stage.grid_worker.person, &here(), &Empty {});
}

#[test]
fn an_office_holders_session_rests_half_a_day_at_most() {
    let desk = TestCommunity::open();
    let (clerk, resident, leader) = (desk.sign_in_by(CLERK), desk.sign_in("李秀英"), desk.sign_in("张敏"));
    let begun = desk.now.get();
    let alive = |person: &Person| desk.try_call::<ShowMe>(person, &here(), &(), &Empty {}).is_ok();
    desk.now.set(begun.plus(11 * HOUR));
    assert!(alive(&clerk), "and this counts as use");
    desk.now.set(begun.plus(22 * HOUR));
    assert!(alive(&clerk));
    desk.now.set(begun.plus(34 * HOUR + MINUTE));
    assert!(!alive(&clerk) && alive(&resident) && alive(&leader));
    desk.db.run_script("update seats set ended_at = 1").unwrap();
    assert!(!alive(&clerk), "it does not come back as a resident's");
}

#[test]
fn whoever_tries_the_demonstration_keeps_nobody_out_of_it() {
    let desk = TestCommunity::open();
    let (first, second) = (desk.sign_in("周丽"), desk.sign_in("周丽"));
    enrol_factor(&desk, &first);
    desk.pass(limits::STEP_UP_MILLIS);
    let leave = LeaveRosterRequest::moved(reason());
    let of = (TestCommunity::code(), member_by_phone(&desk, "13800000060").0);
    assert_eq!(desk.refusal::<LeaveRoster>(&first, &of, &leave), "sessions/step-up-needed", "who tries it sees it");
    desk.sign_in("周丽");
    desk.call::<LeaveRoster>(&second, &of, &leave);
}
