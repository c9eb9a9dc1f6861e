//! Refusals of signing in that no other test meets, each by its code.

use crate::factor::enrol_factor;
use crate::passkeys::{RESIDENT, add_passkey, community_path, made_for, passkey_sign_in_request};
use crate::shared_phones::newest_code;
use crate::sign_in::SPARE_PHONE;
use crate::test_community::{Person, TestCommunity};
use api::answer::{ObjectRequest, ObjectResponse};
use domain::contract::*;
use domain::ids::CommunityCode;
use domain::limits;
use domain::sessions::{
    ChangeOwnPhoneRequest, ConfirmFactorRequest, FactorKey, FinishSignInRequest, PhoneCodeRequest, ProveFactorRequest,
};
use domain::time::SECOND;

fn code_of(response: &ObjectResponse) -> String {
    serde_json::from_str::<Problem>(&response.body).map_or("ok".to_owned(), |problem| problem.code)
}

/// A code that the app of this key does not show about now.
fn wrong_code(key: FactorKey, desk: &TestCommunity) -> &'static str {
    let near = [-1, 0, 1].map(|steps| key.code_at(desk.now.get().plus(steps * 30 * SECOND)));
    let codes = ["111111", "222222", "333333", "444444"];
    codes.into_iter().find(|code| near.iter().all(|near| near.as_str() != *code)).unwrap()
}

/// The answer to a page that was opened under an address of numbers.
fn refused_at_numbers<E>(desk: &TestCommunity, who: &Person) -> String
where
    E: Endpoint<Params = (CommunityCode,), Query = (), Body = Empty>,
{
    let request = TestCommunity::request::<E>(who, &community_path(), &(), &Empty {});
    code_of(&desk.handle(&ObjectRequest { origin: Some("https://[::1]:8787".to_owned()), ..request }))
}

#[test]
fn no_passkey_belongs_to_an_address_of_numbers() {
    let desk = TestCommunity::open();
    let person = desk.sign_in_by(RESIDENT);
    assert_eq!(refused_at_numbers::<BeginPasskey>(&desk, &person), "sessions/passkey-not-taken");
    assert_eq!(refused_at_numbers::<BeginPasskeySignIn>(&desk, &Person::default()), "sessions/passkey-wrong");
}

#[test]
fn a_passkey_that_was_begun_early_is_counted_when_it_arrives() {
    let desk = TestCommunity::open();
    let person = desk.sign_in_by(RESIDENT);
    let early = desk.call::<BeginPasskey>(&person, &community_path(), &Empty {}).challenge.to_string();
    for seed in 10..10 + u64::from(limits::PASSKEYS_PER_MEMBER_MAX) {
        add_passkey(&desk, &person, seed).unwrap();
    }
    let refused = desk.refusal::<ConfirmPasskey>(&person, &community_path(), &made_for(&early));
    assert_eq!(refused, "sessions/too-many-passkeys");
}

#[test]
fn six_wrong_codes_lock_a_factor_that_is_confirmed_or_proved() {
    let desk = TestCommunity::open();
    let (new, enrolled) = (desk.sign_in_by(RESIDENT), desk.sign_in_by(SPARE_PHONE));
    let begun = desk.call::<BeginFactor>(&new, &community_path(), &Empty {});
    let begun = FactorKey::from_base32(&begun.key).unwrap();
    let confirm = |code: &str| {
        let body = ConfirmFactorRequest { code: code.parse().unwrap() };
        desk.refusal::<ConfirmFactor>(&new, &community_path(), &body)
    };
    let prove = |code: &str| {
        let body = ProveFactorRequest { code: code.parse().unwrap() };
        desk.refusal::<ProveFactor>(&enrolled, &community_path(), &body)
    };
    assert_eq!(prove("111111"), "sessions/factor-not-enrolled");
    let (key, _) = enrol_factor(&desk, &enrolled);
    for number in 1..limits::FACTOR_TRIES_MAX {
        assert_eq!(confirm(wrong_code(begun, &desk)), "sessions/factor-code-wrong", "{number}");
        assert_eq!(prove(wrong_code(key, &desk)), "sessions/factor-code-wrong", "{number}");
    }
    assert_eq!(confirm(wrong_code(begun, &desk)), "sessions/factor-locked");
    assert_eq!(prove(wrong_code(key, &desk)), "sessions/factor-locked");
    let shown = begun.code_at(desk.now.get());
    assert_eq!(confirm(shown.as_str()), "sessions/factor-locked", "also for the right one");
}

#[test]
fn one_network_has_so_many_tries_in_an_hour() {
    let desk = TestCommunity::open();
    let held = add_passkey(&desk, &desk.sign_in_by(RESIDENT), 1).unwrap();
    let guest = Person::default();
    let finish = FinishSignInRequest { ticket: "0".repeat(64).parse().unwrap(), member: None, code: None };
    let finish = TestCommunity::request::<FinishSignIn>(&guest, &community_path(), &(), &finish);
    let show = passkey_sign_in_request(&held, &"A".repeat(43));
    let show = TestCommunity::request::<SignInWithPasskey>(&guest, &community_path(), &(), &show);
    for (what, request, address, first) in [
        ("a ticket of nobody", finish, "192.0.2.7", "sessions/ticket-spent"),
        ("a challenge of nobody", show, "192.0.2.8", "sessions/passkey-wrong"),
    ] {
        let request = ObjectRequest { address: Some(address.to_owned()), ..request };
        for number in 0..limits::SIGN_IN_PER_ADDRESS_HOUR {
            assert_eq!(code_of(&desk.handle(&request)), first, "{what} {number}");
        }
        assert_eq!(code_of(&desk.handle(&request)), "sessions/too-many-codes", "{what}");
    }
}

#[test]
fn the_present_phone_is_no_new_one() {
    let desk = TestCommunity::open();
    let person = desk.sign_in_by(RESIDENT);
    let wanted = PhoneCodeRequest { phone: RESIDENT.parse().unwrap() };
    desk.call::<RequestPhoneCode>(&person, &community_path(), &wanted);
    let code = newest_code(&desk, RESIDENT).unwrap().parse().unwrap();
    let change = ChangeOwnPhoneRequest { phone: wanted.phone, code };
    assert_eq!(desk.refusal::<ChangeOwnPhone>(&person, &community_path(), &change), "sessions/same-phone");
}
