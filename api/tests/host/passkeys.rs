//! Passkeys from their making to their end: what they open, what they prove, and everything that prevents that.

use crate::busy_community::{BusyCommunity, member_by_phone};
use crate::sign_in::SPARE_PHONE;
use crate::test_community::{ORIGIN, Person, TestCommunity, cookie_pair};
use api::answer::ObjectResponse;
use api::bind;
use api::db::Db;
use domain::contract::*;
use domain::ids::CommunityCode;
use domain::limits;
use domain::sessions::passkey::Octets;
use domain::sessions::{
    ConfirmPasskeyRequest, EventKind, PrintSlipRequest, Refusal, SignInWithPasskeyRequest, SignInWithSlipRequest,
    SignedIn,
};
use domain::time::{DAY, HOUR, SECOND};
use tests::scenes::passkeys::{TestPasskey, confirm_passkey_request, to_octets};
use tests::scenes::software::Software;

pub use tests::scenes::passkeys::passkey_sign_in_request;

/// A resident who is not among the people offered for trying the demonstration.
pub const RESIDENT: &str = "13800000062";

pub fn community_path() -> (CommunityCode,) {
    (TestCommunity::code(),)
}

/// What a device sends after making a passkey for this challenge.
pub fn made_for(challenge: &str) -> ConfirmPasskeyRequest {
    confirm_passkey_request(&Software::new(ORIGIN, 2), challenge)
}

pub fn add_passkey(desk: &TestCommunity, person: &Person, seed: u64) -> Result<TestPasskey, Problem> {
    let begun = desk.try_call::<BeginPasskey>(person, &community_path(), &(), &Empty {})?;
    assert_eq!(begun.site, "linli.example");
    let key = Software::new(ORIGIN, seed);
    desk.try_call::<ConfirmPasskey>(
        person,
        &community_path(),
        &(),
        &confirm_passkey_request(&key, &begun.challenge.to_string()),
    )?;
    Ok(TestPasskey { key, user: begun.user })
}

pub fn request_challenge(desk: &TestCommunity) -> String {
    desk.call::<BeginPasskeySignIn>(&Person::default(), &community_path(), &Empty {}).challenge.to_string()
}

pub fn send_passkey_sign_in(desk: &TestCommunity, browser: &Person, body: &SignInWithPasskeyRequest) -> ObjectResponse {
    desk.handle(&TestCommunity::request::<SignInWithPasskey>(browser, &community_path(), &(), body))
}

fn code_of(response: &ObjectResponse) -> String {
    serde_json::from_str::<Problem>(&response.body).map_or("ok".to_owned(), |problem| problem.code)
}

/// Signs in on a browser that was never used to sign in.
pub fn sign_in_with_passkey(desk: &TestCommunity, held: &TestPasskey) -> Person {
    let response =
        send_passkey_sign_in(desk, &Person::default(), &passkey_sign_in_request(held, &request_challenge(desk)));
    assert_eq!(response.status, 200, "{} {:?}", response.body, response.log);
    Person { cookie: Some(cookie_pair(response.set_cookie.as_deref())) }
}

pub fn passkey_sign_in_code(desk: &TestCommunity, held: &TestPasskey) -> String {
    code_of(&send_passkey_sign_in(desk, &Person::default(), &passkey_sign_in_request(held, &request_challenge(desk))))
}

fn kinds(desk: &TestCommunity, person: &Person) -> Vec<EventKind> {
    desk.call::<ListSignIns>(person, &community_path(), &Empty {}).rows.iter().map(|event| event.kind).collect()
}

#[test]
fn a_passkey_opens_by_itself_and_everybody_concerned_can_see_it() {
    let desk = TestCommunity::open();
    let person = desk.sign_in_by(RESIDENT);
    let unread = desk.call::<ShowMe>(&person, &community_path(), &Empty {}).notices_unread;
    let held = add_passkey(&desk, &person, 1).unwrap();
    let me = desk.call::<ShowMe>(&person, &community_path(), &Empty {});
    assert_eq!(me.notices_unread, unread + 1);
    assert_eq!(desk.call::<ListNotices>(&person, &community_path(), &Empty {}).rows[0].kind.as_str(), "passkey-added");
    assert_eq!(kinds(&desk, &person)[0], EventKind::PasskeyAdded);
    let factor = me.second_factor.unwrap();
    assert!(factor.passkey && !factor.enrolled && factor.due_at.is_none() && !factor.overdue);
    let list = desk.call::<ListPasskeys>(&person, &community_path(), &Empty {});
    assert_eq!((list.passkeys.len(), list.passkeys[0].last_used_at, list.count_max), (1, None, 5));

    desk.pass(DAY);
    let response =
        send_passkey_sign_in(&desk, &Person::default(), &passkey_sign_in_request(&held, &request_challenge(&desk)));
    let signed_in: SignedIn = serde_json::from_str(&response.body).unwrap();
    assert_eq!((signed_in.me.unwrap().member, signed_in.next), (me.member, None), "no phone, no code");
    let entered = Person { cookie: Some(cookie_pair(response.set_cookie.as_deref())) };
    assert!(cookie_pair(response.device_cookie.as_deref()).starts_with("linli-device="));
    assert_eq!(kinds(&desk, &entered)[0], EventKind::NewDevice, "as with a code");
    let used = desk.call::<ListPasskeys>(&entered, &community_path(), &Empty {}).passkeys[0].last_used_at;
    assert_eq!(used, Some(desk.now.get()));
    for command in ["sessions/confirm-passkey", "sessions/sign-in-with-passkey"] {
        assert_eq!(desk.texts("select actor from journal where command = ?", bind![command]), [me.member.to_string()]);
    }
    desk.check_books();
}

