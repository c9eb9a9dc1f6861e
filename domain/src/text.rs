//! Bounded text: trimmed, without control or invisible characters, between two lengths in characters.
//!
//! The type refuses what a screen or a print-out would show wrongly, so no feature checks lengths itself.

use crate::limits;
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// Why a text does not fit; the words name the rule, the field is named by whoever reads the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadText {
    TooShort { min: usize },
    TooLong { max: usize },
    Invisible,
}

impl fmt::Display for BadText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooShort { min } => write!(f, "text shorter than {min} characters"),
            Self::TooLong { max } => write!(f, "text longer than {max} characters"),
            Self::Invisible => f.write_str("text with invisible or control characters"),
        }
    }
}

/// Text of `MIN` to `MAX` characters after trimming.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Text<const MIN: usize, const MAX: usize>(String);

pub type Title = Text<2, { limits::TITLE_CHARS_MAX }>;
pub type Place = Text<2, { limits::PLACE_CHARS_MAX }>;
pub type Plan = Text<0, { limits::PLAN_CHARS_MAX }>;
pub type Reason = Text<{ limits::REASON_CHARS_MIN }, { limits::REASON_CHARS_MAX }>;
pub type SearchWord = Text<1, { limits::SEARCH_CHARS_MAX }>;

impl<const MIN: usize, const MAX: usize> Text<MIN, MAX> {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Nothing, where nothing is allowed.
impl<const MAX: usize> Default for Text<0, MAX> {
    fn default() -> Self {
        Self(String::new())
    }
}

/// Line breaks are the only control characters that people mean.
pub(crate) fn is_invisible(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{00AD}' | '\u{E0000}'..='\u{E007F}')
}

impl<const MIN: usize, const MAX: usize> FromStr for Text<MIN, MAX> {
    type Err = BadText;
    fn from_str(text: &str) -> Result<Self, BadText> {
        let text = text.trim();
        let chars = text.chars().count();
        if chars < MIN {
            return Err(BadText::TooShort { min: MIN });
        }
        if chars > MAX {
            return Err(BadText::TooLong { max: MAX });
        }
        if text.chars().any(is_invisible) {
            return Err(BadText::Invisible);
        }
        Ok(Self(text.to_owned()))
    }
}

impl<const MIN: usize, const MAX: usize> TryFrom<String> for Text<MIN, MAX> {
    type Error = BadText;
    fn try_from(text: String) -> Result<Self, BadText> {
        text.parse()
    }
}

impl<const MIN: usize, const MAX: usize> From<Text<MIN, MAX>> for String {
    fn from(text: Text<MIN, MAX>) -> String {
        text.0
    }
}

impl<const MIN: usize, const MAX: usize> fmt::Display for Text<MIN, MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(feature = "openapi")]
impl<const MIN: usize, const MAX: usize> schemars::JsonSchema for Text<MIN, MAX> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Text{MIN}to{MAX}").into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "minLength": MIN, "maxLength": MAX })
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
}
