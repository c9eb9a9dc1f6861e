//! `GET …/given-assistance`

use crate::client::community_code;
use crate::people::{DIRECTOR, GRID_WORKER};
use crate::server::fresh_server;
use domain::contract::{Empty, ListGivenAssistance};

#[test]
fn a_worker_sees_the_own_ones() {
    let server = fresh_server();
    let (worker, here) = (server.person(GRID_WORKER), (community_code(),));
    let id = server.assist(&worker, server.member());
    let given = server.call::<ListGivenAssistance>(&worker, &here, &Empty {}).rows;
    assert_eq!(given.iter().map(|one| one.id).collect::<Vec<_>>(), [id]);
    assert_eq!(server.call::<ListGivenAssistance>(&server.person(DIRECTOR), &here, &Empty {}).rows, []);
    let resident = server.refusal::<ListGivenAssistance>(&server.resident(), &here, &Empty {});
    assert_eq!(resident, (403, "request/not-allowed".into()));
}