#[test]
fn what_a_device_is_asked_to_make() {
    let desk = TestCommunity::open();
    let person = desk.sign_in_by(RESIDENT);
    let me = desk.call::<ShowMe>(&person, &community_path(), &Empty {});
    let begin = |who: &Person| desk.call::<BeginPasskey>(who, &community_path(), &Empty {});
    let (first, second) = (begin(&person), begin(&person));
    assert_ne!(first.challenge, second.challenge, "another each time");
    assert_eq!((first.user == second.user, first.user.bytes().len()), (true, 32), "one handle for one person");
    assert_eq!((&first.account, &first.name), (&me.phone_masked, &me.name));
    assert!(first.known.is_empty());
    assert_eq!(first.expires_at, desk.now.get().plus(limits::PASSKEY_CHALLENGE_MILLIS));
    add_passkey(&desk, &person, 1).unwrap();
    let other = begin(&desk.sign_in_by(SPARE_PHONE));
    assert!(other.user != first.user && other.known.is_empty());
}

#[test]
fn no_challenge_lies_in_the_clear() {
    let desk = TestCommunity::open();
    let person = desk.sign_in_by(RESIDENT);
    let begun = desk.call::<BeginPasskey>(&person, &community_path(), &Empty {});
    let asked = desk.call::<BeginPasskeySignIn>(&Person::default(), &community_path(), &Empty {});
    let dump = desk.dump();
    for challenge in [begun.challenge, asked.challenge] {
        let hex = domain::journal::to_hex(challenge.bytes());
        assert!(dump.iter().all(|row| !row.contains(&hex) && !row.contains(&challenge.to_string())));
    }
    assert!(!begun.account.contains(RESIDENT), "masked: {}", begun.account);
}

#[test]
fn whatever_is_wrong_with_a_sign_in_the_answer_is_the_same() {
    let desk = TestCommunity::open();
    let person = desk.sign_in_by(RESIDENT);
    let held = add_passkey(&desk, &person, 1).unwrap();
    let other = add_passkey(&desk, &desk.sign_in_by(SPARE_PHONE), 2).unwrap();
    let with = |change: &dyn Fn(&mut Software)| {
        let mut key = Software::new(ORIGIN, 1);
        change(&mut key);
        passkey_sign_in_request(&TestPasskey { key, user: held.user.clone() }, &request_challenge(&desk))
    };
    let good = passkey_sign_in_request(&held, &request_challenge(&desk));
    let used = passkey_sign_in_request(&held, &request_challenge(&desk));
    send_passkey_sign_in(&desk, &Person::default(), &used);
    let to_enrol = desk.call::<BeginPasskey>(&person, &community_path(), &Empty {}).challenge.to_string();
    let unknown = TestPasskey { key: Software::new(ORIGIN, 3), user: held.user.clone() };
    let answers: Vec<(u16, String, Option<String>)> = [
        ("unknown", passkey_sign_in_request(&unknown, &request_challenge(&desk)), 0),
        (
            "another's handle",
            SignInWithPasskeyRequest {
                user: other.user.clone(),
                ..passkey_sign_in_request(&held, &request_challenge(&desk))
            },
            1,
        ),
        (
            "another's signature",
            SignInWithPasskeyRequest {
                signature: passkey_sign_in_request(&other, &request_challenge(&desk)).signature,
                ..good.clone()
            },
            1,
        ),
        ("used up", used, 0),
        ("the same again", good.clone(), 0),
        ("a challenge to enrol", passkey_sign_in_request(&held, &to_enrol), 0),
        ("a challenge of nobody", passkey_sign_in_request(&held, &"A".repeat(43)), 0),
        ("without a finger", with(&|key| key.flags = 1), 1),
        ("on another page", with(&|key| "https://evil.example".clone_into(&mut key.origin)), 0),
        ("for another host", with(&|key| "evil.example".clone_into(&mut key.host)), 1),
        ("nothing that is read", SignInWithPasskeyRequest { client_data: to_octets(b"{}".to_vec()), ..good }, 0),
    ]
    .into_iter()
    .map(|(name, body, told)| {
        let wrong = || kinds(&desk, &person).iter().filter(|kind| **kind == EventKind::WrongPasskey).count();
        let (before, sessions) = (wrong(), desk.rows("select 1 from sessions").len());
        let answer = send_passkey_sign_in(&desk, &Person::default(), &body);
        assert_eq!(code_of(&answer), "sessions/passkey-wrong", "{name}");
        assert_eq!(
            (answer.device_cookie.as_ref(), desk.rows("select 1 from sessions").len()),
            (None, sessions),
            "{name}"
        );
        assert_eq!(wrong() - before, told, "{name}: told to whose it is");
        (answer.status, answer.body, answer.set_cookie)
    })
    .collect();
    assert!(answers.iter().all(|answer| *answer == answers[0]), "told apart: {answers:?}");
    // The other challenge is not used up by any of these.
    assert_eq!(passkey_sign_in_code(&desk, &held), "ok");
}

