//! `GET …/me`

use crate::activities::TEAM;
use crate::client::community_code;
use crate::people::{GRID_WORKER, LEADER, Person};
use crate::server::shared_server;
use domain::access::Role;
use domain::contract::{Empty, ShowMe};

#[test]
fn roles_come_with_the_seats_they_follow_from() {
    let server = shared_server();
    let me = server.call::<ShowMe>(&server.person(LEADER), &(community_code(),), &Empty {});
    assert_eq!(me.name, LEADER);
    assert_eq!((me.held[0].role, me.held[0].body_name.as_deref()), (Role::Organiser, Some(TEAM)));
    let worker = server.call::<ShowMe>(&server.person(GRID_WORKER), &(community_code(),), &Empty {});
    assert_eq!((worker.held[0].role, worker.held[0].grid.is_some()), (Role::GridWorker, true));
    let answer = server.raw::<ShowMe>(&server.person(LEADER), &(community_code(),));
    assert_eq!(answer.fields(""), "held household member name notices_unread phone_masked second_factor session");
    assert_eq!(answer.fields("/held/0"), "body body_name grid grid_name post role");
}

#[test]
fn a_cookie_that_opens_nothing_is_taken_back() {
    let server = shared_server();
    let forged = crate::client::Call::get(&format!("/api/communities/{}/me", community_code()))
        .with("cookie", &format!("linli={}", "0".repeat(64)));
    let answer = server.send(&forged);
    assert_eq!(answer.refusal(), (401, "request/not-signed-in".into()));
    assert!(answer.header("set-cookie").starts_with("linli=; ") && answer.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(server.refusal::<ShowMe>(&Person::guest(), &(community_code(),), &Empty {}).0, 401);
}
