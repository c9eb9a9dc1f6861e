//! `GET /api/regions/{region}/me/sign-ins`

use crate::client::community_code;
use crate::people::Person;
use crate::server::shared_server;
use domain::contract::{Empty, ListOfficerSignIns};
use domain::sessions::EventKind;

#[test]
fn an_officer_reads_the_own_sign_ins_and_nobody_elses() {
    let (server, here) = (shared_server(), (community_code().parent(),));
    let clerk = server.clerk(105);
    server.enrol_officer(&clerk, &here);
    let events = server.call::<ListOfficerSignIns>(&clerk, &here, &Empty {}).rows;
    let kinds: Vec<EventKind> = events.iter().map(|event| event.kind).collect();
    assert_eq!(kinds, [EventKind::FactorEnrolled, EventKind::NewDevice]);
    let raw = server.raw::<ListOfficerSignIns>(&clerk, &here);
    assert_eq!(raw.fields("/rows/0"), "at device kind seq", "nothing of marks and sessions");
    assert_eq!(server.refusal::<ListOfficerSignIns>(&Person::guest(), &here, &Empty {}).0, 401);
}