#[test]
fn a_challenge_lives_five_minutes_and_is_forgotten() {
    let desk = TestCommunity::open();
    let person = desk.sign_in_by(RESIDENT);
    let held = add_passkey(&desk, &person, 1).unwrap();
    let (shown, begun) = (
        passkey_sign_in_request(&held, &request_challenge(&desk)),
        desk.call::<BeginPasskey>(&person, &community_path(), &Empty {}),
    );
    let made = confirm_passkey_request(&Software::new(ORIGIN, 2), &begun.challenge.to_string());
    let confirm =
        || desk.try_call::<ConfirmPasskey>(&person, &community_path(), &(), &made).map_err(|problem| problem.code);
    for (after, is_good) in [(limits::PASSKEY_CHALLENGE_MILLIS - 1, true), (limits::PASSKEY_CHALLENGE_MILLIS, false)] {
        desk.rehearse(|| {
            desk.pass(after);
            assert_eq!(send_passkey_sign_in(&desk, &Person::default(), &shown).status == 200, is_good, "{after}");
            assert_eq!(confirm().is_ok(), is_good, "{after}");
        });
    }
    desk.pass(DAY + HOUR);
    api::duties::run_due(&desk.db, desk.now.get()).unwrap();
    assert!(desk.rows("select 1 from passkey_challenges").is_empty());
    assert_eq!(confirm().map(|_| ()), Err("sessions/passkey-not-taken".to_owned()));
}

#[test]
fn what_a_device_made_is_taken_once_in_the_session_that_asked() {
    let desk = TestCommunity::open();
    let (person, elsewhere) = (desk.sign_in_by(RESIDENT), desk.sign_in_by(RESIDENT));
    let begin = || desk.call::<BeginPasskey>(&person, &community_path(), &Empty {}).challenge.to_string();
    let key = Software::new(ORIGIN, 1);
    let with = |change: &dyn Fn(&mut Software), challenge: &str| {
        let mut key = Software::new(ORIGIN, 1);
        change(&mut key);
        confirm_passkey_request(&key, challenge)
    };
    let to_sign_in = request_challenge(&desk);
    let others = add_passkey(&desk, &desk.sign_in_by(SPARE_PHONE), 2).unwrap().key;
    for (name, by, body) in [
        ("another session of the same person", &elsewhere, confirm_passkey_request(&key, &begin())),
        ("a challenge to sign in", &person, confirm_passkey_request(&key, &to_sign_in)),
        ("without a finger", &person, with(&|key| key.flags = 1, &begin())),
        ("for another host", &person, with(&|key| "evil.example".clone_into(&mut key.host), &begin())),
        ("on another page", &person, with(&|key| "https://evil.example".clone_into(&mut key.origin), &begin())),
        ("a challenge of nobody", &person, confirm_passkey_request(&key, &"A".repeat(43))),
        ("a passkey that somebody has", &person, confirm_passkey_request(&others, &begin())),
        (
            "no attestation",
            &person,
            ConfirmPasskeyRequest { attestation: to_octets(vec![0xa0]), ..confirm_passkey_request(&key, &begin()) },
        ),
    ] {
        assert_eq!(
            desk.refusal::<ConfirmPasskey>(by, &community_path(), &body),
            "sessions/passkey-not-taken",
            "{name}"
        );
        // After one try the challenge is used up.
        assert_eq!(
            desk.refusal::<ConfirmPasskey>(by, &community_path(), &body),
            "sessions/passkey-not-taken",
            "{name}"
        );
    }
    assert!(desk.call::<ListPasskeys>(&person, &community_path(), &Empty {}).passkeys.is_empty());
    let body = confirm_passkey_request(&key, &begin());
    desk.call::<ConfirmPasskey>(&person, &community_path(), &body);
    assert_eq!(
        desk.refusal::<ConfirmPasskey>(&person, &community_path(), &body),
        "sessions/passkey-not-taken",
        "twice"
    );
    let known = desk.call::<BeginPasskey>(&person, &community_path(), &Empty {}).known;
    assert_eq!(known.iter().map(Octets::bytes).collect::<Vec<_>>(), [&key.credential[..]], "the device makes no other");
}

