//! Identifiers. A ULID in text form identifies everything that is created; an administrative code identifies a place.
//!
//! The caller makes the ULID of a command (it is the idempotency key), the object makes all others.
//!
//! The parent of a place follows from the digits of its code; `0` is the country. Each kind of id has a type of its
//! own, so that two kinds cannot be mixed up.

use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// Why a text is no identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadId;

impl fmt::Display for BadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an identifier")
    }
}

macro_rules! ulid_ids {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(u128);

        impl $name {
            /// From the time and 80 random bits, both given by the caller.
            pub fn from_parts(at: crate::time::UtcMillis, chance: u128) -> Self {
                Self(ulid::Ulid::from_parts(at.0.unsigned_abs(), chance).0)
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let mut text = [0u8; ulid::ULID_LEN];
                f.write_str(ulid::Ulid(self.0).array_to_str(&mut text))
            }
        }
        impl FromStr for $name {
            type Err = BadId;
            /// Upper case only, so that one id has one spelling.
            fn from_str(text: &str) -> Result<Self, BadId> {
                let id = ulid::Ulid::from_string(text).map_err(|_| BadId)?;
                let mut again = [0u8; ulid::ULID_LEN];
                if id.array_to_str(&mut again) == text { Ok(Self(id.0)) } else { Err(BadId) }
            }
        }
        crate::stored::stored_as_text!($name);
        crate::contract::field_kinds! { crate::contract::FieldKind::Id => $name; }
        impl TryFrom<String> for $name {
            type Error = BadId;
            fn try_from(text: String) -> Result<Self, BadId> { text.parse() }
        }
        impl From<$name> for String {
            fn from(id: $name) -> String { id.to_string() }
        }
        #[cfg(feature = "openapi")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> { stringify!($name).into() }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "pattern": "^[0-7][0-9A-HJKMNP-TV-Z]{25}$" })
            }
        }
    )+};
}

ulid_ids! {
    /// A command's key, made by the caller before the first try.
    CommandKey
    /// A resident in the roster (居民).
    MemberId
    /// A household (户).
    HouseholdId
    /// A grid of 300–500 households (网格).
    GridId
    /// A body with seats: a committee, a team (组织).
    BodyId
    /// A seat on a body for a term (任职).
    SeatId
    /// A signed-in device.
    SessionId
    /// A volunteer activity (志愿活动).
    ActivityId
    /// One volunteer's service at one activity (志愿服务记录).
    ServiceId
    /// A ledger account.
    AccountId
    /// A ledger transfer.
    TransferId
    /// A message to one member.
    NoticeId
    /// An announcement of the committee (公告).
    AnnouncementId
    /// An import of a roster (名册导入).
    ImportId
    /// A residents' group (居民小组).
    GroupId
    /// A roll that was recorded (名册).
    RollId
    /// A time in which a worker may act for a resident (代办).
    AssistanceId
    /// An act that was done in a resident's name.
    ActId
    /// A person's request to correct an item of their own data.
    CorrectionId
    /// Somebody who works for a region (工作人员).
    OfficerId
    /// A matter of deliberation (议事协商事项).
    MatterId
    /// A post in a discussion.
    PostId
    /// A meeting of any form (会议).
    MeetingId
    /// A matter on its way through four deliberations and two disclosures (四议两公开).
    CaseId
    /// One question put to the vote (表决).
    BallotId
    /// A voter on the roll of a meeting: a member, or a household where households vote.
    VoterId
    /// An opinion that a decision asks for (法律意见、审核意见).
    OpinionId
    /// A halt that the supervision committee puts on a decision (暂缓).
    HoldId
    /// The decisions that the assembly leaves to the representatives (授权).
    AuthorisationId
    /// A passkey of somebody (通行密钥).
    PasskeyId
}

impl From<MemberId> for VoterId {
    fn from(member: MemberId) -> Self {
        Self(member.0)
    }
}

impl From<HouseholdId> for VoterId {
    fn from(household: HouseholdId) -> Self {
        Self(household.0)
    }
}

impl VoterId {
    /// The member of this id, where members vote.
    pub fn as_member(self) -> MemberId {
        MemberId(self.0)
    }

    /// The household of this id, where households vote.
    pub fn as_household(self) -> HouseholdId {
        HouseholdId(self.0)
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident ($pattern:literal) $check:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            pub fn as_str(&self) -> &str { &self.0 }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&self.0) }
        }
        impl FromStr for $name {
            type Err = BadId;
            fn from_str(text: &str) -> Result<Self, BadId> {
                let fits: fn(&str) -> bool = $check;
                let digits = text.bytes().all(|b| b.is_ascii_digit());
                if digits && fits(text) { Ok(Self(text.to_owned())) } else { Err(BadId) }
            }
        }
        crate::stored::stored_as_text!($name);
        crate::contract::field_kinds! { crate::contract::FieldKind::Id => $name; }
        impl TryFrom<String> for $name {
            type Error = BadId;
            fn try_from(text: String) -> Result<Self, BadId> { text.parse() }
        }
        impl From<$name> for String {
            fn from(code: $name) -> String { code.0 }
        }
        #[cfg(feature = "openapi")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> { stringify!($name).into() }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "pattern": $pattern })
            }
        }
    )+};
}

codes! {
    /// The twelve-digit statistical code of a community or village (社区、村).
    CommunityCode ("^[0-9]{12}$") |code| code.len() == 12;
    /// The code of a region: one zero for the country, then province 2, city 4, county 6, street or township 9 digits.
    RegionCode ("^(0|[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9})$") |code| code == "0" || matches!(code.len(), 2 | 4 | 6 | 9);
}

impl CommunityCode {
    /// The street or township (街道、乡镇) that the community belongs to: the code's first nine digits.
    pub fn parent(&self) -> RegionCode {
        RegionCode(self.0[..9].to_owned())
    }
}

impl RegionCode {
    /// The country, root of the tree.
    pub fn country() -> Self {
        Self("0".to_owned())
    }

    /// The region one level up; the country has none.
    pub fn parent(&self) -> Option<Self> {
        let digits = match self.0.len() {
            9 => 6,
            6 => 4,
            4 => 2,
            2 => return Some(Self::country()),
            _ => return None,
        };
        Some(Self(self.0[..digits].to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ulid_has_one_spelling() {
        let id = MemberId::from_parts(crate::time::UtcMillis(1_795_000_000_000), 7);
        let text = id.to_string();
        assert_eq!(text.parse(), Ok(id));
        assert_eq!(text.to_lowercase().parse::<MemberId>(), Err(BadId));
        assert_eq!("8ZZZZZZZZZZZZZZZZZZZZZZZZZ".parse::<MemberId>(), Err(BadId));
        assert_eq!("".parse::<MemberId>(), Err(BadId));
    }

    #[test]
    fn a_code_names_its_parent() {
        let community: CommunityCode = "511402901001".parse().unwrap();
        let mut up = vec![];
        let mut region = Some(community.parent());
        while let Some(at) = region {
            region = at.parent();
            up.push(at.to_string());
        }
        assert_eq!(up, ["511402901", "511402", "5114", "51", "0"]);
        for wrong in ["51140290100", "5114029010011", "51140290100x", "", "５１１４０２９０１００１"] {
            assert_eq!(wrong.parse::<CommunityCode>(), Err(BadId), "{wrong}");
        }
    }
}
