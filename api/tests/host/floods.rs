//! Floods of requests for codes: known browsers sign in throughout, a stranger does some work first, sent messages and
//! stored data stay bounded, and no answer reveals who owns a phone.

use crate::officers::{HEAD, Office, street_path};
use crate::passkeys::{RESIDENT, add_passkey, community_path, sign_in_with_passkey};
use crate::test_community::{Person, TestCommunity, cookie_pair};
use api::answer::ObjectResponse;
use api::bind;
use api::db::Db;
use domain::contract::*;
use domain::limits;
use domain::sessions::proof_of_work::find_proof;
use domain::sessions::{PhoneCodeRequest, SignInCodeRequest, SignInRequest};
use domain::time::{DAY, HOUR, MINUTE};

/// The requests of one stranger in a minute or two; with `LINLI_ADVERSARY=long`, those of an hour.
fn requests() -> u32 {
    if std::env::var("LINLI_ADVERSARY").is_ok_and(|length| length == "long") { 100_000 } else { 5_000 }
}

/// How often a known person signs in meanwhile.
const COME_IN: u32 = 16;
/// People of the demonstration, each with a browser of their own.
const KNOWN: [&str; 4] = ["13800000001", "13800000004", "13800000006", "13800000007"];

fn code_of(response: &ObjectResponse) -> String {
    serde_json::from_str::<Problem>(&response.body).map_or("ok".to_owned(), |problem| problem.code)
}

/// An address with fifty requests, each for another invented phone.
fn address(number: u32) -> String {
    let network = number / 50;
    format!("198.{}.{}.{}", 18 + network / 65_536, network / 256 % 256, network % 256)
}

fn invented(number: u32) -> String {
    format!("19{number:09}")
}

/// One request of the flood: mostly for a code, some wrong tries, some for a passkey challenge.
fn pour(desk: &TestCommunity, number: u32) -> ObjectResponse {
    let nobody = Person::default();
    let phone = invented(number).parse().unwrap();
    let mut request = match number % 10 {
        8 => TestCommunity::request::<BeginPasskeySignIn>(&nobody, &community_path(), &(), &Empty {}),
        9 => {
            let body = SignInRequest { phone: invented(number - 2).parse().unwrap(), code: "314159".parse().unwrap() };
            TestCommunity::request::<SignIn>(&nobody, &community_path(), &(), &body)
        }
        _ => TestCommunity::request::<RequestCode>(&nobody, &community_path(), &(), &SignInCodeRequest::of(phone)),
    };
    request.address = Some(address(number));
    desk.handle(&request)
}

#[test]
fn a_flood_keeps_nobody_of_a_community_out() {
    let desk = TestCommunity::open();
    for phone in KNOWN {
        desk.sign_in_by(phone);
    }
    let mut resident = desk.sign_in_by(RESIDENT);
    let held = add_passkey(&desk, &resident, 1).unwrap();
    let began = desk.now.get().0.div_euclid(HOUR);
    let (mut came_in, mut answers) = (0, std::collections::BTreeMap::<String, u32>::new());
    for number in 0..requests() {
        *answers.entry(code_of(&pour(&desk, number))).or_default() += 1;
        if number % (requests() / COME_IN) == 0 {
            // With a code on a known browser, and with a passkey on an unknown one.
            desk.sign_in_by(KNOWN[came_in % KNOWN.len()]);
            resident = sign_in_with_passkey(&desk, &held);
            came_in += 1;
        }
    }
    assert_eq!(desk.now.get().0.div_euclid(HOUR), began, "all within one hour");
    let change = PhoneCodeRequest { phone: "13911110002".parse().unwrap() };
    desk.call::<RequestPhoneCode>(&resident, &community_path(), &change);
    println!("{} requests, {came_in} times two came in: {answers:?}", requests());
    assert!(came_in >= 16);
}

#[test]
fn a_flood_keeps_no_officer_out() {
    let (office, ..) = Office::open();
    office.pass(61_000);
    office.ask(&Person::default(), HEAD).unwrap();
    let response = office.try_sign_in(&Person::default(), HEAD, &office.code(HEAD).unwrap());
    let browser = Person { cookie: Some(cookie_pair(response.device_cookie.as_deref())) };
    for number in 0..requests() {
        let body = SignInCodeRequest::of(invented(number).parse().unwrap());
        let mut request = TestCommunity::request::<RequestOfficerCode>(&Person::default(), &street_path(), &(), &body);
        request.address = Some(address(number));
        office.handle(&request);
        if number % (requests() / 4) == 0 {
            office.pass(61_000);
            office.ask(&browser, HEAD).unwrap();
            assert_eq!(office.try_sign_in(&browser, HEAD, &office.code(HEAD).unwrap()).status, 200, "{number}");
        }
    }
}

