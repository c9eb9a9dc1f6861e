//! Publishing, revising and cancelling; places and the waiting list.

use super::*;
use crate::limits;
use crate::time::DAY;

fn lasting(from: i64, minutes: i64) -> ActivityTimes {
    ActivityTimes { starts_at: at(from), ends_at: at(from + minutes * MINUTE), cancelled: false }
}

const TOO_LONG: Refusal = Refusal::ActivityTooLong { minutes_max: 720 };
const TOO_FAR: Refusal = Refusal::StartsTooFarAhead { days_max: 366 };
const CROWDED: Refusal = Refusal::CapacityOutOfRange { capacity_max: limits::ACTIVITY_CAPACITY_MAX };

#[test]
fn what_may_be_published() {
    let now = at(0);
    for (source, times, capacity, expect) in [
        ("plain", lasting(HOUR, 120), 20, Ok(())),
        ("ends with its beginning", lasting(HOUR, 0), 20, Err(Refusal::EndsBeforeStart)),
        ("ends before it begins", lasting(HOUR, -1), 20, Err(Refusal::EndsBeforeStart)),
        ("activity_minutes_max: as long as it may be", lasting(HOUR, 720), 20, Ok(())),
        ("activity_minutes_max: a minute longer", lasting(HOUR, 721), 20, Err(TOO_LONG)),
        ("activity_minutes_max: a day of 26 hours", lasting(HOUR, 26 * 60), 20, Err(TOO_LONG)),
        ("begins now", lasting(0, 60), 20, Ok(())),
        ("M67 art. 3 (truthful): began a moment ago", lasting(-1, 60), 20, Err(Refusal::StartsInPast)),
        ("366 days ahead", lasting(366 * DAY, 60), 20, Ok(())),
        ("a moment more than 366 days ahead", lasting(366 * DAY + 1, 60), 20, Err(TOO_FAR)),
        ("no place", lasting(HOUR, 60), 0, Err(CROWDED)),
        ("one place", lasting(HOUR, 60), 1, Ok(())),
        ("ACTIVITY_CAPACITY_MAX", lasting(HOUR, 60), limits::ACTIVITY_CAPACITY_MAX, Ok(())),
        ("ACTIVITY_CAPACITY_MAX and one", lasting(HOUR, 60), limits::ACTIVITY_CAPACITY_MAX + 1, Err(CROWDED)),
    ] {
        assert_eq!(may_publish_activity(&times, capacity, now, Rules::current()), expect, "{source}");
    }
}

#[test]
fn what_may_be_revised_and_called_off() {
    let new = lasting(3 * HOUR, 60);
    let gone = Err(Refusal::NoLongerChangeable);
    for (source, old, now, revised, called_off) in [
        ("a moment before it begins", times(), -1, Ok(()), Ok(())),
        ("at its beginning", times(), 0, gone.clone(), gone.clone()),
        ("after its end", times(), 3 * HOUR, gone.clone(), gone.clone()),
        ("called off already", cancelled(), -HOUR, gone.clone(), gone.clone()),
    ] {
        let crowd = Crowd { capacity: 20, signed_up: 3, waiting: 0 };
        assert_eq!(may_revise_activity(&old, &new, &crowd, at(now), Rules::current()), revised, "revise: {source}");
        assert_eq!(may_cancel_activity(&old, at(now)), called_off, "cancel: {source}");
    }
    for (source, new, capacity, signed_up, expect) in [
        ("as many places as people", new, 3, 3, Ok(())),
        ("one place fewer than people", new, 2, 3, Err(Refusal::CapacityBelowSignedUp { signed_up: 3 })),
        ("no place at all", new, 0, 0, Err(CROWDED)),
        ("moved into the past", lasting(-2 * HOUR, 60), 3, 3, Err(Refusal::StartsInPast)),
        ("activity_minutes_max: made too long", lasting(3 * HOUR, 721), 3, 3, Err(TOO_LONG)),
    ] {
        let crowd = Crowd { capacity, signed_up, waiting: 0 };
        assert_eq!(may_revise_activity(&times(), &new, &crowd, at(-HOUR), Rules::current()), expect, "{source}");
    }
}

