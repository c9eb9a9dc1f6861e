//! `POST …/bodies`

use crate::client::{Call, community_code};
use crate::people::DIRECTOR;
use crate::server::shared_server;
use domain::contract::{CreateBody, Empty, ListBodies};
use domain::members::{BodyKind, CreateBodyRequest};

fn draft(kind: BodyKind, name: &str) -> CreateBodyRequest {
    CreateBodyRequest { kind, name: name.parse().expect("a name") }
}

#[test]
fn a_body_is_made_once_and_seen_by_everybody() {
    let server = shared_server();
    let (director, here) = (server.person(DIRECTOR), (community_code(),));
    let call = Call::of::<CreateBody>(&director, &here, &(), &draft(BodyKind::ResidentUnit, "东坡区实验小学"));
    let first = server.send(&call);
    assert_eq!(server.send(&call).text(), first.text(), "the same key is the same body");
    let bodies = server.call::<ListBodies>(&crate::people::Person::guest(), &here, &Empty {}).bodies;
    assert_eq!(bodies.iter().filter(|body| body.name == "东坡区实验小学").count(), 1);
    for (what, body) in [
        ("the same name", draft(BodyKind::VolunteerTeam, "东坡区实验小学")),
        ("a second committee", draft(BodyKind::ResidentsCommittee, "第二居民委员会")),
        ("a second supervision committee", draft(BodyKind::SupervisionCommittee, "第二监督委员会")),
    ] {
        assert_eq!(
            server.refusal::<CreateBody>(&director, &here, &body),
            (409, "members/body-exists".into()),
            "{what}"
        );
    }
}