/// Sets this hour's count as if there had been that many requests.
fn count(db: &dyn Db, now: domain::time::UtcMillis, bucket: &str, count: u32) {
    let window = now.0.div_euclid(HOUR) * HOUR;
    let sql = "insert into rates (bucket, window_start, count) values (?, ?, ?)
        on conflict (bucket, window_start) do update set count = excluded.count";
    db.run(sql, bind![bucket, window, count]).unwrap();
}

fn ask(desk: &TestCommunity, browser: &Person, phone: &str, proof: Option<u32>) -> Result<(), Problem> {
    let body = SignInCodeRequest { phone: phone.parse().unwrap(), proof };
    desk.try_call::<RequestCode>(browser, &community_path(), &(), &body).map(|_| ())
}

fn proof_for(problem: &Problem) -> u32 {
    assert_eq!((problem.status, problem.code.as_str()), (428, "sessions/proof-needed"));
    let bits = u32::try_from(problem.params["bits"].as_u64().unwrap()).unwrap();
    find_proof(problem.params["challenge"].as_str().unwrap(), bits, 0..u32::MAX).unwrap()
}

fn open_with(desk: &TestCommunity, browser: &Person, phone: &str, code: &str) -> String {
    let body = SignInRequest { phone: phone.parse().unwrap(), code: code.parse().unwrap() };
    code_of(&desk.handle(&TestCommunity::request::<SignIn>(browser, &community_path(), &(), &body)))
}

const OWN: &str = "13800000006";
const STRANGE: &str = "13911112222";
const EASY: u32 = limits::SIGN_IN_PER_COMMUNITY_HOUR / 2;

#[test]
fn a_stranger_does_some_work_in_a_flood_and_comes_in() {
    let desk = TestCommunity::open();
    let nobody = Person::default();
    count(&desk.db, desk.now.get(), "strangers", EASY - 1);
    ask(&desk, &nobody, "13800000007", None).expect("the last that is easy");
    let before = desk.fingerprint();
    let asked = ask(&desk, &nobody, OWN, None).unwrap_err();
    assert_eq!(desk.fingerprint(), before, "who brings no proof leaves nothing behind");
    assert_eq!(asked.params["bits"], limits::PROOF_BITS_MIN);
    let proof = proof_for(&asked);
    let others = ask(&desk, &nobody, "13800000008", Some(proof)).unwrap_err();
    assert_eq!(others.code, "sessions/proof-needed", "good for one phone");
    desk.rehearse(|| {
        desk.pass(20 * MINUTE);
        assert!(ask(&desk, &nobody, OWN, Some(proof)).is_err(), "and not for ever");
    });
    ask(&desk, &nobody, OWN, Some(proof)).expect("proved");
    desk.pass(MINUTE);
    let again = ask(&desk, &nobody, OWN, Some(proof)).unwrap_err();
    assert_eq!(again.code, "sessions/proof-needed", "and for one code");
    let inbox = desk.call::<ShowInbox>(&nobody, &community_path(), &Empty {}).messages;
    let code = inbox.iter().find(|message| message.phone == OWN).unwrap().code.clone();
    assert_eq!(open_with(&desk, &nobody, OWN, &code), "ok");
    // The more requests, the harder the proof; the next hour is easy again.
    count(&desk.db, desk.now.get(), "strangers", 16 * EASY);
    assert_eq!(ask(&desk, &nobody, STRANGE, None).unwrap_err().params["bits"], limits::PROOF_BITS_MAX);
    desk.pass(HOUR);
    ask(&desk, &nobody, STRANGE, None).expect("a quiet hour");
}

