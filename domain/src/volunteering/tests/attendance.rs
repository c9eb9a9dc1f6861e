//! Attendance: windows, wrong clocks, the organiser's list, other services at the same time.

use super::*;
use crate::limits;
use crate::time::DAY;

/// A report, described by what really happened. Offsets are from `START`.
struct Report {
    source: &'static str,
    /// When the code was on the organiser's screen.
    shown: i64,
    /// When the report reached the server.
    received: i64,
    /// How far the phone's clock was ahead when it took the code, and when it sent.
    ahead: (i64, i64),
    wrong_tries: u32,
    others: Vec<Interval>,
    /// The accepted moment and the difference that the organiser sees.
    expect: Result<(i64, i64), Refusal>,
}

/// Taken and sent at once by a correct clock.
fn report(source: &'static str, shown: i64, expect: Result<(i64, i64), Refusal>) -> Report {
    Report { source, shown, received: shown, ahead: (0, 0), wrong_tries: 0, others: vec![], expect }
}

fn not_valid(tries_left: u32) -> Result<(i64, i64), Refusal> {
    Err(Refusal::CodeNotValid { tries_left })
}

impl Report {
    fn received(self, received: i64) -> Self {
        Self { received, ..self }
    }
    fn ahead(self, taken: i64, sent: i64) -> Self {
        Self { ahead: (taken, sent), ..self }
    }
    fn tries(self, wrong_tries: u32) -> Self {
        Self { wrong_tries, ..self }
    }
    fn beside(self, other: Interval) -> Self {
        Self { others: vec![other], ..self }
    }

