//! `GET …/correction-requests`

use super::request_correction::correction_request;
use crate::client::community_code;
use crate::people::{DIRECTOR, GRID_WORKER, SUPERVISOR};
use crate::server::shared_server;
use domain::contract::{Empty, ListCorrections, RequestCorrection};
use domain::privacy::CorrectionField;

#[test]
fn the_committee_sees_what_waits_with_phones_masked() {
    let server = shared_server();
    let (resident, here) = (server.resident(), (community_code(),));
    server.call::<RequestCorrection>(&resident, &here, &correction_request(CorrectionField::Phone, "139 9999 1234"));
    let tasks = server.call::<ListCorrections>(&server.person(DIRECTOR), &here, &Empty {}).requests;
    let task = tasks.iter().find(|task| task.member == resident.member()).expect("the request");
    assert_eq!(task.now.as_deref(), Some(resident.me().phone_masked.as_str()));
    assert_eq!((task.request.wanted.as_deref(), task.own), (Some("139****1234"), false));
    for who in [GRID_WORKER, SUPERVISOR] {
        let refusal = server.refusal::<ListCorrections>(&server.person(who), &here, &Empty {});
        assert_eq!(refusal, (403, "request/not-allowed".into()), "{who}");
    }
}
