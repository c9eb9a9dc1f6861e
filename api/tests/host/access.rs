//! The whole matrix: every endpoint × everybody, answered as `domain::access::TABLE` says.

use crate::busy_community::{Actor, BusyCommunity, member_by_phone};
use crate::host_api::HostApi;
use crate::samples::{endpoint_sample, misdirected_request, sample_actor, sample_subject};
use crate::test_community::{Person, TestCommunity};
use domain::access::CallerStanding;
use domain::contract::*;
use domain::members::LeaveRosterRequest;
use tests::scenes::matrix::callers::community_callers;
use tests::scenes::matrix::walk_matrix;

fn nobody(name: &'static str, person: Person) -> Actor {
    Actor { name, person, standing: CallerStanding::guest() }
}

/// One person for each role, and all kinds of callers who must count as guests.
fn everybody(stage: &BusyCommunity) -> Vec<Actor> {
    let desk = &stage.desk;
    let here = (TestCommunity::code(),);
    let mover = desk.sign_in_by("13800000061");
    let left = (TestCommunity::code(), member_by_phone(desk, "13800000061").0);
    desk.call::<LeaveRoster>(&stage.clerk.person, &left, &LeaveRosterRequest::moved("搬到别的社区".parse().unwrap()));
    let out = desk.sign_in("李秀英");
    let session = desk.call::<ShowMe>(&out, &here, &Empty {}).session;
    desk.call::<RevokeSession>(&out, &(TestCommunity::code(), session), &Empty {});
    let elsewhere = TestCommunity::open();
    elsewhere.chance.set(1_000_000);
    let stranger = elsewhere.sign_in("陈建国");
    assert!(elsewhere.try_call::<ShowMe>(&stranger, &here, &(), &Empty {}).is_ok());
    let forged = Person { cookie: Some(format!("linli={}", "0".repeat(64))) };
    let people =
        [&stage.volunteer, &stage.leader, &stage.other_leader, &stage.grid_worker, &stage.clerk, &stage.watcher];
    people
        .into_iter()
        .cloned()
        .chain([
            nobody("guest", Person::default()),
            nobody("a member who left", mover),
            nobody("a signed-out session", out),
            nobody("a committee director of another community", stranger),
            nobody("a forged cookie", forged),
        ])
        .collect()
}

#[test]
fn everybody_may_what_the_table_says_and_nothing_else() {
    let stage = BusyCommunity::open();
    let people = everybody(&stage);
    let mut cells = 0;
    for (id, spec) in ENDPOINTS {
        for caller in &people {
            let sample = || match spec.place {
                Responder::Community => endpoint_sample(&stage, *id, &caller.person),
                Responder::Region | Responder::Gate => misdirected_request(spec, &caller.person),
            };
            let response = stage.desk.rehearse(|| stage.desk.handle(&sample()));
            let code = serde_json::from_str::<Problem>(&response.body).map(|problem| problem.code).unwrap_or_default();
            let cell = format!("{} by {}: {} {}", spec.name, caller.name, response.status, response.body);
            cells += 1;
            if spec.place != Responder::Community {
                assert_eq!(code, "request/not-found", "{cell}: a community answers for itself only");
                continue;
            }
            assert!(response.status < 500, "{cell} {:?}", response.log);
            let may = caller.standing.may(spec.capability, &sample_subject(&stage, *id, caller));
            let denied = if caller.standing.member.is_some() { "request/not-allowed" } else { "request/not-signed-in" };
            if may {
                assert!(code != "request/not-allowed" && code != "request/not-signed-in", "{cell}");
            } else {
                assert_eq!(code, denied, "{cell}");
                let back = response.set_cookie.as_deref().is_some_and(|cookie| cookie.contains("Max-Age=0"));
                let dead = caller.standing.member.is_none() && caller.person.cookie.is_some();
                assert_eq!(back, dead, "{cell}: a cookie that opens nothing is taken back, and no other");
            }
        }
    }
    assert_eq!(cells, ENDPOINTS.len() * people.len());
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
    let stage = BusyCommunity::open();
    for (id, spec) in crate::samples::of_the_community() {
        let caller = sample_actor(&stage, id);
        let response = stage.desk.rehearse(|| stage.desk.handle(&endpoint_sample(&stage, id, &caller.person)));
        assert_eq!(response.status, 200, "{} by {}: {}", spec.name, caller.name, response.body);
    }
}

#[test]
fn the_app_finds_the_standing_that_the_object_finds() {
    let stage = BusyCommunity::open();
    for caller in everybody(&stage).iter().filter(|caller| caller.standing.member.is_some()) {
        let me = stage.desk.call::<ShowMe>(&caller.person, &(TestCommunity::code(),), &Empty {});
        assert_eq!(me.standing(), caller.standing, "{}", caller.name);
    }
}
