//! The life of a code as seen from outside: no answer reveals whether a phone is in the roster.

use crate::test_community::{Person, TestCommunity};
use api::answer::{Message, ObjectResponse};
use api::object::Mode;
use domain::contract::*;
use domain::limits;
use domain::sessions::{CodeSent, SignInCodeRequest, SignInRequest, SignedIn};
use domain::time::{DAY, HOUR, MINUTE, SECOND};

/// A resident whom no other test needs.
pub const SPARE_PHONE: &str = "13800000060";
const KNOWN: &str = "13800000006";
const UNKNOWN: &str = "13911112222";
const ADDRESS: &str = "192.0.2.7";

#[derive(Clone, Copy)]
enum Step {
    /// Ask for a code.
    Ask,
    /// Try a wrong code.
    Wrong,
    /// Try the newest code that was sent; somebody unknown, who got none, tries another wrong one.
    Right,
    Wait(i64),
}

fn ask(desk: &TestCommunity, phone: &str, address: Option<&str>) -> ObjectResponse {
    let body = SignInCodeRequest::of(phone.parse().unwrap());
    let mut request = TestCommunity::request::<RequestCode>(&Person::default(), &(TestCommunity::code(),), &(), &body);
    request.address = address.map(str::to_owned);
    desk.handle(&request)
}

fn attempt(desk: &TestCommunity, phone: &str, code: &str, address: Option<&str>) -> ObjectResponse {
    let body = SignInRequest { phone: phone.parse().unwrap(), code: code.parse().unwrap() };
    let mut request = TestCommunity::request::<SignIn>(&Person::default(), &(TestCommunity::code(),), &(), &body);
    request.address = address.map(str::to_owned);
    desk.handle(&request)
}

fn sent(response: &ObjectResponse) -> Option<String> {
    response.messages.iter().find_map(|message| match message {
        Message::SignInCode { code, .. } => Some(code.clone()),
        Message::Letter { .. } => None,
    })
}

fn wrong(code: &str) -> &'static str {
    if code == "314159" { "271828" } else { "314159" }
}

/// The answers during a life; messages sent to the phone are not answers and are left out.
fn live(desk: &TestCommunity, phone: &str, life: &[Step]) -> Vec<ObjectResponse> {
    desk.rehearse(|| {
        let mut code = String::new();
        let mut answers = vec![];
        for step in life {
            let answer = match step {
                Step::Wait(millis) => {
                    desk.pass(*millis);
                    continue;
                }
                Step::Ask => ask(desk, phone, Some(ADDRESS)),
                Step::Wrong => attempt(desk, phone, wrong(&code), Some(ADDRESS)),
                Step::Right => attempt(desk, phone, if code.is_empty() { "271828" } else { &code }, Some(ADDRESS)),
            };
            code = sent(&answer).unwrap_or(code);
            answers.push(ObjectResponse { messages: vec![], ..answer });
        }
        answers
    })
}

fn codes(answers: &[ObjectResponse]) -> Vec<String> {
    let code =
        |answer: &ObjectResponse| serde_json::from_str::<Problem>(&answer.body).map_or("ok".to_owned(), |p| p.code);
    answers.iter().map(code).map(|code| code.trim_start_matches("sessions/").to_owned()).collect()
}

