//! A command happens once: the same key brings the same answer for 200 days, and never another command.

use crate::allowed_calls::{AllowedCalls, keyed_commands};
use crate::busy_community::BusyCommunity;
use crate::host_api::HostApi;
use crate::test_community::TestCommunity;
use api::answer::{ObjectRequest, ObjectResponse};
use domain::contract::*;
use domain::time::DAY;
use tests::scenes::activities::TEAM;

fn code_of(response: &ObjectResponse) -> String {
    serde_json::from_str::<Problem>(&response.body).map(|problem| problem.code).unwrap_or_default()
}

#[test]
fn sixty_four_times_the_same_key() {
    let desk = &TestCommunity::open();
    let world = HostApi::world(desk);
    let calls = AllowedCalls::open(&world);
    for (id, spec) in keyed_commands() {
        let request = calls.allowed_request(id);
        desk.rehearse(|| {
            let first = desk.handle(&request);
            assert_eq!(first.status, 200, "{}: {}", spec.name, first.body);
            let after = desk.fingerprint();
            // An outgoing message is sent once.
            let again = ObjectResponse { messages: vec![], ..first };
            for _ in 0..63 {
                desk.pass(1);
                assert_eq!(desk.handle(&request), again, "{}", spec.name);
            }
            assert_eq!(desk.fingerprint(), after, "{}: a second effect", spec.name);
        });
    }
}

#[test]
fn one_key_belongs_to_one_person_and_one_command() {
    let desk = &TestCommunity::open();
    let world = HostApi::world(desk);
    let calls = AllowedCalls::open(&world);
    let (another, other_activity) = (world.resident(), world.publish(TEAM, 5).1.to_string());
    let read_notices = calls.allowed_request(EndpointId::ReadNotices);
    for (id, spec) in keyed_commands() {
        let request = calls.allowed_request(id);
        desk.rehearse(|| {
            assert_eq!(desk.handle(&request).status, 200, "{}", spec.name);
            let after = desk.fingerprint();
            let mut others = vec![];
            let mut body = request.clone();
            body.body.push(b' ');
            others.push(("another body", body, "request/key-reused"));
            if spec.param_names().get(1) == Some(&"activity") {
                let code = TestCommunity::code().to_string();
                let path = spec.path_of(&[code.as_str(), other_activity.as_str()]);
                others.push(("another activity", ObjectRequest { path, ..request.clone() }, "request/key-reused"));
            }
            let mut person = request.clone();
            person.cookie.clone_from(&another.cookie);
            others.push(("another person", person, "request/key-reused"));
            let mut guest = request.clone();
            guest.cookie = None;
            others.push(("nobody", guest, "request/not-signed-in"));
            if id != EndpointId::ReadNotices {
                let (key, cookie) = (request.key.clone(), request.cookie.clone());
                let endpoint = ObjectRequest { key, cookie, ..read_notices.clone() };
                others.push(("another command", endpoint, "request/key-reused"));
            }
            for (what, request, expect) in others {
                assert_eq!(code_of(&desk.handle(&request)), expect, "{}: the key with {what}", spec.name);
                assert_eq!(desk.fingerprint(), after, "{}: the key with {what} changed something", spec.name);
            }
        });
    }
}

#[test]
fn a_key_is_a_ulid_and_every_command_needs_one() {
    let desk = TestCommunity::open();
    let world = HostApi::world(&desk);
    let calls = AllowedCalls::open(&world);
    for (id, spec) in keyed_commands() {
        let request = calls.allowed_request(id);
        for key in [None, Some(""), Some("1"), Some("01arz3ndektsv4rrffq69g5fav"), Some("01ARZ3NDEKTSV4RRFFQ69G5FAVX")]
        {
            let request = ObjectRequest { key: key.map(str::to_owned), ..request.clone() };
            let response = desk.handle(&request);
            let problem: Problem = serde_json::from_str(&response.body).unwrap();
            assert_eq!(
                (problem.code.as_str(), problem.field.as_deref()),
                ("request/malformed", Some(KEY_HEADER)),
                "{} {key:?}",
                spec.name
            );
        }
    }
}

#[test]
fn a_key_is_known_for_200_days() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let open = (TestCommunity::code(), stage.open);
    let request = desk.command::<SignUp>(&stage.volunteer.person, &open, &Empty {});
    let first = desk.handle(&request);
    let sent_at = desk.now.get();
    for (days, expect) in [(1, ""), (199, ""), (201, "volunteering/ended")] {
        desk.rehearse(|| {
            desk.now.set(sent_at.plus(days * DAY));
            let acts = api::duties::run_due(&desk.db, desk.now.get()).unwrap();
            assert!(acts > 0, "the alarm did nothing");
            let cookie = desk.sign_in("李秀英").cookie;
            let again = desk.handle(&ObjectRequest { cookie, ..request.clone() });
            assert_eq!(code_of(&again), expect, "after {days} days");
            assert_eq!(again.body == first.body, expect.is_empty(), "after {days} days");
        });
    }
}

#[test]
fn a_refusal_is_not_remembered() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let (volunteer, at) = (&stage.volunteer.person, (TestCommunity::code(), stage.running));
    let report = stage.report(stage.running, desk.now.get());
    let out = desk.command::<CheckOut>(volunteer, &at, &report);
    assert_eq!(code_of(&desk.handle(&out)), "volunteering/not-checked-in", "the queue came in the wrong order");
    let come = desk.command::<CheckIn>(volunteer, &at, &report);
    assert_eq!(desk.handle(&come).status, 200);
    assert_eq!(desk.handle(&out).status, 200, "the same key, now in order");
    let rows = desk.call::<ShowAttendance>(&stage.leader.person, &at, &Empty {}).rows;
    assert_eq!(rows.iter().filter(|row| row.service.is_some()).count(), 2);
    desk.check_books();
}
