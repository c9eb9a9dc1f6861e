//! The telephone of an office (办公电话), which everybody may see and call. It belongs to the seat, not to its holder.
//!
//! Invariant: the phone with which a resident signs in never becomes the phone of an office.

use super::SeatRefusal;
use crate::text::Line;
use crate::{body, limits};
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// When somebody answers at the office, such as 工作日 9:00–17:00.
pub type OfficeHours = Line<0, { limits::OFFICE_HOURS_CHARS_MAX }>;

/// A number as it is written on a door: digits, with single spaces and hyphens between them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OfficePhone(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadOfficePhone;

impl fmt::Display for BadOfficePhone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (min, max) = (limits::OFFICE_PHONE_CHARS_MIN, limits::OFFICE_PHONE_CHARS_MAX);
        write!(f, "telephone of {min} to {max} digits, spaces and hyphens")
    }
}

impl OfficePhone {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The digits alone, as a telephone dials them.
    pub fn digits(&self) -> String {
        dialled_digits(&self.0)
    }
}

/// What a telephone dials of a number with spaces and hyphens.
pub fn dialled_digits(phone: &str) -> String {
    phone.chars().filter(char::is_ascii_digit).collect()
}

crate::stored::stored_as_text!(OfficePhone);

impl FromStr for OfficePhone {
    type Err = BadOfficePhone;
    fn from_str(text: &str) -> Result<Self, BadOfficePhone> {
        let text = text.trim();
        let groups: Vec<&str> = text.split([' ', '-']).collect();
        let digits: usize = groups.iter().map(|group| group.len()).sum();
        let fits = text.len() <= limits::OFFICE_PHONE_CHARS_MAX
            && digits >= limits::OFFICE_PHONE_CHARS_MIN
            && groups.iter().all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()));
        if fits { Ok(Self(text.to_owned())) } else { Err(BadOfficePhone) }
    }
}

impl TryFrom<String> for OfficePhone {
    type Error = BadOfficePhone;
    fn try_from(text: String) -> Result<Self, BadOfficePhone> {
        text.parse()
    }
}

impl From<OfficePhone> for String {
    fn from(phone: OfficePhone) -> String {
        phone.0
    }
}

impl fmt::Display for OfficePhone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(feature = "openapi")]
impl schemars::JsonSchema for OfficePhone {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "OfficePhone".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let (min, max) = (limits::OFFICE_PHONE_CHARS_MIN, limits::OFFICE_PHONE_CHARS_MAX);
        schemars::json_schema!({
            "type": "string", "minLength": min, "maxLength": max, "pattern": "^[0-9]+([ -][0-9]+)*$"
        })
    }
}

body! {
    /// Where the holder of a seat is reached in office hours. Without a phone the earlier one is removed.
    pub struct SetSeatContactRequest {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub phone: Option<OfficePhone>,
        pub hours: OfficeHours,
    }
}

/// Whether everybody may see these contacts of a seat. `is_private`: a resident has this phone.
pub fn may_publish_contact(has_ended: bool, is_private: bool) -> Result<(), SeatRefusal> {
    if has_ended {
        return Err(SeatRefusal::SeatAlreadyEnded);
    }
    if is_private { Err(SeatRefusal::PrivatePhone) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn office_phones_as_they_are_written_on_doors() {
        for (text, digits) in [
            ("028-3810 0000", Some("02838100000")),
            (" 38100000 ", Some("38100000")),
            ("3810000", Some("3810000")),
            ("400-800-1234-56", Some("400800123456")),
            ("12345678901234567890", Some("12345678901234567890")),
            // One digit too few, one character too many.
            ("381000", None),
            ("3-8-1-0-0", None),
            ("123456789012345678901", None),
            ("+86 28 38100000", None),
            ("028--38100000", None),
            ("-38100000", None),
            ("38100000转8", None),
            ("３８１０００００", None),
            ("tel:38100000", None),
            ("", None),
        ] {
            assert_eq!(text.parse::<OfficePhone>().ok().map(|phone| phone.digits()).as_deref(), digits, "{text}");
        }
    }

    #[test]
    fn a_private_phone_is_never_published() {
        for (has_ended, is_private, expect) in [
            (false, false, Ok(())),
            (false, true, Err(SeatRefusal::PrivatePhone)),
            (true, false, Err(SeatRefusal::SeatAlreadyEnded)),
        ] {
            assert_eq!(may_publish_contact(has_ended, is_private), expect, "{has_ended} {is_private}");
        }
    }
}