#[test]
fn a_phone_of_the_roster_cannot_be_told_apart_in_a_flood() {
    let desk = TestCommunity::open();
    let nobody = Person::default();
    let lives = [OWN, STRANGE].map(|phone| {
        desk.rehearse(|| {
            let mut told = vec![];
            let mut tell = |answer: Result<(), Problem>| told.push(answer.err().map(|problem| problem.code));
            count(&desk.db, desk.now.get(), "strangers", EASY);
            let statements = desk.db.statements();
            let asked = ask(&desk, &nobody, phone, None).unwrap_err();
            let cost = desk.db.statements() - statements;
            tell(ask(&desk, &nobody, phone, Some(7)));
            tell(ask(&desk, &nobody, phone, Some(proof_for(&asked))));
            tell(ask(&desk, &nobody, phone, Some(proof_for(&asked))));
            count(&desk.db, desk.now.get(), "strangers", 0);
            desk.pass(MINUTE);
            // Codes have been sent up to the limit.
            count(&desk.db, desk.now.get(), "strangers' codes", limits::SIGN_IN_PER_COMMUNITY_HOUR);
            tell(ask(&desk, &nobody, phone, None));
            count(&desk.db, desk.now.get(), "strangers' codes", 0);
            tell(ask(&desk, &nobody, phone, None));
            count(&desk.db, desk.now.get(), "strangers' guesses", limits::SIGN_IN_GUESSES_PER_COMMUNITY_HOUR);
            let tried = open_with(&desk, &nobody, phone, "314159");
            count(&desk.db, desk.now.get(), "strangers' guesses", 0);
            let wrong = open_with(&desk, &nobody, phone, "314159");
            (told, tried, wrong, cost)
        })
    });
    assert_eq!(lives[0], lives[1]);
    let (proof, many) = (Some("sessions/proof-needed".to_owned()), Some("sessions/too-many-codes".to_owned()));
    assert_eq!(lives[0].0, [proof, None, many.clone(), many, None]);
    assert_eq!((lives[0].1.as_str(), lives[0].2.as_str()), ("sessions/too-many-codes", "sessions/code-wrong"));
}

#[test]
fn only_codes_that_leave_are_counted_and_where_it_ends_nobody_knows() {
    let desk = TestCommunity::open();
    let nobody = Person::default();
    let left =
        || desk.db.run("select max(count) from rates where bucket = 'strangers'' codes'", &[]).unwrap()[0].count(0);
    for number in 0..50 {
        ask(&desk, &nobody, &invented(number), None).unwrap();
    }
    assert_eq!(left(), Ok(0), "nobody's phones");
    ask(&desk, &nobody, OWN, None).unwrap();
    assert_eq!(left(), Ok(1));
    // The limit is somewhere within the last quarter, at a different place in each hour.
    let max = limits::SIGN_IN_PER_COMMUNITY_HOUR;
    let is_open = |hours: i64, so_far: u32| {
        desk.rehearse(|| {
            desk.pass(hours * HOUR);
            count(&desk.db, desk.now.get(), "strangers' codes", so_far);
            ask(&desk, &nobody, STRANGE, None).is_ok()
        })
    };
    let closes = |hours: i64| (max * 3 / 4..=max).find(|so_far| !is_open(hours, *so_far)).unwrap();
    let found: std::collections::BTreeSet<u32> = (1..4).map(closes).collect();
    assert!(found.len() > 1 && !found.contains(&(max * 3 / 4)), "{found:?}");
}

#[test]
fn known_browsers_go_on_where_the_door_is_closed_to_strangers() {
    let desk = TestCommunity::open();
    let resident = desk.sign_in_by(RESIDENT);
    let held = add_passkey(&desk, &resident, 1).unwrap();
    desk.sign_in_by(OWN);
    desk.pass(MINUTE);
    for (bucket, so_far) in
        [("strangers", 1_000_000), ("strangers' codes", 1_000_000), ("strangers' guesses", 1_000_000)]
    {
        count(&desk.db, desk.now.get(), bucket, so_far);
    }
    assert!(ask(&desk, &Person::default(), "13800000008", None).is_err());
    desk.sign_in_by(OWN);
    sign_in_with_passkey(&desk, &held);
    desk.call::<RequestPhoneCode>(
        &resident,
        &community_path(),
        &PhoneCodeRequest { phone: "13911110002".parse().unwrap() },
    );
    // The marks of many browsers do not raise the limit: a phone gets this many codes and no more.
    let (mut sent, mut turns) = (0, 0);
    desk.pass(HOUR);
    let marks: Vec<String> = (0..5)
        .map(|_| {
            let code = desk.ask_code(OWN, None);
            desk.pass(MINUTE);
            let body = SignInRequest { phone: OWN.parse().unwrap(), code };
            let response =
                desk.handle(&TestCommunity::request::<SignIn>(&Person::default(), &community_path(), &(), &body));
            cookie_pair(response.device_cookie.as_deref())
        })
        .collect();
    for _ in 0..limits::SIGN_IN_CODES_PER_PHONE_HOUR {
        desk.pass(MINUTE);
        for mark in &marks {
            turns += 1;
            sent += u32::from(ask(&desk, &Person { cookie: Some(mark.clone()) }, OWN, None).is_ok());
        }
    }
    assert_eq!((turns, sent), (25, limits::SIGN_IN_KNOWN_PER_PHONE_HOUR));
}

