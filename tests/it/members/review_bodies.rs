//! `GET …/bodies/review`

use crate::activities::{OTHER_TEAM, TEAM};
use crate::client::{Call, community_code};
use crate::people::{DIRECTOR, LEADER, SUPERVISOR};
use crate::server::shared_server;
use domain::contract::{Empty, ReviewBodies};
use domain::members::{BodiesQuery, BodyKind};

#[test]
fn committee_and_supervisors_see_all_bodies_a_leader_the_own_one() {
    let server = shared_server();
    let here = (community_code(),);
    for name in [DIRECTOR, SUPERVISOR] {
        let bodies = server.query::<ReviewBodies>(&server.person(name), &here, &BodiesQuery::default()).bodies;
        assert!(bodies.windows(2).all(|pair| pair[0].kind <= pair[1].kind), "in the order of the kinds");
        let committee = bodies.iter().find(|body| body.kind == BodyKind::ResidentsCommittee).expect("a committee");
        assert!(committee.seats.len() >= 2 && committee.seats.iter().all(|seat| seat.from < seat.until));
    }
    let leader = server.person(LEADER);
    let ask = |team: &str| {
        let query = BodiesQuery { body: Some(server.team(team)) };
        server.send(&Call::of::<ReviewBodies>(&leader, &here, &query, &Empty {}))
    };
    let own = ask(TEAM);
    assert_eq!(own.status, 200);
    assert!(!own.text().contains("138"), "no phone, not even a masked one");
    assert_eq!(ask(OTHER_TEAM).refusal(), (403, "request/not-allowed".into()));
}
