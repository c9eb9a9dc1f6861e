//! `GET …/grids/review`

use crate::client::community_code;
use crate::people::{LEADER, SUPERVISOR};
use crate::server::shared_server;
use domain::contract::{Empty, ReviewGrids};
use domain::members::GridSize;

#[test]
fn grids_of_the_right_size_need_no_proposal() {
    let server = shared_server();
    let found = server.call::<ReviewGrids>(&server.person(SUPERVISOR), &(community_code(),), &Empty {});
    assert_eq!((found.households_min, found.households_max, found.grids.len()), (300, 500, 3));
    for grid in found.grids {
        assert_eq!((grid.households, grid.size, grid.proposal.len()), (400, GridSize::Fits, 0), "{}", grid.name);
    }
    let refusal = server.refusal::<ReviewGrids>(&server.person(LEADER), &(community_code(),), &Empty {});
    assert_eq!(refusal, (403, "request/not-allowed".into()));
}
