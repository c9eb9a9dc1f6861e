//! A command happens once: the same key brings the same answer for 200 days, and never another command.

use crate::busy_community::BusyCommunity;
use crate::samples::{endpoint_sample, leave_a_notice, of_the_community, sample_actor};
use crate::test_community::TestCommunity;
use api::answer::ObjectResponse;
use domain::contract::*;
use domain::time::DAY;

fn commands() -> impl Iterator<Item = (EndpointId, &'static Spec)> {
    of_the_community().filter(|(_, spec)| spec.kind == EndpointKind::Command)
}

fn code_of(response: &api::answer::ObjectResponse) -> String {
    serde_json::from_str::<Problem>(&response.body).map(|problem| problem.code).unwrap_or_default()
}

#[test]
fn sixty_four_times_the_same_key() {
    let stage = BusyCommunity::open();
    leave_a_notice(&stage, &stage.volunteer);
    let desk = &stage.desk;
    for (id, spec) in commands() {
        desk.rehearse(|| {
            let request = endpoint_sample(&stage, id, &sample_actor(&stage, id).person);
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
    let stage = BusyCommunity::open();
    leave_a_notice(&stage, &stage.volunteer);
    let desk = &stage.desk;
    for (id, spec) in commands() {
        desk.rehearse(|| {
            let request = endpoint_sample(&stage, id, &sample_actor(&stage, id).person);
            assert_eq!(desk.handle(&request).status, 200, "{}", spec.name);
            let after = desk.fingerprint();
            let another = if id == EndpointId::CheckOut { &stage.leader } else { &stage.neighbour };
            let mut others = vec![];
            let mut body = request.clone();
            body.body.push(b' ');
            others.push(("another body", body, "request/key-reused"));
            let mut path = request.clone();
            path.path = path.path.replace(&stage.running.to_string(), &stage.ended.to_string());
            path.path = path.path.replace(&stage.full.to_string(), &stage.open.to_string());
            if id == EndpointId::SignUp {
                path.path = path.path.replace(&stage.open.to_string(), &stage.full.to_string());
            }
            if path.path != request.path {
                others.push(("another activity", path, "request/key-reused"));
            }
            let mut person = request.clone();
            person.cookie = another.person.cookie.clone();
            others.push(("another person", person, "request/key-reused"));
            let mut guest = request.clone();
            guest.cookie = None;
            others.push(("nobody", guest, "request/not-signed-in"));
            let mut endpoint = endpoint_sample(&stage, EndpointId::ReadNotices, &sample_actor(&stage, id).person);
            if id != EndpointId::ReadNotices {
                endpoint.key = request.key.clone();
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
    let stage = BusyCommunity::open();
    for (id, spec) in commands() {
        let request = endpoint_sample(&stage, id, &sample_actor(&stage, id).person);
        for key in [None, Some(""), Some("1"), Some("01arz3ndektsv4rrffq69g5fav"), Some("01ARZ3NDEKTSV4RRFFQ69G5FAVX")]
        {
            let request = api::answer::ObjectRequest { key: key.map(str::to_owned), ..request.clone() };
            let response = stage.desk.handle(&request);
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
    let request = endpoint_sample(&stage, EndpointId::SignUp, &stage.volunteer.person);
    let first = desk.handle(&request);
    let sent_at = desk.now.get();
    for (days, expect) in [(1, ""), (199, ""), (201, "volunteering/ended")] {
        desk.rehearse(|| {
            desk.now.set(sent_at.plus(days * DAY));
            let acts = api::duties::run_due(&desk.db, desk.now.get()).unwrap();
            assert!(acts > 0, "the alarm did nothing");
            let cookie = desk.sign_in("李秀英").cookie;
            let again = desk.handle(&api::answer::ObjectRequest { cookie, ..request.clone() });
            assert_eq!(code_of(&again), expect, "after {days} days");
            assert_eq!(again.body == first.body, expect.is_empty(), "after {days} days");
        });
    }
}

#[test]
fn a_refusal_is_not_remembered() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let out = endpoint_sample(&stage, EndpointId::CheckOut, &stage.volunteer.person);
    assert_eq!(code_of(&desk.handle(&out)), "volunteering/not-checked-in", "the queue came in the wrong order");
    let come = endpoint_sample(&stage, EndpointId::CheckIn, &stage.volunteer.person);
    assert_eq!(desk.handle(&come).status, 200);
    assert_eq!(desk.handle(&out).status, 200, "the same key, now in order");
    let at = (TestCommunity::code(), stage.running);
    let rows = desk.call::<ShowAttendance>(&stage.leader.person, &at, &Empty {}).rows;
    assert_eq!(rows.iter().filter(|row| row.service.is_some()).count(), 2);
    desk.check_books();
}
