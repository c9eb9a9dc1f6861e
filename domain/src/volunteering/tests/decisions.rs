//! From measured presence to minutes: what counts, who decides, and what a correction posts.

use super::*;
use crate::time::Minutes;

#[test]
fn minutes_that_count() {
    for (source, came, went, minutes) in [
        ("M67 art. 7: from beginning to end", 0, 2 * HOUR, 120),
        ("M67 art. 7: waiting before the beginning is no service", -60 * MINUTE, 2 * HOUR, 120),
        ("M67 art. 7: came and went before the beginning", -60 * MINUTE, -MINUTE, 0),
        ("M67 art. 7: a second short of a minute is not rounded up", 0, 2 * HOUR - 1000, 119),
        ("M67 art. 7: a moment short of the first minute", 0, MINUTE - 1, 0),
        ("M67 art. 7: the first minute", 0, MINUTE, 1),
        ("overrun_counted_minutes: all of it", 0, 2 * HOUR + 30 * MINUTE, 150),
        ("overrun_counted_minutes: no more than that", 0, 2 * HOUR + 31 * MINUTE, 150),
        ("overrun_counted_minutes: a moment less", 0, 2 * HOUR + 30 * MINUTE - 1, 149),
        ("came at the end, cleared up", 2 * HOUR, 4 * HOUR, 30),
        ("reversed", HOUR, 0, 0),
    ] {
        assert_eq!(counted_minutes(&times(), at(came), at(went), Rules::current()), Minutes(minutes), "{source}");
    }
}

/// Ninety measured minutes of volunteer 1, in the given state.
fn service(state: ServiceState) -> Service {
    let confirmed = state == ServiceState::Confirmed;
    Service {
        volunteer: person(1),
        state,
        checked_in_at: at(0),
        checked_out_at: (state != ServiceState::Open).then_some(at(90 * MINUTE)),
        confirmed_minutes: if confirmed { 90 } else { 0 },
        confirmed_by: confirmed.then_some(person(2)),
    }
}

#[test]
fn confirming() {
    use ServiceState as S;
    let too_long = |already| Err(Refusal::DayTooLong { minutes_max: 720, already });
    for (source, state, by, minutes, has_reason, already, expect) in [
        ("as measured", S::Finished, 2, None, false, 0, Ok(90)),
        ("as measured, in figures", S::Finished, 2, Some(90), false, 0, Ok(90)),
        ("more than measured", S::Finished, 2, Some(91), true, 0, Err(Refusal::MoreThanMeasured { measured: 90 })),
        ("fewer with a reason", S::Finished, 2, Some(89), true, 0, Ok(89)),
        ("M67 art. 13: fewer without a reason", S::Finished, 2, Some(89), false, 0, Err(Refusal::ReasonMissing)),
        ("one minute", S::Finished, 2, Some(1), true, 0, Ok(1)),
        ("no minute", S::Finished, 2, Some(0), true, 0, Err(Refusal::NoMinutes)),
        ("M67 art. 3 (truthful): their own service", S::Finished, 1, None, false, 0, Err(Refusal::OwnService)),
        ("not checked out", S::Open, 2, None, false, 0, Err(Refusal::NotFinished)),
        ("confirmed before", S::Confirmed, 2, None, false, 0, Err(Refusal::AlreadyDecided)),
        ("rejected before", S::Rejected, 2, None, false, 0, Err(Refusal::AlreadyDecided)),
        ("day_minutes_max: the day is full", S::Finished, 2, None, false, 630, Ok(90)),
        ("day_minutes_max: a minute too many", S::Finished, 2, None, false, 631, too_long(631)),
        ("day_minutes_max: fewer fit", S::Finished, 2, Some(89), true, 631, Ok(89)),
        ("day_minutes_max: no overflow", S::Finished, 2, None, false, u32::MAX, too_long(u32::MAX)),
    ] {
        let command = ConfirmationFacts { by: person(by), minutes, has_reason, day_minutes_already: already };
        let found = confirm_minutes(&times(), &service(state), &command, Rules::current());
        assert_eq!(found, expect.map(Minutes), "{source}");
    }
    let gone_at_once = Service { checked_out_at: Some(at(0)), ..service(S::Finished) };
    let command = ConfirmationFacts { by: person(2), minutes: None, has_reason: false, day_minutes_already: 0 };
    let found = confirm_minutes(&times(), &gone_at_once, &command, Rules::current());
    assert_eq!(found, Err(Refusal::NoMinutes), "M67 art. 7: no whole minute");
}

