//! `POST …/services/{service}/correction`

use crate::activities::{confirm_services_request, past_activity, test_reason};
use crate::client::community_code;
use crate::people::{DIRECTOR, LEADER};
use crate::server::shared_server;
use domain::contract::{ConfirmServices, CorrectService, Empty, ListNotices, ShowHours};
use domain::ledger::TransferPurpose;
use domain::notices::NoticeKind;
use domain::volunteering::{CorrectServiceRequest, MinutesCorrected};

fn to(minutes: u32) -> CorrectServiceRequest {
    CorrectServiceRequest { minutes, reason: test_reason() }
}

#[test]
fn a_correction_is_a_linked_entry_and_a_notice() {
    let server = shared_server();
    let (director, person) = (server.person(DIRECTOR), server.resident());
    let this = (community_code(), server.confirmed(0, person.member()));
    assert_eq!(
        server.call::<CorrectService>(&director, &this, &to(100)),
        MinutesCorrected { minutes: 100, total_minutes: 100 }
    );
    assert_eq!(
        server.call::<CorrectService>(&director, &this, &to(110)),
        MinutesCorrected { minutes: 110, total_minutes: 110 }
    );
    let entries = server.call::<ShowHours>(&person, &(community_code(), person.member()), &Empty {}).page.rows;
    let rows: Vec<_> = entries.iter().map(|entry| (entry.purpose, entry.minutes, entry.corrects)).collect();
    let first = Some(entries[2].transfer);
    assert_eq!(
        rows,
        [
            (TransferPurpose::Correction, 10, first),
            (TransferPurpose::Correction, -20, first),
            (TransferPurpose::Service, 120, None)
        ]
    );
    assert_eq!(entries[0].reason.as_deref(), Some(test_reason().as_str()));
    let notice = server.call::<ListNotices>(&person, &(community_code(),), &Empty {}).rows.remove(0);
    assert_eq!((notice.kind, notice.params["minutes"].as_u64()), (NoticeKind::ServiceCorrected, Some(110)));
}

#[test]
fn what_is_no_correction_is_refused() {
    let server = shared_server();
    let director = server.person(DIRECTOR);
    let listed = server.list(0, server.member());
    let confirmed = server.confirmed(0, server.member());
    let by_director = server.list(0, server.member());
    server.call::<ConfirmServices>(
        &director,
        &(community_code(), past_activity(0)),
        &confirm_services_request(&[by_director]),
    );
    for (service, body, refusal) in [
        (listed, to(100), (409, "not-confirmed")),
        (confirmed, to(120), (422, "nothing-to-correct")),
        (confirmed, to(26 * 60), (422, "day-too-long")),
        (by_director, to(100), (403, "confirmer-may-not-correct")),
    ] {
        let refused = server.refusal::<CorrectService>(&director, &(community_code(), service), &body);
        assert_eq!(refused, (refusal.0, format!("volunteering/{}", refusal.1)));
    }
    let leader = server.refusal::<CorrectService>(&server.person(LEADER), &(community_code(), confirmed), &to(1));
    assert_eq!(leader, (403, "request/not-allowed".into()));
}
