//! `GET …/received-assistance`

use crate::client::community_code;
use crate::people::GRID_WORKER;
use crate::server::fresh_server;
use domain::contract::{Empty, ListReceivedAssistance};

#[test]
fn a_household_sees_what_was_done_in_its_name() {
    let server = fresh_server();
    let (worker, resident, here) = (server.person(GRID_WORKER), server.resident(), (community_code(),));
    let id = server.assist(&worker, resident.member());
    let slip = server.act(&worker, id, resident.member());
    let received = server.call::<ListReceivedAssistance>(&resident, &here, &Empty {}).rows;
    assert_eq!(received, [slip]);
    assert_eq!(server.call::<ListReceivedAssistance>(&worker, &here, &Empty {}).rows, []);
}
