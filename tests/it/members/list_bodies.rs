//! `GET …/bodies`

use crate::client::community_code;
use crate::people::{DIRECTOR, Person};
use crate::server::shared_server;
use domain::communities::CommunityKind;
use domain::contract::{Empty, ListBodies};
use domain::members::{BodyKind, Post};

#[test]
fn offices_are_public_and_phones_are_not() {
    let server = shared_server();
    let listed = server.call::<ListBodies>(&Person::guest(), &(community_code(),), &Empty {});
    assert_eq!(listed.community, Some(CommunityKind::Community));
    let bodies = listed.bodies;
    let committee = bodies.iter().find(|body| body.kind == BodyKind::ResidentsCommittee).expect("a committee");
    let director = committee.seats.iter().find(|seat| seat.post == Post::Director).expect("a director");
    assert_eq!(director.name, DIRECTOR);
    assert_eq!(bodies.iter().filter(|body| body.kind == BodyKind::VolunteerTeam).count(), 2);
    let answer = server.raw::<ListBodies>(&Person::guest(), &(community_code(),));
    assert_eq!(answer.fields("/bodies/0/seats/0"), "from id member name post until");
    // Not "138" alone, because an identifier may contain it.
    assert!(!["1380000", "138*", "138…"].iter().any(|phone| answer.text().contains(phone)), "no phone, masked or not");
}
