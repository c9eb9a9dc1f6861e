//! Signing in at a region: the same answers for every phone, counted codes, known browsers, outgoing messages.

use crate::officers::{HEAD, NOBODY, Office, region_sample, street_path};
use crate::test_community::{Person, TestCommunity, cookie_pair};
use api::duties;
use api::object::Mode;
use domain::contract::EndpointId as E;
use domain::contract::*;
use domain::limits::SIGN_IN_RESEND_SECONDS;
use domain::sessions::SignInCodeRequest;
use domain::time::{HOUR, UtcMillis};

#[test]
fn a_phone_that_no_officer_has_cannot_be_told_apart() {
    let (office, ..) = Office::open();
    office.pass(61_000);
    let guest = Person::default();
    let answers = [HEAD, NOBODY].map(|phone| {
        let sent = office.ask(&guest, phone).unwrap();
        let again = office.ask(&guest, phone).unwrap_err();
        let wrong: Vec<String> = (0..7)
            .map(|_| {
                // Only the one right code in a million would give another answer; these histories do not draw it.
                let response = office.try_sign_in(&guest, phone, "000000");
                assert!(response.set_cookie.is_none());
                serde_json::from_str::<Problem>(&response.body).unwrap().code
            })
            .collect();
        (sent, again, wrong)
    });
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0].1.code, "sessions/too-many-codes");
    assert_eq!(answers[0].2[4..], ["sessions/code-wrong", "sessions/code-spent", "sessions/code-spent"]);
    assert!(office.code(HEAD).is_some() && office.code(NOBODY).is_none(), "only an officer is sent one");
    assert_eq!(office.number("select count(*) from sign_in_events where kind = 'wrong-code'"), 6);
}

#[test]
fn a_right_code_opens_once() {
    let (office, ..) = Office::open();
    let guest = Person::default();
    office.pass(61_000);
    assert_eq!(office.ask(&guest, HEAD).unwrap().resend_after_seconds, SIGN_IN_RESEND_SECONDS);
    let code = office.code(HEAD).unwrap();
    assert_eq!(office.try_sign_in(&guest, HEAD, &code).status, 200);
    for (what, phone, expect) in [
        ("the same phone again", HEAD, "sessions/code-spent"),
        ("a phone that was sent no code", NOBODY, "sessions/code-wrong"),
    ] {
        let refused = office.try_sign_in(&guest, phone, &code);
        let problem: Problem = serde_json::from_str(&refused.body).unwrap();
        assert_eq!((problem.status, problem.code.as_str()), (422, expect), "{what}");
    }
}

#[test]
fn codes_are_counted_for_phone_address_and_region() {
    let (office, ..) = Office::open();
    let guest = Person::default();
    let mut refused = vec![];
    for turn in 0..6 {
        office.pass(61_000);
        refused.push(office.ask(&guest, NOBODY).err().map(|problem| problem.code));
        assert!(turn < 5 || refused[5].is_some());
    }
    assert!(refused[..5].iter().all(Option::is_none), "{refused:?}");
    assert_eq!(refused[5].as_deref(), Some("sessions/too-many-codes"), "the sixth within the hour");
    for (bucket, max, status) in [("address", 60, 429), ("region", 150, 428)] {
        let (office, ..) = Office::open();
        let start = office.now.get();
        let window = start.0.div_euclid(HOUR) * HOUR;
        office.now.set(UtcMillis(window + HOUR));
        for number in 0..=max {
            let phone = format!("1390000{number:04}").parse().unwrap();
            let mut request = TestCommunity::request::<RequestOfficerCode>(
                &guest,
                &street_path(),
                &(),
                &SignInCodeRequest::of(phone),
            );
            request.address = (bucket == "address").then(|| "192.0.2.7".to_owned());
            let given = office.handle(&request).status;
            assert_eq!(given, if number < max { 200 } else { status }, "{bucket} {number}");
        }
    }
}

#[test]
fn whoever_signs_out_is_out_and_nobody_else() {
    let (office, head, ..) = Office::open();
    let other = office.sign_in(HEAD);
    let response = office.handle(&region_sample(E::SignOutOfficer, &head));
    assert_eq!(response.status, 200, "{}", response.body);
    let cookie = response.set_cookie.unwrap();
    assert!(cookie.starts_with("linli-officer=; Path=/api/regions/511402901;") && cookie.contains("Max-Age=0"));
    assert_eq!(office.refusal::<ShowOfficerMe>(&head, &street_path(), &Empty {}), "request/not-signed-in");
    assert_eq!(office.me(&other).name, "示范甲");
}

/// A browser that signed in before has codes of its own, so strangers cannot lock an officer out.
#[test]
fn a_known_browser_is_not_locked_out_by_strangers() {
    let (office, ..) = Office::open();
    office.pass(61_000);
    office.ask(&Person::default(), HEAD).unwrap();
    let response = office.try_sign_in(&Person::default(), HEAD, &office.code(HEAD).unwrap());
    let browser = Person { cookie: Some(cookie_pair(response.device_cookie.as_deref())) };
    office.pass(61_000);
    office.ask(&Person::default(), HEAD).unwrap();
    assert_eq!(office.ask(&Person::default(), HEAD).unwrap_err().code, "sessions/too-many-codes");
    office.ask(&browser, HEAD).unwrap();
    let mine = office.code(HEAD).unwrap();
    for _ in 0..7 {
        office.try_sign_in(&Person::default(), HEAD, "000000");
    }
    assert_eq!(office.try_sign_in(&browser, HEAD, &mine).status, 200);
}

#[test]
fn in_production_a_code_leaves_sealed_and_no_inbox_exists() {
    let (office, ..) = Office::open();
    office.mode.set(Mode::Production);
    office.pass(61_000);
    assert_eq!(office.refusal::<ShowOfficerInbox>(&Person::default(), &street_path(), &Empty {}), "request/not-found");
    for (phone, messages) in [(HEAD, 1), (NOBODY, 0)] {
        let body = SignInCodeRequest::of(phone.parse().unwrap());
        let response = office.handle(&TestCommunity::request::<RequestOfficerCode>(
            &Person::default(),
            &street_path(),
            &(),
            &body,
        ));
        assert_eq!((response.status, response.messages.len()), (200, messages), "{phone}");
    }
    assert_eq!(office.number("select count(*) from outgoing"), 1);
    assert_eq!(office.number("select count(*) from due where kind = 'send'"), 1);
    office.pass(60_000);
    duties::run_due(&office.db, office.now.get()).unwrap();
    assert_eq!(api::outgoing::taken_messages(&office.db, &office.secrets).unwrap().len(), 1, "it is tried again");
}
