//! `POST …/services/{service}/correction`

use crate::client::code;
use crate::people::{DIRECTOR, LEADER};
use crate::scene::{confirmations, past, reason};
use crate::server::shared;
use domain::contract::{ConfirmServices, CorrectService, Empty, ListNotices, ShowHours};
use domain::ledger::Purpose;
use domain::notices::NoticeKind;
use domain::volunteering::{Corrected, Correction};

fn to(minutes: u32) -> Correction {
    Correction { minutes, reason: reason() }
}

#[test]
fn a_correction_is_a_linked_entry_and_a_notice() {
    let server = shared();
    let (director, person) = (server.person(DIRECTOR), server.resident());
    let this = (code(), server.confirmed(0, person.member()));
    assert_eq!(
        server.call::<CorrectService>(&director, &this, &to(100)),
        Corrected { minutes: 100, total_minutes: 100 }
    );
    assert_eq!(
        server.call::<CorrectService>(&director, &this, &to(110)),
        Corrected { minutes: 110, total_minutes: 110 }
    );
    let entries = server.call::<ShowHours>(&person, &(code(), person.member()), &Empty {}).entries;
    let rows: Vec<_> = entries.iter().map(|entry| (entry.purpose, entry.minutes, entry.corrects)).collect();
    let first = Some(entries[2].transfer);
    assert_eq!(
        rows,
        [(Purpose::Correction, 10, first), (Purpose::Correction, -20, first), (Purpose::Service, 120, None)]
    );
    assert_eq!(entries[0].reason.as_deref(), Some(reason().as_str()));
    let notice = server.call::<ListNotices>(&person, &(code(),), &Empty {}).notices.remove(0);
    assert_eq!((notice.kind, notice.params["minutes"].as_u64()), (NoticeKind::ServiceCorrected, Some(110)));
}

#[test]
fn what_is_no_correction_is_refused() {
    let server = shared();
    let director = server.person(DIRECTOR);
    let listed = server.list(0, server.member());
    let confirmed = server.confirmed(0, server.member());
    let by_director = server.list(0, server.member());
    server.call::<ConfirmServices>(&director, &(code(), past(0)), &confirmations(&[by_director]));
    for (service, body, refusal) in [
        (listed, to(100), (409, "not-confirmed")),
        (confirmed, to(120), (422, "nothing-to-correct")),
        (confirmed, to(26 * 60), (422, "day-too-long")),
        (by_director, to(100), (403, "confirmer-may-not-correct")),
    ] {
        let refused = server.refusal::<CorrectService>(&director, &(code(), service), &body);
        assert_eq!(refused, (refusal.0, format!("volunteering/{}", refusal.1)));
    }
    let leader = server.refusal::<CorrectService>(&server.person(LEADER), &(code(), confirmed), &to(1));
    assert_eq!(leader, (403, "request/not-allowed".into()));
}