#[test]
fn an_unknown_phone_lives_the_same_life() {
    use Step::{Ask, Right, Wait, Wrong};
    let desk = TestCommunity { mode: Mode::Production, ..TestCommunity::open() };
    let life_time = limits::SIGN_IN_CODE_MILLIS;
    let (wrong, spent, many) = ("code-wrong", "code-spent", "too-many-codes");
    let five = [Ask, Wait(MINUTE), Ask, Wait(MINUTE), Ask, Wait(MINUTE), Ask, Wait(MINUTE), Ask, Wait(MINUTE)];
    let hour = [&five[..], &[Ask, Wait(HOUR), Ask]].concat();
    let lives: [(&str, Vec<Step>, Vec<&str>); 11] = [
        ("no code was asked for", vec![Wrong, Wrong], vec![wrong, wrong]),
        ("a wrong code", vec![Ask, Wrong], vec!["ok", wrong]),
        (
            "six wrong tries",
            vec![Ask, Wrong, Wrong, Wrong, Wrong, Wrong, Wrong],
            vec!["ok", wrong, wrong, wrong, wrong, wrong, spent],
        ),
        (
            "right after six wrong",
            vec![Ask, Wrong, Wrong, Wrong, Wrong, Wrong, Wrong, Right],
            vec!["ok", wrong, wrong, wrong, wrong, wrong, spent, spent],
        ),
        ("a new code forgives", vec![Ask, Wrong, Wait(MINUTE), Ask, Wrong], vec!["ok", wrong, "ok", wrong]),
        ("again within a minute", vec![Ask, Wait(MINUTE - 1), Ask], vec!["ok", many]),
        ("again after a minute", vec![Ask, Wait(MINUTE), Ask], vec!["ok", "ok"]),
        ("a moment before five minutes", vec![Ask, Wait(life_time - 1), Wrong], vec!["ok", wrong]),
        ("after five minutes", vec![Ask, Wait(life_time), Wrong, Right], vec!["ok", spent, spent]),
        ("a day later", vec![Ask, Wait(DAY), Wrong], vec!["ok", spent]),
        ("the sixth code in an hour", hour, vec!["ok", "ok", "ok", "ok", "ok", many, "ok"]),
    ];
    for (name, life, expect) in lives {
        let (known, unknown) = (live(&desk, KNOWN, &life), live(&desk, UNKNOWN, &life));
        assert_eq!(codes(&known), expect, "{name}");
        assert_eq!(known, unknown, "{name}: the answers tell who is in the roster");
    }
    let used = codes(&live(&desk, KNOWN, &[Ask, Right, Right, Wrong]));
    assert_eq!(used, ["ok", "ok", spent, spent], "a code opens once");
}

