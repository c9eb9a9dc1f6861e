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

crate::stored::stored_as_text!(Phone);

impl FromStr for Phone {
    type Err = BadPhone;
    /// Spaces, hyphens and `+86` are removed first.
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

/// Proof that a code was right, while further data is asked for: 256 bits in hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Ticket(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadTicket;

impl fmt::Display for BadTicket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("64 hexadecimal digits")
    }
}

impl Ticket {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Ticket {
    type Err = BadTicket;
    fn from_str(text: &str) -> Result<Self, BadTicket> {
        let fits = text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if fits { Ok(Self(text.to_owned())) } else { Err(BadTicket) }
    }
}

impl TryFrom<String> for Ticket {
    type Error = BadTicket;
    fn try_from(text: String) -> Result<Self, BadTicket> {
        text.parse()
    }
}

impl From<Ticket> for String {
    fn from(ticket: Ticket) -> String {
        ticket.0
    }
}

#[cfg(feature = "openapi")]
impl schemars::JsonSchema for Ticket {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Ticket".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[0-9a-f]{64}$" })
    }
}

body! {
    /// Ask for a code to one's new phone.
    pub struct PhoneCodeRequest { pub phone: Phone }
    /// Ask for a code to sign in.
    pub struct SignInCodeRequest {
        pub phone: Phone,
        /// The proof of work, if one was required (`sessions/proof-needed`).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub proof: Option<u32>,
    }
    /// Sign in with the code.
    pub struct SignInRequest {
        pub phone: Phone,
        pub code: super::Code,
    }
    /// Continue signing in after a right code: the person if several share the phone, and the second factor if
    /// enrolled.
    pub struct FinishSignInRequest {
        pub ticket: Ticket,
        #[serde(default)]
        pub member: Option<MemberId>,
        #[serde(default)]
        pub code: Option<super::FactorCode>,
    }
    /// The first code of the authenticator app, which proves that it has the key.
    pub struct ConfirmFactorRequest { pub code: super::Code }
    /// The second factor again, before a dangerous act.
    pub struct ProveFactorRequest { pub code: super::FactorCode }
    /// Reset another member's lost factor.
    pub struct ResetFactorRequest { pub reason: crate::text::Reason }
}

reply! {
    /// Exactly one of the two: the person who is signed in, or what is still required.
    pub struct SignedIn {
        pub me: Option<Me>,
        pub next: Option<NextStep>,
    }
    /// The code was right, but more data is required.
    pub struct NextStep {
        /// Proof that the code was right.
        pub ticket: Ticket,
        pub expires_at: UtcMillis,
        /// The people who share this phone, if one must be chosen. Names are in full: the holder of the phone may sign
        /// in as each of them and read the names there anyway.
        pub people: Vec<SignInCandidate>,
        /// Whether the second factor is required.
        pub second_factor: bool,
    }
    pub struct SignInCandidate {
        pub member: MemberId,
        pub name: String,
    }
    /// A new key, not yet confirmed.
    pub struct FactorBegun {
        /// The key to type in.
        pub key: String,
        /// The content of the QR code.
        pub uri: String,
        pub expires_at: UtcMillis,
    }
    /// Shown only once.
    pub struct FactorConfirmed { pub recovery_codes: Vec<String> }
    /// The second factor of a person who has one or needs one.
    pub struct SecondFactor {
        /// An authenticator app is enrolled, and its code is required.
        pub enrolled: bool,
        /// The person has a passkey, which is both factors at once; `due_at` tells whether this session proved it.
        #[serde(default)]
        pub passkey: bool,
        /// Until when an office holder must enrol.
        pub due_at: Option<UtcMillis>,
        /// The deadline has passed: the office is closed until a factor is enrolled.
        pub overdue: bool,
    }
    /// The answer to every well-formed request for a code, whether the phone is known or not.
    pub struct CodeSent {
        pub expires_at: UtcMillis,
        pub resend_after_seconds: i64,
    }
    /// The person who is signed in, with everything that the app needs to decide what to show.
    pub struct Me {
        pub member: MemberId,
        pub name: String,
        pub phone_masked: String,
        pub household: HouseholdId,
        pub session: SessionId,
        /// Roles that follow from seats; residents without a seat have none.
        pub held: Vec<HeldRole>,
        pub notices_unread: u32,
        /// Papers for this person are printed large: the app offers its elder view.
        #[serde(default)]
        pub large_print: bool,
        /// Only for people who have enrolled one or hold an office.
        pub second_factor: Option<SecondFactor>,
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
    /// The caller's signed-in devices.
    pub struct Sessions { pub sessions: Vec<SessionRow> }
    pub struct SessionRow {
        pub id: SessionId,
        pub since: UtcMillis,
        pub last_seen_at: UtcMillis,
        /// The browser's description of itself, shortened.
        pub device: String,
        pub current: bool,
    }
    pub struct Done {}
}

impl SignInCodeRequest {
    /// Without a proof of work, as in a first request.
    pub fn of(phone: Phone) -> Self {
        Self { phone, proof: None }
    }
}

impl Me {
    /// The caller's standing, so that the app asks the same table as the object.
    pub fn standing(&self) -> crate::access::CallerStanding {
        crate::access::CallerStanding {
            member: Some(self.member),
            household: Some(self.household),
            held: self
                .held
                .iter()
                .map(|held| crate::access::ScopedRole { role: held.role, body: held.body, grid: held.grid })
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