#[test]
fn the_longest_day() {
    let times = ActivityTimes { starts_at: START, ends_at: START.plus(12 * HOUR), cancelled: false };
    let service = Service { checked_out_at: Some(at(13 * HOUR)), ..service(ServiceState::Finished) };
    for (source, minutes, expect) in [
        ("activity_minutes_max with all overrun", None, Err(Refusal::DayTooLong { minutes_max: 720, already: 0 })),
        ("day_minutes_max", Some(720), Ok(Minutes(720))),
        ("day_minutes_max and a minute", Some(721), Err(Refusal::DayTooLong { minutes_max: 720, already: 0 })),
        ("26 hours", Some(26 * 60), Err(Refusal::MoreThanMeasured { measured: 750 })),
    ] {
        let command = ConfirmationFacts { by: person(2), minutes, has_reason: true, day_minutes_already: 0 };
        assert_eq!(confirm_minutes(&times, &service, &command, Rules::current()), expect, "{source}");
    }
}

#[test]
fn rejecting() {
    use ServiceState as S;
    for (source, state, by, expect) in [
        ("checked out", S::Finished, 2, Ok(())),
        ("never checked out", S::Open, 2, Ok(())),
        ("their own, checked out", S::Finished, 1, Err(Refusal::OwnService)),
        ("their own, open", S::Open, 1, Err(Refusal::OwnService)),
        ("confirmed: a correction to nothing is the way", S::Confirmed, 2, Err(Refusal::AlreadyDecided)),
        ("rejected before", S::Rejected, 2, Err(Refusal::AlreadyDecided)),
    ] {
        assert_eq!(may_reject_service(&service(state), person(by)), expect, "{source}");
    }
}

#[test]
fn correcting() {
    use ServiceState as S;
    let add = |minutes| Ok(LedgerChange::Add(Minutes(minutes)));
    let back = |minutes| Ok(LedgerChange::TakeBack(Minutes(minutes)));
    for (source, state, by, minutes, day_other, expect) in [
        ("M67 art. 13: one more", S::Confirmed, 3, 91, 0, add(1)),
        ("M67 art. 13: one fewer", S::Confirmed, 3, 89, 0, back(1)),
        ("M67 art. 13: none at all", S::Confirmed, 3, 0, 0, back(90)),
        ("nothing to correct", S::Confirmed, 3, 90, 0, Err(Refusal::NothingToCorrect)),
        ("who confirmed it", S::Confirmed, 2, 91, 0, Err(Refusal::ConfirmerMayNotCorrect)),
        ("their own service", S::Confirmed, 1, 91, 0, Err(Refusal::OwnService)),
        ("still open", S::Open, 3, 91, 0, Err(Refusal::NotConfirmed)),
        ("not decided", S::Finished, 3, 91, 0, Err(Refusal::NotConfirmed)),
        ("rejected", S::Rejected, 3, 91, 0, Err(Refusal::NotConfirmed)),
        ("day_minutes_max: the day is full", S::Confirmed, 3, 720, 0, add(630)),
        (
            "day_minutes_max: a minute too many",
            S::Confirmed,
            3,
            721,
            0,
            Err(Refusal::DayTooLong { minutes_max: 720, already: 0 }),
        ),
        ("day_minutes_max: with other services", S::Confirmed, 3, 120, 600, add(30)),
        (
            "day_minutes_max: 26 hours",
            S::Confirmed,
            3,
            1560,
            0,
            Err(Refusal::DayTooLong { minutes_max: 720, already: 0 }),
        ),
        ("no overflow", S::Confirmed, 3, u32::MAX, 1, Err(Refusal::DayTooLong { minutes_max: 720, already: 1 })),
    ] {
        let command = CorrectionFacts { by: person(by), minutes, day_minutes_other: day_other };
        assert_eq!(correct_minutes(&service(state), &command, Rules::current()), expect, "{source}");
    }
}
