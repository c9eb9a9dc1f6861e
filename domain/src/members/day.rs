//! A day on the wire: `2026-05-03`, one spelling only.

use crate::ids::BadId;
use crate::time::day_text;
use chrono::{Datelike, NaiveDate};
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// A day of the calendar between 1900 and 2199; as text it sorts in order of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(NaiveDate);

impl Day {
    pub fn of(day: NaiveDate) -> Self {
        Self(day)
    }

    pub fn date(self) -> NaiveDate {
        self.0
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&day_text(self.0))
    }
}

crate::stored::stored_as_text!(Day);

impl FromStr for Day {
    type Err = BadId;
    fn from_str(text: &str) -> Result<Self, BadId> {
        // Chrono's parser accepts a dozen spellings and is larger in the browser than a page's form.
        let number = |from: usize, until: usize| text.get(from..until).and_then(|part| part.parse::<u16>().ok());
        let (year, month, day) =
            number(0, 4).zip(number(5, 7)).zip(number(8, 10)).map_or((0, 0, 0), |((y, m), d)| (y, m, d));
        let day = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day)).ok_or(BadId)?;
        if day_text(day) == text && (1900..2200).contains(&day.year()) { Ok(Self(day)) } else { Err(BadId) }
    }
}

impl TryFrom<String> for Day {
    type Error = BadId;
    fn try_from(text: String) -> Result<Self, BadId> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> String {
        day.to_string()
    }
}

#[cfg(feature = "openapi")]
impl schemars::JsonSchema for Day {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let pattern = "^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
        schemars::json_schema!({ "type": "string", "format": "date", "pattern": pattern })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling_and_real_days_only() {
        assert_eq!("2026-05-03".parse::<Day>().map(|day| day.to_string()), Ok("2026-05-03".to_owned()));
        for wrong in [
            "2026-5-3",
            "2026-02-30",
            "2026/05/03",
            " 2026-05-03",
            "+2026-05-03",
            "",
            "1899-12-31",
            "2200-01-01",
            "２０２６-05-03",
        ] {
            assert_eq!(wrong.parse::<Day>(), Err(BadId), "{wrong}");
        }
    }
}
