//! How many slips are printed and tried.

use crate::busy_community::{BusyCommunity, member_by_phone};
use crate::sign_in::SPARE_PHONE;
use crate::slips::{bring_slip, code_of, print_slip, slip_request};
use crate::test_community::{Person, TestCommunity};
use domain::contract::*;
use domain::limits;
use domain::sessions::{SignInRequest, SlipCode};
use domain::time::{DAY, HOUR};

#[test]
fn guessing_is_counted_for_the_address_and_keeps_nobody_else_out() {
    let desk = TestCommunity::open();
    let slip = print_slip(&desk, &desk.sign_in("周丽"), member_by_phone(&desk, SPARE_PHONE).0).slip;
    let (wrong, known) = (SlipCode::from_chance(99), "13800000006");
    let code = desk.ask_code(known, None);
    let with_code = |address: &str| {
        let body = SignInRequest { phone: known.parse().unwrap(), code: code.clone() };
        let mut request = TestCommunity::request::<SignIn>(&Person::default(), &(TestCommunity::code(),), &(), &body);
        request.address = Some(address.to_owned());
        code_of(&desk.handle(&request))
    };
    let from = |slip: &SlipCode, address: &str| code_of(&bring_slip(&desk, &Person::default(), slip, address));
    for number in 0..limits::SIGN_IN_PER_ADDRESS_HOUR {
        assert_eq!(from(&wrong, "192.0.2.66"), "sessions/slip-spent", "{number}");
    }
    // The count is the same as for codes; the right slip from that address is no longer compared.
    assert_eq!(from(&wrong, "192.0.2.66"), "sessions/too-many-codes");
    assert_eq!(from(&slip, "192.0.2.66"), "sessions/too-many-codes");
    assert_eq!(with_code("192.0.2.66"), "sessions/too-many-codes");
    // From other addresses both work, and a thousand addresses do not change that.
    for number in 0..1000 {
        let address = format!("198.51.{}.{}", number / 250, number % 250);
        assert_eq!(from(&wrong, &address), "sessions/slip-spent");
    }
    assert_eq!((from(&slip, "203.0.113.5"), with_code("203.0.113.5")), ("ok".into(), "ok".into()));
    // Tries are counted whatever their outcome, and leave nothing else behind.
    let again = || from(&wrong, "203.0.113.9");
    again();
    let but_rates =
        |all: Vec<String>| -> Vec<String> { all.into_iter().filter(|row| !row.contains("rates")).collect() };
    let before = but_rates(desk.fingerprint());
    again();
    assert_eq!(but_rates(desk.fingerprint()), before);
}

#[test]
fn a_worker_prints_so_many_a_day() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let of = (TestCommunity::code(), stage.volunteer.member());
    let ask = |worker: &Person| desk.try_call::<PrintSlip>(worker, &of, &(), &slip_request());
    let worker = &stage.grid_worker.person;
    for number in 0..limits::SLIPS_PER_WORKER_DAY {
        assert!(ask(worker).is_ok(), "{number}");
    }
    let problem = ask(worker).unwrap_err();
    assert_eq!((problem.status, problem.code.as_str()), (429, "sessions/too-many-slips"));
    assert_eq!(problem.params["count_max"], limits::SLIPS_PER_WORKER_DAY);
    assert!(ask(&stage.clerk.person).is_ok(), "each worker has an end of their own");
    desk.pass_awake(DAY);
    assert!(ask(worker).is_ok());
}

#[test]
fn slips_are_counted_when_they_go_and_go_with_the_account() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    for member in [stage.volunteer.member(), stage.neighbour.member()] {
        print_slip(desk, &stage.clerk.person, member);
    }
    let left = || desk.rows("select 1 from sign_in_slips").len();
    let printed_at = desk.now.get();
    desk.rehearse(|| {
        for (hours, expect) in [(71, 2), (limits::SLIP_HOURS + 24, 0)] {
            api::duties::run_due(&desk.db, printed_at.plus(hours * HOUR)).unwrap();
            assert_eq!(left(), expect, "after {hours} hours");
        }
        let details = desk.texts("select detail from journal where command = 'due/retention'", &[]);
        assert!(details.iter().any(|detail| detail.contains(r#""slips":2"#)), "{details:?}");
        desk.check_books();
    });
    desk.call::<CloseAccount>(&stage.volunteer.person, &(TestCommunity::code(),), &Empty {});
    let subject = stage.volunteer.member().to_string();
    api::privacy::carry_out(&desk.db, printed_at.plus(8 * DAY), &subject).unwrap();
    assert_eq!(left(), 1, "the neighbour's stays");
}
