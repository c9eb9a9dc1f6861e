//! The whole matrix: every endpoint × everybody, answered as `domain::access::TABLE` says.

use crate::allowed_calls::{AllowedCalls, cell_request, community_endpoints, host_person};
use crate::busy_community::BusyCommunity;
use crate::host_api::HostApi;
use crate::test_community::{ORIGIN, Person, TestCommunity};
use api::answer::{ObjectRequest, ObjectResponse};
use domain::contract::*;
use tests::scenes::World;
use tests::scenes::matrix::callers::community_callers;
use tests::scenes::matrix::{expected_status, walk_matrix};
use tests::scenes::people::DIRECTOR;

/// Cookies that open nothing here: of a signed-out session, of a committee member elsewhere, and invented.
fn dead_cookies(world: &World<HostApi<'_>>) -> Vec<(&'static str, Person)> {
    let here = (TestCommunity::code(),);
    let out = world.resident();
    world.call::<RevokeSession>(&out, &(TestCommunity::code(), out.me().session), &Empty {});
    let elsewhere = TestCommunity::open();
    elsewhere.chance.set(1_000_000);
    let stranger = elsewhere.sign_in(DIRECTOR);
    assert!(elsewhere.try_call::<ShowMe>(&stranger, &here, &(), &Empty {}).is_ok());
    let forged = Person { cookie: Some(format!("linli={}", "0".repeat(64))) };
    vec![
        ("a signed-out session", host_person(&out)),
        ("a committee director of another community", stranger),
        ("a forged cookie", forged),
    ]
}

fn code_of(response: &ObjectResponse) -> String {
    serde_json::from_str::<Problem>(&response.body).map(|problem| problem.code).unwrap_or_default()
}

/// Checks that a request is refused for the right or not, and that a cookie is taken back if it opens nothing.
fn require_refusal(cell: &str, response: &ObjectResponse, may: bool, has_standing: bool, sends_cookie: bool) {
    let (code, cell) = (code_of(response), format!("{cell}: {} {}", response.status, response.body));
    assert!(response.status < 500, "{cell} {:?}", response.log);
    if may {
        assert!(code != "request/not-allowed" && code != "request/not-signed-in", "{cell}");
        return;
    }
    assert_eq!(code, if has_standing { "request/not-allowed" } else { "request/not-signed-in" }, "{cell}");
    let back = response.set_cookie.as_deref().is_some_and(|cookie| cookie.contains("Max-Age=0"));
    let dead = sends_cookie && !has_standing;
    assert_eq!(back, dead, "{cell}: a cookie that opens nothing is taken back, and no other");
}

#[test]
fn a_refusal_says_why_and_takes_a_dead_cookie_back() {
    let desk = TestCommunity::open();
    let world = HostApi::world(&desk);
    let (callers, dead) = (community_callers(&world), dead_cookies(&world));
    let calls = AllowedCalls::open(&world);
    let mut refused = 0;
    for (id, spec) in community_endpoints() {
        for caller in &callers {
            let (member, cookie) = (caller.standing.member, &caller.person.cookie);
            for cell in calls.prepared.requests(id, caller) {
                let request = cell_request(id, &cell);
                let may = expected_status(caller, spec.place, &cell) == 200;
                let response = desk.rehearse(|| desk.handle(&request));
                let name = format!("{} {} by {}", spec.name, cell.about, caller.name);
                require_refusal(&name, &response, may, member.is_some(), cookie.is_some());
                refused += usize::from(!may);
                if cookie.is_some() {
                    continue;
                }
                for (name, person) in &dead {
                    let request = ObjectRequest { cookie: person.cookie.clone(), ..request.clone() };
                    let response = desk.rehearse(|| desk.handle(&request));
                    require_refusal(&format!("{} by {name}", spec.name), &response, may, false, true);
                    refused += usize::from(!may);
                }
            }
        }
    }
    assert!(refused > 600, "{refused} refusals");
}

/// A community answers for itself only.
#[test]
fn a_community_does_not_answer_for_the_gate_or_a_region() {
    let stage = BusyCommunity::open();
    let people = [&stage.volunteer, &stage.leader, &stage.grid_worker, &stage.clerk, &stage.watcher];
    let cookies = people.into_iter().map(|actor| actor.person.cookie.clone()).chain([None]);
    for cookie in cookies {
        for (_, spec) in ENDPOINTS.iter().filter(|(_, spec)| spec.place != Responder::Community) {
            let request = ObjectRequest {
                method: spec.method.as_str().to_owned(),
                path: spec.path_of(&["511402901", "01ARZ3NDEKTSV4RRFFQ69G5FAV"]),
                body: b"{}".to_vec(),
                cookie: cookie.clone(),
                origin: Some(ORIGIN.to_owned()),
                key: Some("01ARZ3NDEKTSV4RRFFQ69G5FAW".to_owned()),
                ..ObjectRequest::default()
            };
            let response = stage.desk.rehearse(|| stage.desk.handle(&request));
            assert_eq!(code_of(&response), "request/not-found", "{} {}", spec.name, response.body);
        }
    }
}

/// The scenes that the tests over HTTP send too, answered by the handlers.
#[test]
fn every_endpoint_answers_everybody_as_the_table_says() {
    let desk = TestCommunity::open();
    let world = HostApi::world(&desk);
    let callers = community_callers(&world);
    let walk = walk_matrix(&world, &callers, |spec| spec.place == Responder::Community);
    walk.require();
    println!("access: {} cells, {} of them allowed", walk.cells, walk.allowed);
    desk.check_books();
}

#[test]
fn the_right_person_succeeds_everywhere() {
    let desk = TestCommunity::open();
    let world = HostApi::world(&desk);
    let calls = AllowedCalls::open(&world);
    for (id, spec) in community_endpoints() {
        let request = calls.allowed_request(id);
        let response = desk.rehearse(|| desk.handle(&request));
        assert_eq!(response.status, 200, "{}: {} {:?}", spec.name, response.body, response.log);
    }
}

#[test]
fn the_app_finds_the_standing_that_the_object_finds() {
    let stage = BusyCommunity::open();
    let people =
        [&stage.volunteer, &stage.leader, &stage.other_leader, &stage.grid_worker, &stage.clerk, &stage.watcher];
    for caller in people {
        let me = stage.desk.call::<ShowMe>(&caller.person, &(TestCommunity::code(),), &Empty {});
        assert_eq!(me.standing(), caller.standing, "{}", caller.name);
    }
}
