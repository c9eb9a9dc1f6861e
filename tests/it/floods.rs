//! A flood of requests for codes over HTTP: an officer can still sign in on a known browser, and on a new one with a
//! proof of work.

use crate::server::fresh_server;
use domain::contract::{RequestOfficerCode, ShowOfficerMe, SignInOfficer};
use domain::limits::SIGN_IN_PER_REGION_HOUR;
use domain::sessions::{SignInCodeRequest, SignInRequest};
use std::collections::BTreeMap;
use tests::scenes::client::{Call, community_code};
use tests::scenes::offices::{STREET_HEAD, officer_phone};
use tests::scenes::people::{Person, prove_work};

#[test]
fn a_flood_keeps_no_officer_out() {
    let server = &fresh_server();
    let here = (community_code().parent(),);
    let ask = |browser: &Person, number: usize, proof: Option<u32>| {
        let body = SignInCodeRequest { phone: officer_phone(number), proof };
        server.send(&Call::of::<RequestOfficerCode>(browser, &here, &(), &body))
    };
    let sign = |browser: &Person| {
        let code = server.newest_officer_code(&here, STREET_HEAD).expect("a code was sent");
        server.send(&Call::of::<SignInOfficer>(
            browser,
            &here,
            &(),
            &SignInRequest { phone: officer_phone(STREET_HEAD), code },
        ))
    };
    ask(&Person::guest(), STREET_HEAD, None).read::<RequestOfficerCode>().expect("a quiet hour");
    let first = sign(&Person::guest());
    let cookies: Vec<&str> =
        first.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok()).collect();
    let mark = cookies.iter().find(|cookie| cookie.starts_with("linli-officer-device=")).expect("the browser's mark");
    let known = Person::with_cookie(mark.split(';').next().expect("a pair"));

    // Invented phone numbers, over four connections.
    let each = 3 * SIGN_IN_PER_REGION_HOUR as usize / 8;
    let pour = |from: usize| -> Vec<u16> {
        (0..each).map(|number| ask(&Person::guest(), 1_000 + from * each + number, None).status).collect()
    };
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|from| scope.spawn(move || pour(from))).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("answers")).collect()
    });
    let mut answers = BTreeMap::<u16, u32>::new();
    for status in statuses {
        *answers.entry(status).or_default() += 1;
    }
    assert!(answers.get(&428).is_some_and(|asked| *asked > 100), "strangers are slowed: {answers:?}");
    assert!(answers.keys().all(|status| matches!(status, 200 | 428)), "{answers:?}");

    ask(&known, STREET_HEAD, None).read::<RequestOfficerCode>().expect("a known browser proves nothing");
    sign(&known).read::<SignInOfficer>().expect("signed in").me.expect("at once");
    // At the turn of an hour the flood is forgotten; the minute between two codes to strangers still applies to
    // everybody else.
    let other = STREET_HEAD + 1;
    let asked =
        ask(&Person::guest(), other, None).read::<RequestOfficerCode>().expect_err("a stranger is asked to prove");
    ask(&Person::guest(), other, Some(prove_work(&asked))).read::<RequestOfficerCode>().expect("proved");
    let code = server.newest_officer_code(&here, other).expect("a code was sent");
    let body = SignInRequest { phone: officer_phone(other), code };
    let new = server.send(&Call::of::<SignInOfficer>(&Person::guest(), &here, &(), &body));
    let cookie = new.header("set-cookie").split(';').next().expect("a cookie").to_owned();
    server.call::<ShowOfficerMe>(&Person::with_cookie(&cookie), &here, &domain::contract::Empty {});
}
