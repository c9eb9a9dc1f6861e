//! When files of a meeting may be added.

use super::*;

#[test]
fn materials_come_before_and_records_from_the_opening_on() {
    use MeetingStatus as S;
    let late = Err(Refusal::TooLateForRecords { days_max: limits::MEETING_RECORD_DAYS });
    let (before, over) = (NOW.plus(29 * DAY), NOW.plus(30 * DAY));
    for (status, closed_at, at, materials, records) in [
        (S::Announced, None, NOW, Ok(()), Err(Refusal::NotOpenYet)),
        (S::Open, None, NOW, Err(Refusal::AlreadyOpen), Ok(())),
        (S::Open, None, over, Err(Refusal::AlreadyOpen), Ok(())),
        (S::Closed, Some(NOW), before, Err(Refusal::AlreadyClosed), Ok(())),
        (S::Closed, Some(NOW), over.plus(-1), Err(Refusal::AlreadyClosed), Ok(())),
        (S::Closed, Some(NOW), over, Err(Refusal::AlreadyClosed), late),
        (S::Cancelled, None, NOW, Err(Refusal::IsCancelled), Err(Refusal::IsCancelled)),
    ] {
        let state = state(status);
        let found = (add_materials(&state), add_records(&state, closed_at, at));
        assert_eq!(found, (materials, records), "{status} {at:?}");
    }
}