#[test]
fn a_place_or_one_on_the_waiting_list() {
    use SignUpState as S;
    let full = limits::WAITING_LIST_MAX;
    let waiting = |position| Ok(SignUpOutcome::Waiting { position });
    let clash = || Some("义诊引导".to_owned());
    for (source, times, (capacity, signed_up, waits), state, clash, now, expect) in [
        ("free", times(), (2, 0, 0), S::None, None, -DAY, Ok(SignUpOutcome::Confirmed)),
        ("the last place", times(), (2, 1, 0), S::None, None, -DAY, Ok(SignUpOutcome::Confirmed)),
        ("full", times(), (2, 2, 0), S::None, None, -DAY, waiting(1)),
        ("full, behind others", times(), (2, 2, 4), S::None, None, -DAY, waiting(5)),
        ("free, but others wait for it", times(), (2, 1, 1), S::None, None, -DAY, waiting(2)),
        ("again after withdrawing", times(), (2, 1, 0), S::Withdrawn, None, -DAY, Ok(SignUpOutcome::Confirmed)),
        ("twice", times(), (2, 1, 0), S::Confirmed, None, -DAY, Err(Refusal::AlreadySignedUp)),
        ("twice, waiting", times(), (2, 2, 1), S::Waiting { position: 1 }, None, -DAY, Err(Refusal::AlreadySignedUp)),
        ("WAITING_LIST_MAX: the last", times(), (2, 2, full - 1), S::None, None, -DAY, waiting(full)),
        (
            "WAITING_LIST_MAX: one more",
            times(),
            (2, 2, full),
            S::None,
            None,
            -DAY,
            Err(Refusal::WaitingListFull { waiting_max: full }),
        ),
        ("while it runs", times(), (2, 0, 0), S::None, None, 2 * HOUR - 1, Ok(SignUpOutcome::Confirmed)),
        ("at its end", times(), (2, 0, 0), S::None, None, 2 * HOUR, Err(Refusal::Ended)),
        ("called off", cancelled(), (2, 0, 0), S::None, None, -DAY, Err(Refusal::Cancelled)),
        (
            "at the same time elsewhere",
            times(),
            (2, 0, 0),
            S::None,
            clash(),
            -DAY,
            Err(Refusal::OverlappingSignUp { title: "义诊引导".to_owned() }),
        ),
    ] {
        let crowd = Crowd { capacity, signed_up, waiting: waits };
        assert_eq!(sign_up(&times, &crowd, state, clash, at(now)), expect, "{source}");
    }
}

#[test]
fn a_place_given_back() {
    use SignUpState as S;
    for (source, times, state, checked_in, now, expect) in [
        ("a place", times(), S::Confirmed, false, -DAY, Ok(())),
        ("a place on the waiting list", times(), S::Waiting { position: 3 }, false, -DAY, Ok(())),
        ("a moment before its end", times(), S::Confirmed, false, 2 * HOUR - 1, Ok(())),
        ("at its end", times(), S::Confirmed, false, 2 * HOUR, Err(Refusal::Ended)),
        ("called off: leaving stays possible", cancelled(), S::Confirmed, false, -DAY, Ok(())),
        ("never signed up", times(), S::None, false, -DAY, Err(Refusal::NotSignedUp)),
        ("withdrawn before", times(), S::Withdrawn, false, -DAY, Err(Refusal::NotSignedUp)),
        ("checked in", times(), S::Confirmed, true, HOUR, Err(Refusal::AlreadyCheckedIn)),
    ] {
        assert_eq!(may_withdraw_sign_up(&times, state, checked_in, at(now)), expect, "{source}");
    }
}

#[test]
fn planned_times_that_touch_do_not_overlap() {
    for (source, one, two, expect) in [
        ("the same", lasting(0, 60), lasting(0, 60), true),
        ("within", lasting(0, 60), lasting(HOUR / 4, 10), true),
        ("one ends when the other begins", lasting(0, 60), lasting(HOUR, 60), false),
        ("one ends a moment after the other begins", lasting(1, 60), lasting(HOUR, 60), true),
        ("apart", lasting(0, 60), lasting(2 * HOUR, 60), false),
    ] {
        assert_eq!((one.overlaps(&two), two.overlaps(&one)), (expect, expect), "{source}");
    }
}
