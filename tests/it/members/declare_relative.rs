//! `POST …/members/{member}/relatives`

use crate::client::community_code;
use crate::people::{DIRECTOR, SUPERVISOR};
use crate::server::shared_server;
use domain::contract::{DeclareRelative, Empty, FillSeat, ListBodies};
use domain::members::{BodyKind, DeclareRelativeRequest, NearKinship, Post};

#[test]
fn a_declared_relative_does_not_govern_whom_the_other_supervises() {
    let server = shared_server();
    let director = server.person(DIRECTOR);
    let brother = server.member();
    let (this, supervisor) = ((community_code(), brother), server.person(SUPERVISOR).member());
    let kin = |relative| DeclareRelativeRequest { relative, kinship: NearKinship::Sibling };
    server.call::<DeclareRelative>(&director, &this, &kin(supervisor));
    for (relative, expect) in
        [(supervisor, (409, "members/relative-already-declared")), (brother, (422, "members/relative-of-oneself"))]
    {
        let found = server.refusal::<DeclareRelative>(&director, &this, &kin(relative));
        assert_eq!(found, (expect.0, expect.1.to_owned()));
    }
    let bodies = server.call::<ListBodies>(&director, &(community_code(),), &Empty {}).bodies;
    let committee = bodies.iter().find(|body| body.kind == BodyKind::ResidentsCommittee).expect("a committee").id;
    let wanted = super::fill_seat::fill_seat_request(server, brother, Post::Member);
    let found = server.refusal::<FillSeat>(&director, &(community_code(), committee), &wanted);
    assert_eq!(found, (409, "members/near-relative".into()));
}
