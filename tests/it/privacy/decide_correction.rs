//! `POST …/correction-requests/{correction}/decision`

use super::request_correction::asking;
use crate::client::code;
use crate::people::{DIRECTOR, SUPERVISOR};
use crate::scene::reason;
use crate::server::shared;
use domain::contract::{DecideCorrection, Empty, ListCorrections, ListNotices, RequestCorrection, ShowMe};
use domain::notices::NoticeKind;
use domain::privacy::{CorrectionDecision, CorrectionField, CorrectionOutcome};

#[test]
fn applied_once_and_told() {
    let server = shared();
    let (director, resident, here) = (server.person(DIRECTOR), server.resident(), (code(),));
    server.call::<RequestCorrection>(&resident, &here, &asking(CorrectionField::Name, "示范改名"));
    let tasks = server.call::<ListCorrections>(&director, &here, &Empty {}).requests;
    let id = tasks.iter().find(|task| task.member == resident.member()).expect("the request").request.id;
    let body = CorrectionDecision { outcome: CorrectionOutcome::Applied, reason: reason() };
    let other = server.refusal::<DecideCorrection>(&server.person(SUPERVISOR), &(code(), id), &body);
    assert_eq!(other, (403, "request/not-allowed".into()));
    server.call::<DecideCorrection>(&director, &(code(), id), &body);
    assert_eq!(server.call::<ShowMe>(&resident, &here, &Empty {}).name, "示范改名");
    let told = server.call::<ListNotices>(&resident, &here, &Empty {}).notices;
    assert_eq!(told[0].kind, NoticeKind::CorrectionApplied);
    let again = server.refusal::<DecideCorrection>(&director, &(code(), id), &body);
    assert_eq!(again, (409, "privacy/already-decided".into()));
}
