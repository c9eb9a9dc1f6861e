//! An outgoing message: three tries, each once, sealed meanwhile, removed afterwards.

use crate::test_community::{Person, TestCommunity};
use api::answer::{Message, ObjectResponse};
use api::duties;
use api::object::Mode;
use api::{due, outgoing};
use domain::contract::*;
use domain::sessions::SignInCodeRequest;
use domain::time::SECOND;

const PHONE: &str = "13800000006";

fn ask(desk: &TestCommunity) -> ObjectResponse {
    let body = SignInCodeRequest::of(PHONE.parse().unwrap());
    desk.handle(&TestCommunity::request::<RequestCode>(&Person::default(), &(TestCommunity::code(),), &(), &body))
}

fn parts(messages: &[Message]) -> (String, String) {
    let [Message::SignInCode { id, code, phone }] = messages else { panic!("one message") };
    assert_eq!(phone, PHONE);
    (id.clone(), code.clone())
}

/// What the alarm sends at a moment.
fn ring(desk: &TestCommunity, after: i64) -> Vec<Message> {
    let now = crate::test_community::MORNING.plus(after);
    desk.now.set(now);
    duties::run_due(&desk.db, now).unwrap();
    outgoing::taken_messages(&desk.db, &desk.secrets).unwrap()
}

fn waits(desk: &TestCommunity) -> usize {
    let (rows, times) = (desk.rows("select 1 from outgoing"), desk.rows("select 1 from due where kind = 'send'"));
    assert_eq!(rows.len(), times.len(), "a message has a due time, and no due time is without a message");
    rows.len()
}

#[test]
fn what_was_taken_over_is_gone_at_once() {
    let desk = TestCommunity { mode: Mode::Production, ..TestCommunity::open() };
    let (id, code) = parts(&ask(&desk).messages);
    let kept = format!("{:?}", desk.rows("select * from outgoing"));
    assert!(!kept.contains(PHONE) && !kept.contains(&code), "sealed: {kept}");
    assert!(ring(&desk, 10 * SECOND).is_empty(), "nobody else tries while the first try is under way");
    assert!(!outgoing::settle_message(&desk.db, desk.now.get(), &id, true).unwrap(), "not given up");
    assert_eq!(waits(&desk), 0);
    assert!(ring(&desk, 40 * SECOND).is_empty(), "never again after it was taken over");
}

#[test]
fn three_tries_then_it_is_given_up() {
    let desk = TestCommunity { mode: Mode::Production, ..TestCommunity::open() };
    let (id, code) = parts(&ask(&desk).messages);
    let fail = |after: i64| {
        outgoing::settle_message(&desk.db, crate::test_community::MORNING.plus(after), &id, false).unwrap()
    };
    assert!(!fail(200));
    assert_eq!(due::next_due(&desk.db).unwrap(), Some(crate::test_community::MORNING.plus(5 * SECOND)));
    assert!(ring(&desk, 5 * SECOND - 1).is_empty());
    assert_eq!(parts(&ring(&desk, 5 * SECOND)), (id.clone(), code.clone()), "the same message under the same id");
    assert!(ring(&desk, 6 * SECOND).is_empty(), "an alarm that rings twice sends once");
    assert!(!fail(6 * SECOND));
    assert_eq!(parts(&ring(&desk, 30 * SECOND)), (id.clone(), code));
    assert!(fail(31 * SECOND), "given up");
    assert_eq!(waits(&desk), 0);
}

#[test]
fn a_try_whose_end_nobody_told_is_followed_by_another() {
    let desk = TestCommunity { mode: Mode::Production, ..TestCommunity::open() };
    let (id, _) = parts(&ask(&desk).messages);
    assert_eq!(parts(&ring(&desk, 20 * SECOND)).0, id, "the process ended in the middle");
    assert_eq!(waits(&desk), 1);
    assert!(ring(&desk, 310 * SECOND).is_empty(), "nobody types a code that old");
    assert_eq!(waits(&desk), 0);
}

#[test]
fn nothing_waits_for_a_phone_that_nobody_has() {
    let desk = TestCommunity { mode: Mode::Production, ..TestCommunity::open() };
    let body = SignInCodeRequest::of("13911112222".parse().unwrap());
    let request = TestCommunity::request::<RequestCode>(&Person::default(), &(TestCommunity::code(),), &(), &body);
    assert!(desk.handle(&request).messages.is_empty());
    assert_eq!(waits(&desk), 0);
}