#[test]
fn a_code_goes_to_the_phone_and_nowhere_else() {
    let desk = TestCommunity { mode: Mode::Production, ..TestCommunity::open() };
    let answer = ask(&desk, KNOWN, None);
    let code = sent(&answer).unwrap();
    assert!(!answer.body.contains(&code) && answer.log.is_none());
    let reply: CodeSent = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(reply.expires_at, desk.now.get().plus(limits::SIGN_IN_CODE_MILLIS));
    assert_eq!(reply.resend_after_seconds, limits::SIGN_IN_RESEND_SECONDS);
    assert!(sent(&ask(&desk, UNKNOWN, None)).is_none(), "a message to a stranger");
    let opened = attempt(&desk, KNOWN, &code, None);
    let cookie = opened.set_cookie.unwrap();
    let token = cookie.strip_prefix("linli=").unwrap().split(';').next().unwrap();
    for part in ["HttpOnly", "SameSite=Strict", "Path=/api/communities/511402901001", "Max-Age=2592000"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Secure"), "not over an open connection: {cookie}");
    assert!(!opened.body.contains(token) && token.len() == 64);
    let me = serde_json::from_str::<SignedIn>(&opened.body).unwrap().me.unwrap();
    assert_eq!((me.phone_masked.as_str(), me.held.len()), ("138****0006", 0));
    // Neither the code nor the token is anywhere in the store.
    for secret in [&code, token] {
        for table in ["select code_hash from sign_in_codes", "select token_hash from sessions"] {
            assert!(!format!("{:?}", desk.rows(table)).contains(secret));
        }
        assert!(!format!("{:?}", desk.rows("select * from sessions")).contains(secret));
    }
    assert!(desk.rows("select 1 from demonstration_inbox").is_empty(), "production has no inbox");
}

#[test]
fn who_asks_too_soon_is_told_how_long_to_wait() {
    let desk = TestCommunity::open();
    for phone in [KNOWN, UNKNOWN] {
        assert_eq!(ask(&desk, phone, None).status, 200, "{phone}");
        for (after, seconds) in [(1, limits::SIGN_IN_RESEND_SECONDS), (MINUTE - 1, 1)] {
            desk.rehearse(|| {
                desk.pass(after);
                let refused: Problem = serde_json::from_str(&ask(&desk, phone, None).body).unwrap();
                assert_eq!((refused.status, refused.code.as_str()), (429, "sessions/too-many-codes"), "{phone}");
                assert_eq!(refused.params["retry_seconds"], seconds, "{phone} after {after} ms");
            });
        }
    }
}

#[test]
fn floods_end_at_each_limit() {
    let desk = TestCommunity { mode: Mode::Production, ..TestCommunity::open() };
    let phone = |number: u32| format!("139{number:08}");
    let many = ["too-many-codes"];
    desk.rehearse(|| {
        for number in 0..limits::SIGN_IN_PER_ADDRESS_HOUR {
            assert_eq!(ask(&desk, &phone(number), Some(ADDRESS)).status, 200, "code {number} to one address");
        }
        let refused = ask(&desk, &phone(900), Some(ADDRESS));
        assert_eq!(codes(std::slice::from_ref(&refused)), many);
        let problem: Problem = serde_json::from_str(&refused.body).unwrap();
        assert_eq!(problem.params["retry_seconds"], 3601, "until the hour is over");
        assert_eq!(ask(&desk, &phone(901), Some("192.0.2.8")).status, 200, "another address");
        desk.pass(HOUR);
        assert_eq!(ask(&desk, &phone(902), Some(ADDRESS)).status, 200, "the next hour");
    });
    desk.rehearse(|| {
        for number in 0..limits::SIGN_IN_PER_ADDRESS_HOUR {
            assert_eq!(
                codes(&[attempt(&desk, &phone(number), "314159", Some(ADDRESS))]),
                ["code-wrong"],
                "try {number}"
            );
        }
        assert_eq!(codes(&[attempt(&desk, KNOWN, "314159", Some(ADDRESS))]), many, "one more try from one address");
        assert_eq!(codes(&[attempt(&desk, KNOWN, "314159", Some("192.0.2.8"))]), ["code-wrong"]);
    });
    // Of IPv6 a household has 2^64 addresses, and its provider's customer 2^16 such networks.
    desk.rehearse(|| {
        let of = |network: u32, host: u32| format!("2001:db8:7:{network:x}::{host:x}");
        let mut number = 0;
        let mut from = |address: &str| {
            number += 1;
            codes(&[ask(&desk, &phone(number), Some(address))]).remove(0)
        };
        for host in 0..limits::SIGN_IN_PER_ADDRESS_HOUR {
            assert_eq!(from(&of(0, host)), "ok", "{host}");
        }
        assert_eq!(from(&of(0, 99)), many[0], "another address of the same household");
        for turn in limits::SIGN_IN_PER_ADDRESS_HOUR..limits::SIGN_IN_PER_WIDE_NETWORK_HOUR {
            assert_eq!(from(&of(1 + turn / 50, turn)), "ok", "{turn}");
        }
        assert_eq!(from(&of(777, 1)), many[0], "another household of the same /48");
        assert_eq!(from("2001:db8:8::1"), "ok", "another /48");
    });
    assert_eq!(limits::SIGN_IN_RESEND_SECONDS * SECOND, MINUTE);
}

#[test]
fn counters_say_nothing_about_people() {
    let desk = TestCommunity { mode: Mode::Production, ..TestCommunity::open() };
    ask(&desk, KNOWN, Some(ADDRESS));
    attempt(&desk, KNOWN, "314159", Some(ADDRESS));
    let kept = format!("{:?}{:?}", desk.rows("select * from rates"), desk.rows("select * from sign_in_codes"));
    assert!(!kept.contains(KNOWN) && !kept.contains(ADDRESS), "{kept}");
    let buckets =
        desk.texts("select bucket from rates where bucket not like '% ________________%' order by bucket", &[]);
    assert_eq!(buckets, ["strangers", "strangers' codes", "strangers' guesses"]);
    assert_eq!(desk.rows("select * from rates").len(), 6, "and address, phone, try");
}
