//! `POST …/me/phone`

use crate::client::code;
use crate::server::shared;
use domain::contract::{ChangeOwnPhoneTo, Empty, RequestPhoneCode, ShowMe, SignIn};
use domain::sessions::{ChangeOwnPhone, Code, CodeRequest, Phone, SignInWith};

#[test]
fn the_session_and_a_code_to_the_new_phone() {
    let server = shared();
    let (person, here) = (server.resident(), (code(),));
    let new: Phone = "13733330001".parse().expect("a phone");
    let change = |code: &Code| ChangeOwnPhone { phone: new.clone(), code: code.clone() };
    let early = server.refusal::<ChangeOwnPhoneTo>(&person, &here, &change(&Code::from_chance(1)));
    assert_eq!(early, (422, "sessions/code-wrong".into()));
    server.call::<RequestPhoneCode>(&person, &here, &CodeRequest { phone: new.clone() });
    let right = server.newest_code(&code(), &new);
    let other = server.resident();
    let stolen = server.refusal::<ChangeOwnPhoneTo>(&other, &here, &change(&right));
    assert_eq!(stolen, (422, "sessions/code-wrong".into()), "a code is for whoever asked for it");
    let signing_in = SignInWith { phone: new.clone(), code: right.clone() };
    let guest = crate::people::Person::guest();
    assert_eq!(server.refusal::<SignIn>(&guest, &here, &signing_in), (422, "sessions/code-wrong".into()));
    server.call::<ChangeOwnPhoneTo>(&person, &here, &change(&right));
    assert_eq!(
        server.refusal::<ChangeOwnPhoneTo>(&person, &here, &change(&right)),
        (422, "sessions/code-spent".into())
    );
    assert_eq!(server.call::<ShowMe>(&person, &here, &Empty {}).phone_masked, "137****0001");
    assert_eq!(server.sign_in(&code(), &new).member(), person.member());
}

#[test]
fn a_phone_of_another_household_stays_there() {
    let server = shared();
    let (person, here) = (server.resident(), (code(),));
    let theirs = crate::people::phone(1);
    server.call::<RequestPhoneCode>(&person, &here, &CodeRequest { phone: theirs.clone() });
    let body = ChangeOwnPhone { code: server.newest_code(&code(), &theirs), phone: theirs };
    let elsewhere = server.refusal::<ChangeOwnPhoneTo>(&person, &here, &body);
    assert_eq!(elsewhere, (409, "sessions/phone-elsewhere".into()));
}
