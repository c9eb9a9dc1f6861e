//! A clock that was a day ahead is set right: nobody waits for a day, and what should live minutes does not live a day.

use crate::officers::{HEAD, Office, street_path};
use crate::passkeys::{
    RESIDENT, add_passkey, community_path, made_for, passkey_sign_in_request, request_challenge, send_passkey_sign_in,
};
use crate::shared_phones::finish_sign_in_request;
use crate::sign_in::SPARE_PHONE;
use crate::test_community::{Person, TestCommunity};
use api::bind;
use api::db::Db;
use domain::contract::*;
use domain::sessions::{SignInCodeRequest, SignInRequest};
use domain::time::{DAY, HOUR, MINUTE};

const OWN: &str = "13800000006";

/// Runs something with the clock a day ahead.
fn a_day_ahead<T>(desk: &TestCommunity, act: impl FnOnce() -> T) -> T {
    let right = desk.now.get();
    desk.pass(DAY);
    let done = act();
    desk.now.set(right.plus(MINUTE));
    done
}

fn refused(desk: &TestCommunity, code: &domain::sessions::Code) -> String {
    let body = SignInRequest { phone: OWN.parse().unwrap(), code: code.clone() };
    desk.refusal::<SignIn>(&Person::default(), &community_path(), &body)
}

#[test]
fn a_code_of_a_clock_that_was_ahead_was_never_sent() {
    let desk = TestCommunity::open();
    let code = a_day_ahead(&desk, || desk.ask_code(OWN, None));
    assert_eq!(refused(&desk, &code), "sessions/code-spent", "it would have lived for a day");
    let code = desk.ask_code(OWN, None);
    let body = SignInRequest { phone: OWN.parse().unwrap(), code };
    desk.call::<SignIn>(&Person::default(), &community_path(), &body);
    // The clock is corrected by seconds while somebody types.
    desk.pass(MINUTE);
    let code = desk.ask_code(OWN, None);
    desk.pass(-5_000);
    let body = SignInRequest { phone: OWN.parse().unwrap(), code };
    desk.call::<SignIn>(&Person::default(), &community_path(), &body);
}

#[test]
fn neither_a_challenge_nor_a_ticket_of_it_counts() {
    let desk = TestCommunity::open();
    let resident = desk.sign_in_by(RESIDENT);
    let held = add_passkey(&desk, &resident, 1).unwrap();
    let other = desk.sign_in_by(SPARE_PHONE);
    let (shown, begun) = a_day_ahead(&desk, || {
        let begun = desk.call::<BeginPasskey>(&other, &community_path(), &Empty {});
        (passkey_sign_in_request(&held, &request_challenge(&desk)), begun)
    });
    assert_eq!(send_passkey_sign_in(&desk, &Person::default(), &shown).status, 422);
    let made = made_for(&begun.challenge.to_string());
    assert_eq!(desk.refusal::<ConfirmPasskey>(&other, &community_path(), &made), "sessions/passkey-not-taken");
    let finish = a_day_ahead(&desk, || finish_sign_in_request(&desk));
    assert_eq!(desk.refusal::<FinishSignIn>(&Person::default(), &community_path(), &finish), "sessions/ticket-spent");
}

#[test]
fn a_session_that_was_seen_tomorrow_has_not_been_seen() {
    let desk = TestCommunity::open();
    let staff = desk.sign_in("周丽");
    let resident = desk.sign_in("李秀英");
    a_day_ahead(&desk, || {
        desk.db.run("update sessions set last_seen_at = ?", bind![desk.now.get()]).unwrap();
    });
    assert_eq!(desk.refusal::<ShowMe>(&staff, &community_path(), &Empty {}), "request/not-signed-in");
    desk.call::<ShowMe>(&resident, &community_path(), &Empty {});
}

#[test]
fn counts_of_hours_to_come_are_forgotten() {
    let desk = TestCommunity::open();
    a_day_ahead(&desk, || desk.ask_code(OWN, None));
    let ahead = || desk.db.run("select 1 from rates where window_start > ?", bind![desk.now.get()]).unwrap().len();
    assert!(ahead() > 0);
    desk.db.run("update due set at = 1 where subject = 'sign-in'", &[]).unwrap();
    api::duties::run_due(&desk.db, desk.now.get()).unwrap();
    assert_eq!(ahead(), 0);
}

#[test]
fn an_officer_is_not_kept_waiting_either() {
    let (office, ..) = Office::open();
    let right = office.now.get();
    office.pass(DAY);
    office.ask(&Person::default(), HEAD).unwrap();
    let code = office.code(HEAD).unwrap();
    office.now.set(right.plus(MINUTE));
    assert_eq!(office.try_sign_in(&Person::default(), HEAD, &code).status, 422);
    let body = SignInCodeRequest::of(HEAD.parse().unwrap());
    office.call::<RequestOfficerCode>(&Person::default(), &street_path(), &body);
    assert_eq!(office.try_sign_in(&Person::default(), HEAD, &office.code(HEAD).unwrap()).status, 200);
    assert!(office.now.get().since(right) < HOUR);
}
