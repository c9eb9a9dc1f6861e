//! `POST …/correction-requests`

use crate::client::community_code;
use crate::people::Person;
use crate::server::shared_server;
use domain::contract::{Empty, RequestCorrection, ShowOwnData};
use domain::privacy::{CorrectionField, CorrectionRequest};

pub fn correction_request(field: CorrectionField, wanted: &str) -> CorrectionRequest {
    CorrectionRequest { field, wanted: wanted.parse().expect("a text") }
}

#[test]
fn asked_for_once_and_readable() {
    let server = shared_server();
    let (resident, here) = (server.resident(), (community_code(),));
    let refusal = |body| server.refusal::<RequestCorrection>(&resident, &here, &body);
    let unreadable = (422, "privacy/not-readable".to_owned());
    assert_eq!(refusal(correction_request(CorrectionField::BornDay, "1953-02-30")), unreadable);
    assert_eq!(refusal(correction_request(CorrectionField::Phone, "12345")), unreadable);
    server.call::<RequestCorrection>(&resident, &here, &correction_request(CorrectionField::BornDay, "1953年7月4日"));
    let twice = refusal(correction_request(CorrectionField::BornDay, "1953-07-05"));
    assert_eq!(twice, (409, "privacy/already-asked".into()));
    let own = server.call::<ShowOwnData>(&resident, &(community_code(), resident.member()), &Empty {}).corrections;
    assert_eq!((own.len(), own[0].outcome), (1, None));
    let guest = server.refusal::<RequestCorrection>(
        &Person::guest(),
        &here,
        &correction_request(CorrectionField::Other, "门牌"),
    );
    assert_eq!(guest, (401, "request/not-signed-in".into()));
}