#[test]
fn five_for_one_person_and_none_by_a_slip() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let person = desk.sign_in_by(RESIDENT);
    for seed in 1..=u64::from(limits::PASSKEYS_PER_MEMBER_MAX) {
        add_passkey(desk, &person, seed).unwrap_or_else(|problem| panic!("{seed}: {problem:?}"));
    }
    let refused = |person: &Person| add_passkey(desk, person, 77).map(|_| ()).unwrap_err();
    let count_max = limits::PASSKEYS_PER_MEMBER_MAX;
    assert_eq!(refused(&person), Refusal::TooManyPasskeys { count_max }.into());
    let member = member_by_phone(desk, RESIDENT).0;
    let sql = "insert into passkeys (id, member, credential, key, user_handle, count, device, created_at)
        select '01H00000000000000000000009', member, randomblob(20), key, user_handle, 0, '', 1 from passkeys limit 1";
    assert!(desk.db.run(sql, &[]).is_err(), "the store counts as well");
    for sql in [
        "update passkeys set key = randomblob(65) where member = ?",
        "update passkeys set member = (select max(id) from members) where member = ?",
        "update passkeys set credential = randomblob(20) where member = ?",
        "update passkeys set count = -1 where member = ?",
    ] {
        assert!(desk.db.run(sql, bind![member]).is_err(), "{sql}");
    }
    // One is removed, and makes room.
    let id = desk.call::<ListPasskeys>(&person, &community_path(), &Empty {}).passkeys[0].id;
    desk.call::<RemovePasskey>(&person, &(TestCommunity::code(), id), &Empty {});
    assert_eq!(kinds(desk, &person)[0], EventKind::PasskeyRemoved);
    assert_eq!(desk.refusal::<RemovePasskey>(&person, &(TestCommunity::code(), id), &Empty {}), "request/not-found");
    let others = desk.call::<ListPasskeys>(&person, &community_path(), &Empty {}).passkeys[0].id;
    let stranger = &stage.volunteer.person;
    assert_eq!(
        desk.refusal::<RemovePasskey>(stranger, &(TestCommunity::code(), others), &Empty {}),
        "request/not-found"
    );
    // A session opened by a slip makes none.
    let wish = PrintSlipRequest { reason: "收不到短信，女儿来帮忙".parse().unwrap() };
    let of = (TestCommunity::code(), stage.neighbour.member());
    let slip = desk.call::<PrintSlip>(&stage.clerk.person, &of, &wish).slip;
    let request = TestCommunity::request::<SignInWithSlip>(
        &Person::default(),
        &community_path(),
        &(),
        &SignInWithSlipRequest { slip },
    );
    let by_slip = Person { cookie: Some(cookie_pair(desk.handle(&request).set_cookie.as_deref())) };
    assert_eq!(refused(&by_slip).code, "sessions/passkey-after-slip");
}

#[test]
fn a_count_that_goes_back_is_refused_and_told() {
    let desk = TestCommunity::open();
    let person = desk.sign_in_by(RESIDENT);
    let mut held = add_passkey(&desk, &person, 1).unwrap();
    for (count, expect) in
        [(5, "ok"), (6, "ok"), (6, "sessions/passkey-wrong"), (2, "sessions/passkey-wrong"), (7, "ok")]
    {
        held.key.count = count;
        assert_eq!(passkey_sign_in_code(&desk, &held), expect, "{count}");
    }
    let told = kinds(&desk, &person).iter().filter(|kind| **kind == EventKind::WrongPasskey).count();
    assert_eq!(told, 2);
}

#[test]
fn how_many_may_be_begun() {
    let desk = TestCommunity::open();
    let person = desk.sign_in_by(RESIDENT);
    // A whole hour from its beginning.
    desk.now.set(domain::time::UtcMillis((desk.now.get().0 / HOUR + 1) * HOUR));
    let begin =
        || desk.try_call::<BeginPasskey>(&person, &community_path(), &(), &Empty {}).map_err(|problem| problem.code);
    for number in 0..limits::PASSKEYS_BEGUN_PER_HOUR {
        assert!(begin().is_ok(), "{number}");
    }
    assert_eq!(begin().map(|_| ()), Err("sessions/too-many-codes".to_owned()));
    desk.pass(HOUR + SECOND);
    assert!(begin().is_ok());
}
