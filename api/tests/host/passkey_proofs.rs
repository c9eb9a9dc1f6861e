//! What a passkey proves: for an office, and for a dangerous act; and everything that ends it.

use crate::busy_community::{BusyCommunity, member_by_phone};
use crate::factor::enrol_factor;
use crate::passkeys::{
    RESIDENT, add_passkey, community_path, passkey_sign_in_code, passkey_sign_in_request, request_challenge,
    send_passkey_sign_in, sign_in_with_passkey,
};
use crate::sign_in::SPARE_PHONE;
use crate::test_community::{MORNING, Person, TestCommunity};
use api::bind;
use api::db::Db;
use api::object::Mode;
use domain::contract::*;
use domain::limits;
use domain::members::{LeaveRosterRequest, RosterQuery};
use domain::sessions::{ChangeOwnPhoneRequest, ChangePhoneRequest, PhoneCodeRequest, ResetFactorRequest, SignedIn};
use domain::time::DAY;

/// A member of the committee who is not among the people offered for trying the demonstration.
const CLERK: &str = "13800000201";

#[test]
fn an_office_opens_with_a_passkey_and_not_with_a_code_beside_one() {
    let desk = TestCommunity::open();
    let by_code = desk.sign_in_by(CLERK);
    let held = add_passkey(&desk, &by_code, 1).unwrap();
    let other_code = desk.sign_in_by(CLERK);
    let desk = TestCommunity { mode: Mode::Production, ..desk };
    let due = MORNING.plus(limits::FACTOR_ENROL_DAYS * DAY);
    desk.now.set(due);
    desk.pass_awake(0);
    let roster = |person: &Person| {
        let query = RosterQuery::default();
        desk.try_call::<ShowRoster>(person, &community_path(), &query, &Empty {})
            .map_or_else(|p| p.code, |_| "ok".to_owned())
    };
    let due_at = |person: &Person| {
        let factor = desk.call::<ShowMe>(person, &community_path(), &Empty {}).second_factor.unwrap();
        assert!(factor.passkey && !factor.enrolled);
        assert_eq!(factor.overdue, factor.due_at.is_some());
        factor.due_at
    };
    let entered = sign_in_with_passkey(&desk, &held);
    assert_eq!((roster(&entered).as_str(), due_at(&entered)), ("ok", None));
    assert_eq!((roster(&by_code).as_str(), due_at(&by_code)), ("ok", None), "it was made in this session");
    assert_eq!((roster(&other_code).as_str(), due_at(&other_code)), ("sessions/factor-overdue", Some(due)));
    // Having only the phone number is not enough to make a passkey or an app's key and get in with that.
    assert_eq!(desk.refusal::<BeginPasskey>(&other_code, &community_path(), &Empty {}), "sessions/step-up-needed");
    assert_eq!(desk.refusal::<BeginFactor>(&other_code, &community_path(), &Empty {}), "sessions/step-up-needed");
    // Shown in this session, the passkey opens the office here too, without another session.
    let sessions = desk.rows("select 1 from sessions").len();
    let answer = send_passkey_sign_in(&desk, &other_code, &passkey_sign_in_request(&held, &request_challenge(&desk)));
    assert_eq!((answer.status, answer.set_cookie.as_ref()), (200, None), "{}", answer.body);
    let me = serde_json::from_str::<SignedIn>(&answer.body).unwrap().me;
    assert_eq!(me, Some(desk.call::<ShowMe>(&other_code, &community_path(), &Empty {})));
    assert_eq!(desk.rows("select 1 from sessions").len(), sessions);
    assert_eq!(roster(&other_code), "ok");
    // Without any passkey the duty is not met, whatever was proved before.
    let id = desk.call::<ListPasskeys>(&entered, &community_path(), &Empty {}).passkeys[0].id;
    desk.call::<RemovePasskey>(&entered, &(TestCommunity::code(), id), &Empty {});
    assert_eq!(roster(&entered), "sessions/factor-overdue");
}