#[test]
fn many_behind_one_address_do_not_keep_a_known_browser_or_a_passkey_out() {
    let desk = TestCommunity::open();
    let held = add_passkey(&desk, &desk.sign_in_by(RESIDENT), 1).unwrap();
    desk.sign_in_by(OWN);
    let own = Person { cookie: desk.marks.borrow().get(OWN).cloned() };
    let here_too = Some("192.0.2.7".to_owned());
    let from_here = |mut request: api::answer::ObjectRequest| {
        request.address.clone_from(&here_too);
        code_of(&desk.handle(&request))
    };
    for number in 0..2 * limits::SIGN_IN_PER_ADDRESS_HOUR {
        let body = SignInCodeRequest::of(invented(number).parse().unwrap());
        from_here(TestCommunity::request::<RequestCode>(&Person::default(), &community_path(), &(), &body));
        let body = SignInRequest { phone: invented(number).parse().unwrap(), code: "314159".parse().unwrap() };
        from_here(TestCommunity::request::<SignIn>(&Person::default(), &community_path(), &(), &body));
    }
    desk.pass(MINUTE);
    let body = SignInCodeRequest::of(OWN.parse().unwrap());
    let stranger = TestCommunity::request::<RequestCode>(&Person::default(), &community_path(), &(), &body);
    assert_eq!(from_here(stranger), "sessions/too-many-codes");
    assert_eq!(from_here(TestCommunity::request::<RequestCode>(&own, &community_path(), &(), &body)), "ok");
    let code = crate::shared_phones::newest_code(&desk, OWN).unwrap().parse().unwrap();
    let body = SignInRequest { phone: OWN.parse().unwrap(), code };
    assert_eq!(from_here(TestCommunity::request::<SignIn>(&own, &community_path(), &(), &body)), "ok");
    let shown = crate::passkeys::passkey_sign_in_request(&held, &crate::passkeys::request_challenge(&desk));
    assert_eq!(
        from_here(TestCommunity::request::<SignInWithPasskey>(&Person::default(), &community_path(), &(), &shown)),
        "ok"
    );
}

#[test]
fn asking_what_a_passkey_is_to_sign_leaves_nothing_behind() {
    let desk = TestCommunity::open();
    let held = add_passkey(&desk, &desk.sign_in_by(RESIDENT), 1).unwrap();
    let before = desk.fingerprint();
    let challenges: Vec<String> = (0..500).map(|_| crate::passkeys::request_challenge(&desk)).collect();
    assert_eq!(desk.fingerprint(), before);
    assert_eq!(challenges.iter().collect::<std::collections::BTreeSet<_>>().len(), 500, "another each time");
    let rows = || desk.rows("select count(*) from passkey_challenges")[0].int(0).unwrap();
    let bring = |challenge: &str| {
        let shown = crate::passkeys::passkey_sign_in_request(&held, challenge);
        code_of(&crate::passkeys::send_passkey_sign_in(&desk, &Person::default(), &shown))
    };
    let began = rows();
    assert_eq!(bring(&challenges[0]), "ok");
    assert_eq!(bring(&challenges[0]), "sessions/passkey-wrong", "once");
    assert_eq!(rows() - began, 1, "what was answered is remembered");
    // With changed characters, at another time, and of another community.
    let mut forged = challenges[1].clone();
    forged.replace_range(0..1, if forged.starts_with('A') { "B" } else { "A" });
    assert_eq!(bring(&forged), "sessions/passkey-wrong");
    desk.pass(DAY + HOUR);
    api::duties::run_due(&desk.db, desk.now.get()).unwrap();
    assert_eq!(rows(), 0);
}

#[test]
fn what_a_flood_leaves_behind_goes_when_it_is_old() {
    let desk = TestCommunity::open();
    count(&desk.db, desk.now.get(), "strangers", EASY - 3);
    for number in 0..3 {
        ask(&desk, &Person::default(), &invented(number), None).unwrap();
    }
    let proved = |number: u32| {
        let asked = ask(&desk, &Person::default(), &invented(number), None).unwrap_err();
        ask(&desk, &Person::default(), &invented(number), Some(proof_for(&asked))).unwrap();
    };
    proved(3);
    let codes = || desk.rows("select count(*) from sign_in_codes")[0].int(0).unwrap();
    assert_eq!(codes(), 4);
    desk.pass(3 * HOUR);
    api::duties::run_due(&desk.db, desk.now.get()).unwrap();
    assert_eq!((codes(), desk.rows("select 1 from rates").len()), (0, 0), "not only at the end of the day");
}
