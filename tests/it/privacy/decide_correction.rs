//! `POST …/correction-requests/{correction}/decision`

use super::request_correction::correction_request;
use crate::activities::test_reason;
use crate::client::community_code;
use crate::people::{DIRECTOR, SUPERVISOR};
use crate::server::shared_server;
use domain::contract::{DecideCorrection, Empty, ListCorrections, ListNotices, RequestCorrection, ShowMe};
use domain::notices::NoticeKind;
use domain::privacy::{CorrectionField, CorrectionOutcome, DecideCorrectionRequest};

#[test]
fn applied_once_and_told() {
    let server = shared_server();
    let (director, resident, here) = (server.person(DIRECTOR), server.resident(), (community_code(),));
    server.call::<RequestCorrection>(&resident, &here, &correction_request(CorrectionField::Name, "示范改名"));
    let tasks = server.call::<ListCorrections>(&director, &here, &Empty {}).requests;
    let id = tasks.iter().find(|task| task.member == resident.member()).expect("the request").request.id;
    let body = DecideCorrectionRequest { outcome: CorrectionOutcome::Applied, reason: test_reason() };
    let other = server.refusal::<DecideCorrection>(&server.person(SUPERVISOR), &(community_code(), id), &body);
    assert_eq!(other, (403, "request/not-allowed".into()));
    server.call::<DecideCorrection>(&director, &(community_code(), id), &body);
    assert_eq!(server.call::<ShowMe>(&resident, &here, &Empty {}).name, "示范改名");
    let told = server.call::<ListNotices>(&resident, &here, &Empty {}).rows;
    assert_eq!(told[0].kind, NoticeKind::CorrectionApplied);
    let again = server.refusal::<DecideCorrection>(&director, &(community_code(), id), &body);
    assert_eq!(again, (409, "privacy/already-decided".into()));
}
