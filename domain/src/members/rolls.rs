//! Rolls (名册还原): who was entitled on a day, reconstructed from stays, births and seats.
//!
//! Invariant: the roll of a day is the state at the beginning of that day in China. Later events do not change it, so
//! the roll of a past day is the same however often and however late it is reconstructed. Only the correction of a
//! birth day changes it; a roll that must not change is recorded.

use super::{Day, SeatRefusal};
use crate::contract::Page;
use crate::ids::{BadId, BodyId, RollId};
use crate::time::UtcMillis;
use crate::{body, limits, query, reply};
use chrono::{Datelike, NaiveDate};
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The kind of a roll: `adults`, `households` or `body:<id>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum RollOf {
    /// All residents of eighteen years or more (RC25 art. 26).
    Adults,
    /// All households in which somebody lives; one vote each.
    Households,
    /// All who hold a seat of a body.
    Body(BodyId),
}

impl fmt::Display for RollOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Adults => f.write_str("adults"),
            Self::Households => f.write_str("households"),
            Self::Body(body) => write!(f, "body:{body}"),
        }
    }
}

crate::stored::stored_as_text!(RollOf);

impl FromStr for RollOf {
    type Err = BadId;
    fn from_str(text: &str) -> Result<Self, BadId> {
        match text {
            "adults" => Ok(Self::Adults),
            "households" => Ok(Self::Households),
            _ => text.strip_prefix("body:").ok_or(BadId)?.parse().map(Self::Body),
        }
    }
}

impl TryFrom<String> for RollOf {
    type Error = BadId;
    fn try_from(text: String) -> Result<Self, BadId> {
        text.parse()
    }
}

impl From<RollOf> for String {
    fn from(of: RollOf) -> String {
        of.to_string()
    }
}

#[cfg(feature = "openapi")]
impl schemars::JsonSchema for RollOf {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "RollOf".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string", "pattern": "^(adults|households|body:[0-7][0-9A-HJKMNP-TV-Z]{25})$"
        })
    }
}

query! {
    /// A page of the roll of a day; by default today's, and that of the adults.
    pub struct RollQuery {
        day: Day = "string",
        of: RollOf = "string",
        /// What the page before gave as `next`; without it the first page.
        after: String = "string",
        limit: u32 = "integer",
    }
}

body! {
    pub struct RecordRollRequest {
        pub day: Day,
        pub of: RollOf,
    }
}

reply! {
    /// A page of a roll, with facts about the whole roll.
    pub struct Roll {
        pub day: Day,
        pub of: RollOf,
        /// SHA-256 over all ids in order, each followed by a line feed.
        pub hash: String,
        /// Number of rows of the whole roll.
        pub total: u32,
        /// Residents of that day without a known birth day: they are on no roll of adults.
        pub birth_unknown: u32,
        pub page: Page<RollRow, String>,
        /// The newest record of the same roll, if any.
        pub recorded: Option<RecordedRoll>,
    }
    pub struct RollRow {
        /// The id of the member or of the household.
        pub id: String,
        /// The name of the member; for a household that of its head, when one is known.
        pub name: String,
        pub address_masked: String,
    }
    pub struct RecordedRoll {
        pub roll: RollId,
        pub at: UtcMillis,
        pub hash: String,
        pub count: u32,
    }
}

/// There is no roll for a day that has not begun.
pub fn roll_day(wanted: Option<Day>, today: NaiveDate) -> Result<Day, SeatRefusal> {
    let day = wanted.unwrap_or(Day::of(today));
    if day.date() > today { Err(SeatRefusal::DayAhead) } else { Ok(day) }
}

/// The latest birth day of people who are of age on `day`. The text need not be a valid calendar day: it is compared
/// with days as text.
pub fn born_by(day: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", day.year() - limits::ADULT_YEARS, day.month(), day.day())
}

/// The hash of a roll: SHA-256 over all ids in order, each followed by a line feed, in hexadecimal digits.
pub fn roll_hash<'a>(ids: impl IntoIterator<Item = &'a str>) -> String {
    let mut sorted: Vec<&str> = ids.into_iter().collect();
    sorted.sort_unstable();
    sorted.dedup();
    let mut hash = Sha256::new();
    for id in sorted {
        hash.update(id.as_bytes());
        hash.update(b"\n");
    }
    crate::journal::to_hex(&hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::members::is_adult;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_kind_of_roll_has_one_spelling() {
        let body = BodyId::from_parts(UtcMillis(1), 7);
        for of in [RollOf::Adults, RollOf::Households, RollOf::Body(body)] {
            assert_eq!(of.to_string().parse(), Ok(of));
        }
        for wrong in ["", "adult", "Adults", "body:", "body:1", &body.to_string()] {
            assert_eq!(wrong.parse::<RollOf>(), Err(BadId), "{wrong}");
        }
    }

    #[test]
    fn a_roll_is_of_a_day_that_has_begun() {
        let today = day("2026-11-24");
        for (wanted, expect) in [
            (None, Ok(Day::of(today))),
            (Some("2026-11-24"), Ok(Day::of(today))),
            (Some("2026-05-03"), Ok(Day::of(day("2026-05-03")))),
            (Some("2026-11-25"), Err(SeatRefusal::DayAhead)),
        ] {
            let wanted: Option<Day> = wanted.map(|text| text.parse().unwrap());
            assert_eq!(roll_day(wanted, today), expect, "{wanted:?}");
        }
    }

    #[test]
    fn the_hash_is_of_the_ids_and_of_nothing_else() {
        // printf 'a\nb\n' | sha256sum
        assert_eq!(roll_hash(["a", "b"]), "911169ddaaf146aff539f58c26c489af3b892dff0fe283c1c264c65ae5aa59a2");
        assert_eq!(roll_hash(["b", "a", "b"]), roll_hash(["a", "b"]));
        assert_ne!(roll_hash(["ab"]), roll_hash(["a", "b"]));
        assert_eq!(roll_hash([]), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    proptest! {
        /// The store compares texts, the rule compares days. They agree on every day, including 29 February.
        #[test]
        fn of_age_by_text_as_by_rule(born in 0i32..40_000, later in 0i32..20_000) {
            let at = |days: i32| NaiveDate::from_ymd_opt(1920, 1, 1).unwrap() + chrono::TimeDelta::days(i64::from(days));
            let (born, day) = (at(born), at(born + later));
            prop_assert_eq!(crate::time::day_text(born) <= born_by(day), is_adult(born, day), "{} {}", born, day);
        }
    }
}
