//! `POST /api/regions/{region}/officer-seats/{seat}/ending`

use crate::offices::region_path;
use crate::server::shared_server;
use domain::contract::{Empty, EndOfficerSeat, ShowOfficerMe};
use domain::ids::SeatId;
use domain::regions::{EndOfficerSeatRequest, OfficerPost};
use domain::time::UtcMillis;

#[test]
fn another_head_ends_a_seat_and_what_it_opened() {
    let (server, here) = (shared_server(), region_path("51"));
    let body = EndOfficerSeatRequest { reason: crate::activities::test_reason() };
    let head = server.open_office(&here, 70);
    let own = (here.0.clone(), server.officer_me(&head, &here).seat);
    let end = |who, at: &(_, SeatId)| server.refusal::<EndOfficerSeat>(who, at, &body);
    assert_eq!(end(&head, &own), (409, "regions/last-head".into()));
    let deputys = (here.0.clone(), server.seat_officer(&head, &here, 71, OfficerPost::Head));
    let clerks = (here.0.clone(), server.seat_officer(&head, &here, 72, OfficerPost::Staff));
    let (deputy, clerk) = (server.officer(&here, 71), server.officer(&here, 72));
    assert_eq!(end(&head, &own), (403, "regions/own-case".into()));
    assert_eq!(end(&clerk, &deputys), (403, "request/not-allowed".into()));
    server.call::<EndOfficerSeat>(&deputy, &own, &body);
    assert_eq!(server.refusal::<ShowOfficerMe>(&head, &here, &Empty {}), (401, "request/not-signed-in".into()));
    server.call::<EndOfficerSeat>(&deputy, &clerks, &body);
    assert_eq!(end(&deputy, &clerks), (409, "regions/seat-over".into()));
    let nowhere = (here.0.clone(), SeatId::from_parts(UtcMillis(1), 1));
    assert_eq!(end(&deputy, &nowhere), (404, "request/not-found".into()));
}