#[test]
fn it_is_a_fresh_proof_for_a_quarter_of_an_hour() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let change = ChangePhoneRequest { phone: "13911110005".parse().unwrap(), reason: "换了号码".parse().unwrap() };
    let of = (TestCommunity::code(), stage.other_leader.member());
    let dangerous = |person: &Person| {
        desk.rehearse(|| {
            let done = desk.try_call::<ChangePhone>(person, &of, &(), &change);
            done.map_or_else(|problem| problem.code, |_| "ok".to_owned())
        })
    };
    // With an app's code enrolled as well, the passkey counts as both factors.
    for with_app in [false, true] {
        desk.rehearse(|| {
            let clerk = desk.sign_in_by(CLERK);
            let held = add_passkey(desk, &clerk, 1).unwrap();
            if with_app {
                enrol_factor(desk, &clerk);
            }
            let entered = sign_in_with_passkey(desk, &held);
            assert_eq!(dangerous(&entered), "ok");
            desk.pass(limits::STEP_UP_MILLIS);
            assert_eq!(dangerous(&entered), "sessions/step-up-needed", "{with_app}");
            assert_eq!(
                send_passkey_sign_in(desk, &entered, &passkey_sign_in_request(&held, &request_challenge(desk))).status,
                200
            );
            assert_eq!(dangerous(&entered), "ok", "{with_app}");
        });
    }
    // A resident who lost the device signs in with a code and removes the passkey from the list.
    let person = desk.sign_in_by(RESIDENT);
    let held = add_passkey(desk, &person, 1).unwrap();
    let again = desk.sign_in_by(RESIDENT);
    let id = desk.call::<ListPasskeys>(&again, &community_path(), &Empty {}).passkeys[0].id;
    desk.call::<RemovePasskey>(&again, &(TestCommunity::code(), id), &Empty {});
    assert_eq!(passkey_sign_in_code(desk, &held), "sessions/passkey-wrong");
}

#[test]
fn whoever_tries_the_demonstration_keeps_nobody_out_of_it() {
    let desk = TestCommunity::open();
    let director = desk.sign_in("陈建国");
    add_passkey(&desk, &director, 1).unwrap();
    let other = desk.sign_in("陈建国");
    let of = (TestCommunity::code(), member_by_phone(&desk, SPARE_PHONE).0);
    desk.call::<LeaveRoster>(&other, &of, &LeaveRosterRequest::moved("搬到别的社区".parse().unwrap()));
}

#[test]
fn everything_that_ends_a_passkey() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let (clerk, person) = (&stage.clerk.person, desk.sign_in_by(RESIDENT));
    let of = (TestCommunity::code(), member_by_phone(desk, RESIDENT).0);
    let held = add_passkey(desk, &person, 1).unwrap();
    let reason = || "当面核对过身份".parse::<domain::text::Reason>().unwrap();
    let ends: [(&str, &dyn Fn()); 8] = [
        ("nothing", &|| ()),
        ("another phone by the committee", &|| {
            let body = ChangePhoneRequest { phone: "13911110005".parse().unwrap(), reason: reason() };
            desk.call::<ChangePhone>(clerk, &of, &body);
        }),
        ("another phone by oneself", &|| {
            let phone: domain::sessions::Phone = "13911110006".parse().unwrap();
            desk.call::<RequestPhoneCode>(&person, &community_path(), &PhoneCodeRequest { phone: phone.clone() });
            let code = crate::shared_phones::newest_code(desk, phone.as_str()).unwrap();
            desk.call::<ChangeOwnPhone>(
                &person,
                &community_path(),
                &ChangeOwnPhoneRequest { phone, code: code.parse().unwrap() },
            );
        }),
        ("another phone by an import or by whatever", &|| {
            desk.db.run("update members set phone = null where id = ?", bind![of.1]).unwrap();
        }),
        ("a departure", &|| {
            desk.call::<LeaveRoster>(clerk, &of, &LeaveRosterRequest::moved("搬到别的社区".parse().unwrap()));
        }),
        ("the account is to be closed", &|| {
            desk.call::<CloseAccount>(&person, &community_path(), &Empty {});
        }),
        ("a lost factor, taken back at the counter", &|| {
            desk.call::<ResetFactor>(clerk, &of, &ResetFactorRequest { reason: reason() });
        }),
        ("removed", &|| {
            let id = desk.call::<ListPasskeys>(&person, &community_path(), &Empty {}).passkeys[0].id;
            desk.call::<RemovePasskey>(&person, &(TestCommunity::code(), id), &Empty {});
        }),
    ];
    for (name, end) in ends {
        desk.rehearse(|| {
            end();
            let expect = if name == "nothing" { "ok" } else { "sessions/passkey-wrong" };
            assert_eq!(passkey_sign_in_code(desk, &held), expect, "{name}");
            assert_eq!(desk.rows("select 1 from passkeys").is_empty(), name != "nothing", "{name}");
        });
    }
}
