//! What a passkey proves: for an office, and for a dangerous act; and everything that ends it.

use crate::desk::{Desk, MORNING, Person};
use crate::passkeys::{RESIDENT, add, ask, bring, enter, here, opens, show};
use crate::samples::{SPARE_PHONE, enrol as enrol_app};
use crate::stage::{Stage, who};
use api::bind;
use api::community::Mode;
use api::db::Db;
use domain::contract::*;
use domain::limits;
use domain::members::{LeaveRoster, RosterQuery};
use domain::sessions::{ChangeOwnPhone, ChangePhone, CodeRequest, ResetFactorOf, SignedIn};
use domain::time::DAY;

/// A member of the committee who is not among the people offered for trying the demonstration.
const CLERK: &str = "13800000201";

#[test]
fn an_office_opens_with_a_passkey_and_not_with_a_code_beside_one() {
    let desk = Desk::open();
    let by_code = desk.sign_in_by(CLERK);
    let held = add(&desk, &by_code, 1).unwrap();
    let other_code = desk.sign_in_by(CLERK);
    let desk = Desk { mode: Mode::Production, ..desk };
    let due = MORNING.plus(limits::FACTOR_ENROL_DAYS * DAY);
    desk.now.set(due);
    desk.pass_awake(0);
    let roster = |person: &Person| {
        let query = RosterQuery::default();
        desk.try_call::<ShowRoster>(person, &here(), &query, &Empty {}).map_or_else(|p| p.code, |_| "ok".to_owned())
    };
    let due_at = |person: &Person| {
        let factor = desk.call::<ShowMe>(person, &here(), &Empty {}).second_factor.unwrap();
        assert!(factor.passkey && !factor.enrolled);
        assert_eq!(factor.overdue, factor.due_at.is_some());
        factor.due_at
    };
    let entered = enter(&desk, &held);
    assert_eq!((roster(&entered).as_str(), due_at(&entered)), ("ok", None));
    assert_eq!((roster(&by_code).as_str(), due_at(&by_code)), ("ok", None), "it was made in this session");
    assert_eq!((roster(&other_code).as_str(), due_at(&other_code)), ("sessions/factor-overdue", Some(due)));
    // Having only the phone number is not enough to make a passkey or an app's key and get in with that.
    assert_eq!(desk.refusal::<BeginPasskey>(&other_code, &here(), &Empty {}), "sessions/step-up-needed");
    assert_eq!(desk.refusal::<BeginFactor>(&other_code, &here(), &Empty {}), "sessions/step-up-needed");
    // Shown in this session, the passkey opens the office here too, without another session.
    let sessions = desk.rows("select 1 from sessions").len();
    let answer = bring(&desk, &other_code, &show(&held, &ask(&desk)));
    assert_eq!((answer.status, answer.set_cookie.as_ref()), (200, None), "{}", answer.body);
    let me = serde_json::from_str::<SignedIn>(&answer.body).unwrap().me;
    assert_eq!(me, Some(desk.call::<ShowMe>(&other_code, &here(), &Empty {})));
    assert_eq!(desk.rows("select 1 from sessions").len(), sessions);
    assert_eq!(roster(&other_code), "ok");
    // Without any passkey the duty is not met, whatever was proved before.
    let id = desk.call::<ListPasskeys>(&entered, &here(), &Empty {}).passkeys[0].id;
    desk.call::<RemovePasskey>(&entered, &(Desk::code(), id), &Empty {});
    assert_eq!(roster(&entered), "sessions/factor-overdue");
}

