//! Both sides of every boundary of volunteer service, as tables; and properties of every history.
//!
//! A row names its source: an article of M67 (民政部令第67号), a number of the rule pack by its name, or the limit.

mod attendance;
mod decisions;
mod planning;
mod properties;
mod records;

use super::*;
use crate::ids::MemberId;
use crate::time::{HOUR, MINUTE};
use chrono::NaiveDate;
use proptest::test_runner::{Config, RngSeed};

/// 2026-11-22 09:00 in China, a Sunday.
const START: UtcMillis = UtcMillis(1_795_309_200_000);
const KEY: CheckInKey = CheckInKey([7; 32]);

/// The same cases on every machine; `LINLI_CASES` asks for more and `LINLI_SEED` for others.
fn cases() -> Config {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let cases = number("LINLI_CASES").and_then(|cases| u32::try_from(cases).ok()).unwrap_or(256);
    let rng_seed = RngSeed::Fixed(number("LINLI_SEED").unwrap_or(2026));
    Config { cases, rng_seed, failure_persistence: None, ..Config::default() }
}

/// Two hours from `START`.
fn times() -> ActivityTimes {
    ActivityTimes { starts_at: START, ends_at: START.plus(2 * HOUR), cancelled: false }
}

fn cancelled() -> ActivityTimes {
    ActivityTimes { cancelled: true, ..times() }
}

/// This number of milliseconds after `START`.
fn at(millis: i64) -> UtcMillis {
    START.plus(millis)
}

fn person(number: u128) -> MemberId {
    MemberId::from_parts(START, number)
}

/// Another service of the same person.
fn other(from: i64, until: Option<i64>, planned_end: i64) -> Interval {
    Interval { title: "义诊引导".to_owned(), from: at(from), until: until.map(at), planned_end: at(planned_end) }
}

fn overlapping(from: i64, until: i64) -> Refusal {
    Refusal::OverlappingService { title: "义诊引导".to_owned(), from: at(from), until: at(until) }
}

#[test]
fn refusals_have_codes_of_their_own() {
    let codes: std::collections::BTreeSet<_> = Refusal::ALL.iter().map(|refusal| refusal.code).collect();
    assert_eq!(codes.len(), Refusal::ALL.len());
}

#[test]
fn the_record_is_due_on_the_tenth_working_day() {
    let end = |day: &str| crate::time::end_of(day.parse::<NaiveDate>().unwrap());
    for (source, ends_at, deadline) in [
        ("M67 art. 11: from a Sunday", at(2 * HOUR), end("2026-12-04")),
        ("M67 art. 11: from the Friday before, which does not count itself", at(-39 * HOUR), end("2026-12-04")),
        ("M67 art. 11: an end at midnight belongs to the day that begins", at(15 * HOUR), end("2026-12-07")),
        ("M67 art. 11: a millisecond before midnight", at(15 * HOUR - 1), end("2026-12-04")),
        ("M67 art. 11: over National Day with a Saturday made up", UtcMillis(1_790_733_600_000), end("2026-10-20")),
    ] {
        let times = ActivityTimes { starts_at: ends_at.plus(-HOUR), ends_at, cancelled: false };
        assert_eq!(times.record_deadline(Rules::current()), deadline, "{source}");
    }
}
