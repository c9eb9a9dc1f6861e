//! Bounded text: trimmed, without control or invisible characters, between two lengths in characters.
//!
//! The type refuses text that a screen or a print-out would show wrongly, so that no feature checks lengths itself.
//! `signs.rs` defines the refused characters.

mod signs;

pub(crate) use signs::is_invisible;

use crate::contract::{FieldKind, FieldType};
use crate::limits;
use crate::stored::{FromValue, Value};
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};
use signs::shows_all;

/// The rule that a text breaks; the parser of the body adds the name of the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadText {
    TooShort { min: usize },
    TooLong { max: usize },
    Invisible,
    LineBreak,
}

impl fmt::Display for BadText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooShort { min } => write!(f, "text shorter than {min} characters"),
            Self::TooLong { max } => write!(f, "text longer than {max} characters"),
            Self::Invisible => {
                f.write_str("text with invisible or control characters, or with too many marks on one sign")
            }
            Self::LineBreak => f.write_str("text of more than one line"),
        }
    }
}

/// Text of `MIN` to `MAX` characters after trimming; `LINES` says whether it may have several lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Bounded<const MIN: usize, const MAX: usize, const LINES: bool>(String);

/// Text of a field with several lines: reasons, plans, posts.
pub type Text<const MIN: usize, const MAX: usize> = Bounded<MIN, MAX, true>;
/// Text of a list, a heading or a cell: titles, names, places.
pub type Line<const MIN: usize, const MAX: usize> = Bounded<MIN, MAX, false>;

pub type Title = Line<2, { limits::TITLE_CHARS_MAX }>;
pub type PlaceText = Line<2, { limits::PLACE_CHARS_MAX }>;
pub type Plan = Text<0, { limits::PLAN_CHARS_MAX }>;
pub type Reason = Text<{ limits::REASON_CHARS_MIN }, { limits::REASON_CHARS_MAX }>;
pub type SearchWord = Line<1, { limits::SEARCH_CHARS_MAX }>;

impl<const MIN: usize, const MAX: usize, const LINES: bool> Bounded<MIN, MAX, LINES> {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The empty text, where it is allowed.
impl<const MAX: usize, const LINES: bool> Default for Bounded<0, MAX, LINES> {
    fn default() -> Self {
        Self(String::new())
    }
}

impl<const MIN: usize, const MAX: usize, const LINES: bool> FromStr for Bounded<MIN, MAX, LINES> {
    type Err = BadText;
    fn from_str(text: &str) -> Result<Self, BadText> {
        check_text(text, MIN, MAX, LINES).map(|text| Self(text.to_owned()))
    }
}

impl<const MIN: usize, const MAX: usize, const LINES: bool> FieldType for Bounded<MIN, MAX, LINES> {
    const KIND: FieldKind = FieldKind::Text { min: MIN, max: MAX, lines: LINES };
}

/// The trimmed text, if it has `min` to `max` characters, each of which a screen shows; `lines`: also several lines.
pub fn check_text(text: &str, min: usize, max: usize, lines: bool) -> Result<&str, BadText> {
    let text = text.trim();
    let chars = text.chars().count();
    if chars < min {
        Err(BadText::TooShort { min })
    } else if chars > max {
        Err(BadText::TooLong { max })
    } else if !shows_all(text) {
        Err(BadText::Invisible)
    } else if !lines && text.contains('\n') {
        Err(BadText::LineBreak)
    } else {
        Ok(text)
    }
}

impl<const MIN: usize, const MAX: usize, const LINES: bool> FromValue for Bounded<MIN, MAX, LINES> {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Text(text) = value { text.parse().ok() } else { None }
    }
}

impl<const MIN: usize, const MAX: usize, const LINES: bool> TryFrom<String> for Bounded<MIN, MAX, LINES> {
    type Error = BadText;
    fn try_from(text: String) -> Result<Self, BadText> {
        text.parse()
    }
}

impl<const MIN: usize, const MAX: usize, const LINES: bool> From<Bounded<MIN, MAX, LINES>> for String {
    fn from(text: Bounded<MIN, MAX, LINES>) -> String {
        text.0
    }
}

impl<const MIN: usize, const MAX: usize, const LINES: bool> fmt::Display for Bounded<MIN, MAX, LINES> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(feature = "openapi")]
impl<const MIN: usize, const MAX: usize, const LINES: bool> schemars::JsonSchema for Bounded<MIN, MAX, LINES> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("{}{MIN}to{MAX}", if LINES { "Text" } else { "Line" }).into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let pattern = signs::text_pattern(MIN, LINES);
        schemars::json_schema!({ "type": "string", "minLength": MIN, "maxLength": MAX, "pattern": pattern })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_of_each_boundary() {
        type T = Text<2, 4>;
        for (text, expect) in [
            ("清", Err(BadText::TooShort { min: 2 })),
            (" 清 ", Err(BadText::TooShort { min: 2 })),
            ("清理", Ok("清理")),
            ("  清理楼道 ", Ok("清理楼道")),
            ("清理楼道间", Err(BadText::TooLong { max: 4 })),
            ("清\u{200B}理", Err(BadText::Invisible)),
            ("清\u{0}理", Err(BadText::Invisible)),
            ("清\u{202E}理", Err(BadText::Invisible)),
            ("清\n理", Ok("清\n理")),
        ] {
            assert_eq!(text.parse::<T>().as_ref().map(T::as_str), expect.as_ref().copied(), "{text:?}");
        }
    }

    #[test]
    fn a_title_has_one_line() {
        for text in ["清\n理", "清理\n\n楼道", "清\r\n理", "清\u{85}理", "清\u{2028}理", "清\u{2029}理"] {
            assert!(text.parse::<Title>().is_err(), "{text:?}");
        }
        assert_eq!("清理楼道\n".parse::<Title>().map(String::from), Ok("清理楼道".to_owned()), "an end is no line");
        assert_eq!("清\n理".parse::<Title>(), Err(BadText::LineBreak));
    }
}