#[test]
fn it_is_a_fresh_proof_for_a_quarter_of_an_hour() {
    let stage = Stage::open();
    let desk = &stage.desk;
    let change = ChangePhone { phone: "13911110005".parse().unwrap(), reason: "换了号码".parse().unwrap() };
    let of = (Desk::code(), stage.other_leader.member());
    let dangerous = |person: &Person| {
        desk.rehearse(|| {
            let done = desk.try_call::<ChangePhoneAt>(person, &of, &(), &change);
            done.map_or_else(|problem| problem.code, |_| "ok".to_owned())
        })
    };
    // With an app's code enrolled as well, the passkey counts as both factors.
    for with_app in [false, true] {
        desk.rehearse(|| {
            let clerk = desk.sign_in_by(CLERK);
            let held = add(desk, &clerk, 1).unwrap();
            if with_app {
                enrol_app(desk, &clerk).unwrap();
            }
            let entered = enter(desk, &held);
            assert_eq!(dangerous(&entered), "ok");
            desk.pass(limits::STEP_UP_MILLIS);
            assert_eq!(dangerous(&entered), "sessions/step-up-needed", "{with_app}");
            assert_eq!(bring(desk, &entered, &show(&held, &ask(desk))).status, 200);
            assert_eq!(dangerous(&entered), "ok", "{with_app}");
        });
    }
    // A resident who lost the device signs in with a code and removes the passkey from the list.
    let person = desk.sign_in_by(RESIDENT);
    let held = add(desk, &person, 1).unwrap();
    let again = desk.sign_in_by(RESIDENT);
    let id = desk.call::<ListPasskeys>(&again, &here(), &Empty {}).passkeys[0].id;
    desk.call::<RemovePasskey>(&again, &(Desk::code(), id), &Empty {});
    assert_eq!(opens(desk, &held), "sessions/passkey-wrong");
}

#[test]
fn whoever_tries_the_demonstration_keeps_nobody_out_of_it() {
    let desk = Desk::open();
    let director = desk.sign_in("陈建国");
    add(&desk, &director, 1).unwrap();
    let other = desk.sign_in("陈建国");
    let of = (Desk::code(), who(&desk, SPARE_PHONE).0);
    desk.call::<LeaveRosterAt>(&other, &of, &LeaveRoster::moved("搬到别的社区".parse().unwrap()));
}

#[test]
fn everything_that_ends_a_passkey() {
    let stage = Stage::open();
    let desk = &stage.desk;
    let (clerk, person) = (&stage.clerk.person, desk.sign_in_by(RESIDENT));
    let of = (Desk::code(), who(desk, RESIDENT).0);
    let held = add(desk, &person, 1).unwrap();
    let reason = || "当面核对过身份".parse::<domain::text::Reason>().unwrap();
    let ends: [(&str, &dyn Fn()); 8] = [
        ("nothing", &|| ()),
        ("another phone by the committee", &|| {
            let body = ChangePhone { phone: "13911110005".parse().unwrap(), reason: reason() };
            desk.call::<ChangePhoneAt>(clerk, &of, &body);
        }),
        ("another phone by oneself", &|| {
            let phone: domain::sessions::Phone = "13911110006".parse().unwrap();
            desk.call::<RequestPhoneCode>(&person, &here(), &CodeRequest { phone: phone.clone() });
            let code = crate::samples::newest_code(desk, phone.as_str()).unwrap();
            desk.call::<ChangeOwnPhoneTo>(&person, &here(), &ChangeOwnPhone { phone, code: code.parse().unwrap() });
        }),
        ("another phone by an import or by whatever", &|| {
            desk.db.run("update members set phone = null where id = ?", bind![of.1]).unwrap();
        }),
        ("a departure", &|| {
            desk.call::<LeaveRosterAt>(clerk, &of, &LeaveRoster::moved("搬到别的社区".parse().unwrap()));
        }),
        ("the account is to be closed", &|| {
            desk.call::<CloseAccount>(&person, &here(), &Empty {});
        }),
        ("a lost factor, taken back at the counter", &|| {
            desk.call::<ResetFactor>(clerk, &of, &ResetFactorOf { reason: reason() });
        }),
        ("removed", &|| {
            let id = desk.call::<ListPasskeys>(&person, &here(), &Empty {}).passkeys[0].id;
            desk.call::<RemovePasskey>(&person, &(Desk::code(), id), &Empty {});
        }),
    ];
    for (name, end) in ends {
        desk.rehearse(|| {
            end();
            let expect = if name == "nothing" { "ok" } else { "sessions/passkey-wrong" };
            assert_eq!(opens(desk, &held), expect, "{name}");
            assert_eq!(desk.rows("select 1 from passkeys").is_empty(), name != "nothing", "{name}");
        });
    }
}