    fn judge(&self, rule: impl Fn(&Presence<'_>, &[Interval]) -> Result<(UtcMillis, i64), Refusal>) {
        let code = code_at(&KEY, at(self.shown));
        let presence = Presence {
            key: KEY,
            code: &code,
            at: at(self.shown + self.ahead.0),
            sent_at: at(self.received + self.ahead.1),
            received_at: at(self.received),
            wrong_tries: self.wrong_tries,
        };
        let found = rule(&presence, &self.others).map(|(moment, difference)| (moment.since(START), difference));
        assert_eq!(found, self.expect, "{}", self.source);
    }
}

const OPENS: i64 = -60 * MINUTE;
const LATE: i64 = 30_000;

#[test]
fn checking_in() {
    let closed = || Refusal::OutsideWindow { from: at(OPENS), until: at(2 * HOUR) };
    let deadline = times().record_deadline(Rules::current());
    let (last, sunday_noon) = (deadline.since(START), 3 * HOUR);
    for case in
        [
            report("at the beginning", 0, Ok((0, 0))),
            report("check_in_early_minutes: the first moment", OPENS, Ok((OPENS, 0))),
            report("check_in_early_minutes: the code before it, sent later", OPENS - 1, not_valid(5)).received(0),
            report("check_in_early_minutes: before it opens", OPENS - HOUR, Err(closed())),
            report("the first code, a moment before it opens", OPENS, Err(closed())).received(OPENS - 1),
            report("the first code, as it opens", OPENS, Ok((OPENS, 0))).received(OPENS),
            report("the last moment", 2 * HOUR, Ok((2 * HOUR, 0))),
            report("the code of the end, read to its last moment", 2 * HOUR + LATE - 1, Ok((2 * HOUR, LATE - 1))),
            report("the first code after the end", 2 * HOUR + LATE, not_valid(5)),
            report("sent three hours later", MINUTE, Ok((MINUTE, 0))).received(sunday_noon),
            report("a code that the server's clock has not reached", 60 * MINUTE, not_valid(5)).received(50 * MINUTE),
            report("clocks a step apart", LATE, Ok((0, 0))).received(0).ahead(-LATE, 0),
            report("clocks two steps apart", 2 * LATE, not_valid(5)).received(0).ahead(-2 * LATE, 0),
            report("a day ahead", MINUTE, Ok((MINUTE, DAY))).ahead(DAY, DAY),
            report("a day behind", MINUTE, Ok((MINUTE, -DAY))).ahead(-DAY, -DAY),
            report("a day ahead, sent later", MINUTE, Ok((MINUTE, DAY))).received(sunday_noon).ahead(DAY, DAY),
            report("a day ahead, set right before it sent", MINUTE, Ok((MINUTE + LATE - 1, DAY - LATE + 1)))
                .received(sunday_noon)
                .ahead(DAY, 0),
            report("a day behind, set right before it sent", MINUTE, Ok((MINUTE, -DAY)))
                .received(sunday_noon)
                .ahead(-DAY, 0),
            report("code_tolerance_minutes: seven minutes off", MINUTE, Ok((MINUTE + LATE - 1, 7 * MINUTE - LATE + 1)))
                .received(sunday_noon)
                .ahead(7 * MINUTE, 0),
            report("M67 art. 11: the last moment of the tenth working day", MINUTE, Ok((MINUTE, 0))).received(last),
            report("M67 art. 11: a moment after it", MINUTE, Err(Refusal::RecordClosed { deadline }))
                .received(last + 1),
            report("CHECK_IN_TRIES_MAX: right at the last try", MINUTE, Ok((MINUTE, 0))).tries(5),
            report("CHECK_IN_TRIES_MAX: wrong at the last try", 5 * HOUR, not_valid(0)).tries(5),
            report("CHECK_IN_TRIES_MAX: right after it", MINUTE, Err(Refusal::TooManyWrongCodes))
                .tries(limits::CHECK_IN_TRIES_MAX),
            report("another service ends at this moment", HOUR, Ok((HOUR, 0))).beside(other(0, Some(HOUR), HOUR)),
            report("another service ends a moment later", HOUR, Err(overlapping(0, HOUR + 1))).beside(other(
                0,
                Some(HOUR + 1),
                HOUR,
            )),
            report("another began within this minute", HOUR, Err(overlapping(HOUR + MINUTE - 1, 2 * HOUR)))
                .beside(other(HOUR + MINUTE - 1, Some(2 * HOUR), 2 * HOUR)),
            report("another began a minute later", HOUR, Ok((HOUR, 0))).received(3 * HOUR).beside(other(
                HOUR + MINUTE,
                Some(2 * HOUR),
                2 * HOUR,
            )),
            report("another is open until its planned end", HOUR, Err(overlapping(0, HOUR + 1))).beside(other(
                0,
                None,
                HOUR + 1,
            )),
            report("another is open, but its planned end is over", HOUR, Ok((HOUR, 0))).beside(other(0, None, HOUR)),
        ]
    {
        case.judge(|presence, others| {
            decide_arrival(&times(), SignUpState::Confirmed, false, others, presence, Rules::current())
                .map(|arrival| (arrival.checked_in_at, arrival.clock_difference_millis))
        });
    }
}

/// `code_tolerance_minutes`: a code that was shown twice proves the nearer moment, and only within the tolerance.
#[test]
fn a_code_that_was_shown_twice() {
    let rules = Rules::current();
    let tolerance = i64::from(rules.code_tolerance_minutes) * MINUTE;
    let a_day = ActivityTimes { starts_at: START, ends_at: at(DAY), cancelled: false };
    let mut steps = std::collections::BTreeMap::new();
    let (first, second, code) = (0..DAY / LATE)
        .find_map(|step| {
            let code = code_at(&KEY, at(step * LATE));
            let before = *steps.entry(code.as_str().to_owned()).or_insert(step);
            (step - before > HOUR / LATE).then_some((before * LATE, step * LATE, code))
        })
        .unwrap();
    for (name, claimed, expect) in [
        ("in the first moment", first + 1, Ok(first + 1)),
        ("in the second moment", second + 1, Ok(second + 1)),
        ("just within the tolerance before the first", first - tolerance, Ok(first)),
        ("a moment more", first - tolerance - 1, Err(())),
        ("just within the tolerance after the first", first + LATE - 1 + tolerance, Ok(first + LATE - 1)),
        ("a moment later", first + LATE + tolerance, Err(())),
        ("just within the tolerance before the second", second - tolerance, Ok(second)),
        ("just within the tolerance after the second", second + LATE - 1 + tolerance, Ok(second + LATE - 1)),
        ("a day ahead", second + DAY, Err(())),
    ] {
        let received_at = at(3 * DAY);
        let presence =
            Presence { key: KEY, code: &code, at: at(claimed), sent_at: received_at, received_at, wrong_tries: 0 };
        let found = decide_arrival(&a_day, SignUpState::Confirmed, false, &[], &presence, rules)
            .map(|arrival| arrival.checked_in_at.since(START));
        assert_eq!(found, expect.map_err(|()| not_valid(5).unwrap_err()), "{name}");
    }
}

#[test]
fn checking_out() {
    let closes = 4 * HOUR;
    let came = 10 * MINUTE;
    for case in [
        report("at the end", 2 * HOUR, Ok((2 * HOUR, 0))),
        report("in the moment of coming", came, Ok((came, 0))),
        report("before coming", came - LATE, Err(Refusal::CheckOutBeforeCheckIn { checked_in_at: at(came) })),
        report("check_out_late_minutes: the last moment", closes, Ok((closes, 0))),
        report("check_out_late_minutes: the first code after it", closes + LATE, not_valid(5)),
        report("a day ahead", HOUR, Ok((HOUR, DAY))).received(DAY).ahead(DAY, DAY),
        report("a day behind", HOUR, Ok((HOUR, -DAY))).received(DAY).ahead(-DAY, -DAY),
        report("another service began when this one ended", HOUR, Ok((HOUR, 0))).received(3 * HOUR).beside(other(
            HOUR,
            Some(2 * HOUR),
            2 * HOUR,
        )),
        report("another service began before this one ended", HOUR, Err(overlapping(HOUR - 1, 2 * HOUR)))
            .received(3 * HOUR)
            .beside(other(HOUR - 1, Some(2 * HOUR), 2 * HOUR)),
        report("another service within this one", HOUR, Err(overlapping(20 * MINUTE, 30 * MINUTE))).beside(other(
            20 * MINUTE,
            Some(30 * MINUTE),
            30 * MINUTE,
        )),
    ] {
        case.judge(|presence, others| {
            let state = SignUpState::Confirmed;
            decide_departure(&times(), state, Some(at(came)), false, others, presence, Rules::current())
                .map(|departure| (departure.checked_out_at, departure.clock_difference_millis))
        });
    }
}

#[test]
fn who_may_report() {
    use SignUpState as S;
    for (source, times, state, started, came, gone, arrives, departs) in [
        ("a place", times(), S::Confirmed, false, true, false, None, None),
        (
            "called off",
            cancelled(),
            S::Confirmed,
            false,
            true,
            false,
            Some(Refusal::Cancelled),
            Some(Refusal::Cancelled),
        ),
        ("no place", times(), S::None, false, true, false, Some(Refusal::NotSignedUp), Some(Refusal::NotSignedUp)),
        (
            "given back",
            times(),
            S::Withdrawn,
            false,
            true,
            false,
            Some(Refusal::NotSignedUp),
            Some(Refusal::NotSignedUp),
        ),
        (
            "waiting",
            times(),
            S::Waiting { position: 2 },
            false,
            true,
            false,
            Some(Refusal::StillWaiting { position: 2 }),
            Some(Refusal::StillWaiting { position: 2 }),
        ),
        (
            "twice",
            times(),
            S::Confirmed,
            true,
            true,
            true,
            Some(Refusal::AlreadyCheckedIn),
            Some(Refusal::AlreadyCheckedOut),
        ),
        ("out before in", times(), S::Confirmed, false, false, false, None, Some(Refusal::NotCheckedIn)),
    ] {
        let (now, rules) = (at(HOUR), Rules::current());
        let code = code_at(&KEY, now);
        let presence = Presence { key: KEY, code: &code, at: now, sent_at: now, received_at: now, wrong_tries: 0 };
        assert_eq!(decide_arrival(&times, state, started, &[], &presence, rules).err(), arrives, "in: {source}");
        let came = came.then_some(START);
        assert_eq!(decide_departure(&times, state, came, gone, &[], &presence, rules).err(), departs, "out: {source}");
    }
}

#[test]
fn the_organisers_list() {
    let out = |from, until| Err(Refusal::OutsideWindow { from: at(from), until: at(until) });
    let window = || out(OPENS, 4 * HOUR);
    let noon = 4 * HOUR;
    let deadline = times().record_deadline(Rules::current());
    let future = |now| Err(Refusal::InTheFuture { now: at(now) });
    for (source, came, went, now, expect) in [
        ("there from beginning to end", 0, 2 * HOUR, noon, Ok(())),
        ("check_in_early_minutes: the first moment", OPENS, HOUR, noon, Ok(())),
        ("check_in_early_minutes: before it", OPENS - 1, HOUR, noon, window()),
        ("came at the end", 2 * HOUR, 2 * HOUR, noon, Ok(())),
        ("came after the end", 2 * HOUR + 1, 3 * HOUR, noon, window()),
        ("check_out_late_minutes: the last moment", 0, 4 * HOUR, noon, Ok(())),
        ("check_out_late_minutes: after it", 0, 4 * HOUR + 1, noon + 1, window()),
        ("a day of 26 hours", 0, 26 * HOUR, 27 * HOUR, window()),
        ("went before coming", HOUR, HOUR - 1, noon, Err(Refusal::CheckOutBeforeCheckIn { checked_in_at: at(HOUR) })),
        ("going now", 0, HOUR, HOUR, Ok(())),
        ("coming and going now", HOUR, HOUR, HOUR, Ok(())),
        ("going in a moment", 0, HOUR + 1, HOUR, future(HOUR)),
        ("coming in a moment", HOUR + 1, HOUR, HOUR, future(HOUR)),
        ("M67 art. 11: the last moment", 0, HOUR, deadline.since(START), Ok(())),
        ("M67 art. 11: after it", 0, HOUR, deadline.since(START) + 1, Err(Refusal::RecordClosed { deadline })),
    ] {
        let list = ByList { checked_in_at: at(came), checked_out_at: at(went) };
        let found = by_list(&times(), list, false, false, &[], at(now), Rules::current());
        assert_eq!(found, expect.map(|()| list), "{source}");
    }
    let list = ByList { checked_in_at: at(0), checked_out_at: at(HOUR) };
    for (source, times, own, started, others, expect) in [
        ("M67 art. 3 (truthful): their own presence", times(), true, false, vec![], Some(Refusal::OwnService)),
        ("called off", cancelled(), false, false, vec![], Some(Refusal::Cancelled)),
        ("recorded before", times(), false, true, vec![], Some(Refusal::AlreadyCheckedIn)),
        (
            "another service before and after",
            times(),
            false,
            false,
            vec![other(-HOUR, Some(0), 0), other(HOUR, None, 2 * HOUR)],
            None,
        ),
        (
            "another service reaches into it",
            times(),
            false,
            false,
            vec![other(-HOUR, Some(1), 0)],
            Some(overlapping(-HOUR, 1)),
        ),
    ] {
        assert_eq!(by_list(&times, list, own, started, &others, at(noon), Rules::current()).err(), expect, "{source}");
    }
}
