//! What goes over the wire when signing in.

use crate::access::Role;
use crate::ids::{BodyId, GridId, HouseholdId, MemberId, SessionId};
use crate::time::UtcMillis;
use crate::{body, reply};
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// A mainland mobile number: eleven digits, the first 1, the second 3 to 9.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadPhone;

impl fmt::Display for BadPhone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("mobile number of 11 digits")
    }
}

impl Phone {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Phone {
    type Err = BadPhone;
    /// Spaces, hyphens and `+86` that people type are taken off first.
    fn from_str(text: &str) -> Result<Self, BadPhone> {
        let digits: String = text.trim().chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        let digits = digits.strip_prefix("+86").unwrap_or(&digits).to_owned();
        let bytes = digits.as_bytes();
        let fits = bytes.len() == 11
            && bytes.iter().all(u8::is_ascii_digit)
            && bytes[0] == b'1'
            && (b'3'..=b'9').contains(&bytes[1]);
        if fits { Ok(Self(digits)) } else { Err(BadPhone) }
    }
}

impl TryFrom<String> for Phone {
    type Error = BadPhone;
    fn try_from(text: String) -> Result<Self, BadPhone> {
        text.parse()
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> String {
        phone.0
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(feature = "openapi")]
impl schemars::JsonSchema for Phone {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Phone".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^1[3-9][0-9]{9}$" })
    }
}

body! {
    /// Ask for a code to be sent to a phone.
    pub struct CodeRequest { pub phone: Phone }
    /// Sign in with the code.
    pub struct SignInWith {
        pub phone: Phone,
        pub code: super::Code,
    }
}

reply! {
    /// The answer to every well-formed request for a code, whether the phone is known or not.
    pub struct CodeSent {
        pub expires_at: UtcMillis,
        pub resend_after_seconds: i64,
    }
    /// Who is signed in, with everything the app needs to know what to show.
    pub struct Me {
        pub member: MemberId,
        pub name: String,
        pub phone_masked: String,
        pub household: HouseholdId,
        pub session: SessionId,
        /// Roles that follow from seats; residents without a seat have none.
        pub held: Vec<HeldRole>,
        pub notices_unread: u32,
    }
    /// A role and the seat it follows from.
    pub struct HeldRole {
        pub role: Role,
        pub post: String,
        pub body: Option<BodyId>,
        pub body_name: Option<String>,
        pub grid: Option<GridId>,
        pub grid_name: Option<String>,
    }
    /// Own signed-in devices.
    pub struct Sessions { pub sessions: Vec<SessionRow> }
    pub struct SessionRow {
        pub id: SessionId,
        pub since: UtcMillis,
        pub last_seen_at: UtcMillis,
        /// What the browser said of itself, shortened.
        pub device: String,
        pub current: bool,
    }
    pub struct Done {}
}

impl Me {
    /// The caller's standing, so that the app asks the same table as the object.
    pub fn standing(&self) -> crate::access::Standing {
        crate::access::Standing {
            member: Some(self.member),
            household: Some(self.household),
            held: self
                .held
                .iter()
                .map(|held| crate::access::Held { role: held.role, body: held.body, grid: held.grid })
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_as_people_type_them() {
        for (text, expect) in [
            ("13800001234", Some("13800001234")),
            (" 138 0000 1234 ", Some("13800001234")),
            ("+86 138-0000-1234", Some("13800001234")),
            ("12800001234", None),
            ("1380000123", None),
            ("138000012345", None),
            ("1380000123４", None),
            ("", None),
        ] {
            assert_eq!(text.parse::<Phone>().ok().as_ref().map(Phone::as_str), expect, "{text}");
        }
    }
}
