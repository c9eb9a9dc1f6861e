//! Bounded whole numbers: the bounds stand in the type, so that contract, form and refusal take them from there and no
//! feature checks them itself.

use crate::contract::{FieldKind, FieldType};
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// A number outside its bounds, or none; the parser of the body adds the name of the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadNumber {
    pub min: u32,
    pub max: u32,
}

impl fmt::Display for BadNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a whole number from {} to {}", self.min, self.max)
    }
}

/// A whole number from `MIN` to `MAX`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Whole<const MIN: u32, const MAX: u32>(u32);

impl<const MIN: u32, const MAX: u32> Whole<MIN, MAX> {
    pub const LEAST: u32 = MIN;
    pub const MOST: u32 = MAX;

    pub fn get(self) -> u32 {
        self.0
    }
}

impl<const MIN: u32, const MAX: u32> TryFrom<u32> for Whole<MIN, MAX> {
    type Error = BadNumber;
    fn try_from(number: u32) -> Result<Self, BadNumber> {
        if (MIN..=MAX).contains(&number) { Ok(Self(number)) } else { Err(BadNumber { min: MIN, max: MAX }) }
    }
}

impl<const MIN: u32, const MAX: u32> From<Whole<MIN, MAX>> for u32 {
    fn from(number: Whole<MIN, MAX>) -> u32 {
        number.0
    }
}

impl<const MIN: u32, const MAX: u32> FromStr for Whole<MIN, MAX> {
    type Err = BadNumber;
    fn from_str(text: &str) -> Result<Self, BadNumber> {
        let number: u32 = text.trim().parse().map_err(|_| BadNumber { min: MIN, max: MAX })?;
        number.try_into()
    }
}

impl<const MIN: u32, const MAX: u32> FieldType for Whole<MIN, MAX> {
    const KIND: FieldKind = FieldKind::Whole { min: MIN as u64, max: MAX as u64 };
}

#[cfg(feature = "openapi")]
impl<const MIN: u32, const MAX: u32> schemars::JsonSchema for Whole<MIN, MAX> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Whole{MIN}to{MAX}").into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "format": "uint32", "minimum": MIN, "maximum": MAX })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stays_in_its_bounds() {
        type Minutes = Whole<1, 1440>;
        let wrong = BadNumber { min: 1, max: 1440 };
        for (json, typed, expect) in [
            ("0", "0", None),
            ("1", " 1 ", Some(1)),
            ("1440", "1440", Some(1440)),
            ("1441", "1441", None),
            ("-1", "-1", None),
            ("1.5", "1.5", None),
            ("null", "", None),
        ] {
            let read = serde_json::from_str::<Minutes>(json);
            assert_eq!(read.ok().map(Minutes::get), expect, "{json}");
            assert_eq!(typed.parse::<Minutes>().map(Minutes::get), expect.ok_or(wrong), "{typed}");
        }
        let told = serde_json::from_str::<Minutes>("0").map_err(|error| error.to_string());
        assert_eq!(told, Err("a whole number from 1 to 1440".to_owned()));
        assert_eq!(serde_json::to_string(&"7".parse::<Minutes>().unwrap()).unwrap(), "7");
    }
}
