//! `POST …/me/phone`

use super::print_slip::print_slip_request;
use crate::client::{Call, community_code};
use crate::people::{DIRECTOR, Person};
use crate::server::shared_server;
use domain::contract::{ChangeOwnPhone, Empty, PrintSlip, RequestPhoneCode, ShowMe, SignIn, SignInWithSlip};
use domain::sessions::{ChangeOwnPhoneRequest, Code, Phone, PhoneCodeRequest, SignInRequest, SignInWithSlipRequest};

#[test]
fn the_session_and_a_code_to_the_new_phone() {
    let server = shared_server();
    let (person, here) = (server.resident(), (community_code(),));
    let new: Phone = "13733330001".parse().expect("a phone");
    let change = |code: &Code| ChangeOwnPhoneRequest { phone: new.clone(), code: code.clone() };
    let early = server.refusal::<ChangeOwnPhone>(&person, &here, &change(&Code::from_chance(1)));
    assert_eq!(early, (422, "sessions/code-wrong".into()));
    server.call::<RequestPhoneCode>(&person, &here, &PhoneCodeRequest { phone: new.clone() });
    let right = server.newest_code(&community_code(), &new);
    let other = server.resident();
    let stolen = server.refusal::<ChangeOwnPhone>(&other, &here, &change(&right));
    assert_eq!(stolen, (422, "sessions/code-wrong".into()), "a code is for the person who asked for it");
    let signing_in = SignInRequest { phone: new.clone(), code: right.clone() };
    let guest = Person::guest();
    assert_eq!(server.refusal::<SignIn>(&guest, &here, &signing_in), (422, "sessions/code-wrong".into()));
    server.call::<ChangeOwnPhone>(&person, &here, &change(&right));
    assert_eq!(server.refusal::<ChangeOwnPhone>(&person, &here, &change(&right)), (422, "sessions/code-spent".into()));
    assert_eq!(server.call::<ShowMe>(&person, &here, &Empty {}).phone_masked, "137****0001");
    assert_eq!(server.sign_in(&community_code(), &new).member(), person.member());
}

#[test]
fn a_phone_of_another_household_stays_there() {
    let server = shared_server();
    let (person, here) = (server.resident(), (community_code(),));
    let theirs = crate::people::resident_phone(1);
    server.call::<RequestPhoneCode>(&person, &here, &PhoneCodeRequest { phone: theirs.clone() });
    let body = ChangeOwnPhoneRequest { code: server.newest_code(&community_code(), &theirs), phone: theirs };
    let elsewhere = server.refusal::<ChangeOwnPhone>(&person, &here, &body);
    assert_eq!(elsewhere, (409, "sessions/phone-elsewhere".into()));
}

/// A slip went through a worker's hands, so its session cannot change the phone.
#[test]
fn not_from_a_session_that_a_slip_opened() {
    let server = shared_server();
    let (here, new): (_, Phone) = ((community_code(),), "13733330009".parse().expect("a phone"));
    let slip = server
        .call::<PrintSlip>(&server.person(DIRECTOR), &(community_code(), server.member()), &print_slip_request())
        .slip;
    let answer =
        server.send(&Call::of::<SignInWithSlip>(&Person::guest(), &here, &(), &SignInWithSlipRequest { slip }));
    let cookie = answer.headers.get("set-cookie").and_then(|value| value.to_str().ok()).expect("a cookie");
    let person = Person::with_cookie(cookie.split(';').next().expect("a pair"));
    let refused = (403, "sessions/not-by-slip".to_owned());
    assert_eq!(server.refusal::<RequestPhoneCode>(&person, &here, &PhoneCodeRequest { phone: new.clone() }), refused);
    let change = ChangeOwnPhoneRequest { phone: new, code: Code::from_chance(1) };
    assert_eq!(server.refusal::<ChangeOwnPhone>(&person, &here, &change), refused);
}
