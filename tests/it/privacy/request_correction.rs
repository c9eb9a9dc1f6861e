//! `POST …/correction-requests`

use crate::client::code;
use crate::people::Person;
use crate::server::shared;
use domain::contract::{Empty, RequestCorrection, ShowOwnData};
use domain::privacy::{CorrectionField, CorrectionRequest};

pub fn asking(field: CorrectionField, wanted: &str) -> CorrectionRequest {
    CorrectionRequest { field, wanted: wanted.parse().expect("a text") }
}

#[test]
fn asked_for_once_and_readable() {
    let server = shared();
    let (resident, here) = (server.resident(), (code(),));
    let refusal = |body| server.refusal::<RequestCorrection>(&resident, &here, &body);
    let unreadable = (422, "privacy/not-readable".to_owned());
    assert_eq!(refusal(asking(CorrectionField::BornDay, "1953-02-30")), unreadable);
    assert_eq!(refusal(asking(CorrectionField::Phone, "12345")), unreadable);
    server.call::<RequestCorrection>(&resident, &here, &asking(CorrectionField::BornDay, "1953年7月4日"));
    let twice = refusal(asking(CorrectionField::BornDay, "1953-07-05"));
    assert_eq!(twice, (409, "privacy/already-asked".into()));
    let own = server.call::<ShowOwnData>(&resident, &(code(), resident.member()), &Empty {}).corrections;
    assert_eq!((own.len(), own[0].outcome), (1, None));
    let guest = server.refusal::<RequestCorrection>(&Person::guest(), &here, &asking(CorrectionField::Other, "门牌"));
    assert_eq!(guest, (401, "request/not-signed-in".into()));
}
