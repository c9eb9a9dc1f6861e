//! A slip for signing in (登录凭条): printed at the counter for a resident who cannot receive a code by message, as a
//! QR code and as twelve characters to type.
//!
//! Invariant: a slip works once, for one person, within three days; a newer slip, another phone, a departure or a
//! closed account ends it. It is one factor in another person's hands, so people who need two factors never get one: a
//! worker must not be able to become the director with a sheet of paper. For every invalid slip the answer is the same.

use super::factor::{CROCKFORD, as_meant};
use super::{Refusal, is_staff};
use crate::access::Role;
use crate::ids::MemberId;
use crate::limits;
use crate::text::Reason;
use crate::time::{HOUR, UtcMillis};
use crate::{body, reply, words};
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// Characters of a slip, five bits each: sixty bits cannot be guessed within three days, and are few enough to type.
const SIGNS: usize = 12;
/// In groups of four, for reading aloud.
const GROUP: usize = 4;

/// The code of a slip, shown as `ABCD-EFGH-JKMN`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SlipCode(String);

/// Prevents printing by accident a code that opens an account.
impl fmt::Debug for SlipCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SlipCode(…)")
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadSlipCode;

impl fmt::Display for BadSlipCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a slip's code of twelve signs")
    }
}

impl SlipCode {
    /// A code from 64 random bits, of which sixty are used.
    pub fn from_chance(chance: u64) -> Self {
        Self((0..SIGNS).map(|at| char::from(CROCKFORD[(chance >> (5 * at) & 31) as usize])).collect())
    }

    /// The form that is hashed and used in an address: without hyphens.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form that is printed.
    pub fn shown(&self) -> String {
        [&self.0[..GROUP], &self.0[GROUP..2 * GROUP], &self.0[2 * GROUP..]].join("-")
    }
}

impl FromStr for SlipCode {
    type Err = BadSlipCode;
    fn from_str(text: &str) -> Result<Self, BadSlipCode> {
        let signs = as_meant(text);
        let known = signs.len() == SIGNS && signs.bytes().all(|sign| CROCKFORD.contains(&sign));
        if known { Ok(Self(signs)) } else { Err(BadSlipCode) }
    }
}

impl TryFrom<String> for SlipCode {
    type Error = BadSlipCode;
    fn try_from(text: String) -> Result<Self, BadSlipCode> {
        text.parse()
    }
}

impl From<SlipCode> for String {
    fn from(code: SlipCode) -> String {
        code.shown()
    }
}

#[cfg(feature = "openapi")]
impl schemars::JsonSchema for SlipCode {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "SlipCode".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let four = "[0-9A-HJKMNP-TV-Z]{4}";
        schemars::json_schema!({ "type": "string", "pattern": format!("^{four}-{four}-{four}$") })
    }
}

body! {
    /// A slip for a member, and why it is needed.
    pub struct PrintSlipRequest { pub reason: Reason }
    /// Sign in with a slip.
    pub struct SignInWithSlipRequest { pub slip: SlipCode }
}

reply! {
    /// The content of the printed slip. Shown only once; only a hash of the code is stored.
    pub struct SlipPrinted {
        pub slip: SlipCode,
        pub name_masked: String,
        /// The name of the worker who printed it.
        pub by_name: String,
        pub expires_at: UtcMillis,
    }
}

words! {
    /// The state of a slip.
    pub enum SlipState {
        Open = "open",
        Used = "used",
        /// Replaced by a newer one, ended by another phone, a departure or a closed account, or withdrawn.
        Void = "void",
    }
}

/// Whether a person signs in with two factors, because one is enrolled or an office requires it, and so never with a
/// slip alone. `roles`: of all current and future seats.
pub fn needs_both_factors(enrolled: bool, mut roles: impl Iterator<Item = Role>) -> bool {
    enrolled || roles.any(is_staff)
}

/// What is known when a slip is to be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlipWish {
    pub by: MemberId,
    pub of: MemberId,
    pub needs_both_factors: bool,
    /// Number of slips that this worker has printed today.
    pub printed_today: u32,
}

/// Whether it may be printed. The table of access checks the grid.
pub fn print_slip(wish: SlipWish) -> Result<(), Refusal> {
    if wish.by == wish.of {
        return Err(Refusal::OwnCase);
    }
    if wish.needs_both_factors {
        return Err(Refusal::SlipNeedsFactor);
    }
    let count_max = limits::SLIPS_PER_WORKER_DAY;
    if wish.printed_today >= count_max { Err(Refusal::TooManySlips { count_max }) } else { Ok(()) }
}

/// What is known about a slip that somebody uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slip {
    pub state: SlipState,
    pub expires_at: UtcMillis,
    /// Its owner has left the roster.
    pub has_left: bool,
    /// The owner took an office or enrolled a second factor since it was printed.
    pub needs_both_factors: bool,
}

/// Whether a slip opens a session. `None`: there is no such slip.
pub fn open_slip(slip: Option<Slip>, now: UtcMillis) -> Result<(), Refusal> {
    let opens = slip.is_some_and(|slip| {
        slip.state == SlipState::Open
            && now.is_before_end(slip.expires_at, limits::SLIP_HOURS * HOUR)
            && !slip.has_left
            && !slip.needs_both_factors
    });
    if opens { Ok(()) } else { Err(Refusal::SlipSpent) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_as_it_is_printed_and_typed() {
        let code = SlipCode::from_chance(0xF123_4567_89AB_CDEF);
        assert_eq!(code, SlipCode::from_chance(0x0123_4567_89AB_CDEF), "sixty bits of it");
        assert_ne!(code, SlipCode::from_chance(0x0923_4567_89AB_CDEF), "the highest of them counts");
        assert_eq!(code.shown().len(), 14);
        assert_eq!(format!("{code:?}"), "SlipCode(…)");
        for (text, expect) in [
            (code.shown(), Some(code.as_str())),
            (code.as_str().to_lowercase(), Some(code.as_str())),
            (code.shown().replace('-', " "), Some(code.as_str())),
            (format!(" {}\u{3000}", code.shown().replace('-', "—")), Some(code.as_str())),
            ("oil2-3456-7890".to_owned(), Some("011234567890")),
            ("ABCD-EFGH-JKM".to_owned(), None),
            ("ABCD-EFGH-JKMNP".to_owned(), None),
            ("ABCD-EFGH-JKMU".to_owned(), None),
            ("ＡBCD-EFGH-JKMN".to_owned(), None),
            (String::new(), None),
        ] {
            assert_eq!(text.parse::<SlipCode>().ok().as_ref().map(SlipCode::as_str), expect, "{text}");
        }
    }

    #[test]
    fn who_signs_in_with_two_factors() {
        for (name, enrolled, roles, expect) in [
            ("a resident", false, vec![], false),
            ("a team's leader", false, vec![Role::Organiser], false),
            ("who enrolled without need", true, vec![], true),
            ("a grid worker", false, vec![Role::GridWorker], true),
            ("a leader on the committee", false, vec![Role::Organiser, Role::Committee], true),
            ("a supervisor", false, vec![Role::Supervisor], true),
        ] {
            assert_eq!(needs_both_factors(enrolled, roles.into_iter()), expect, "{name}");
        }
    }

    #[test]
    fn for_whom_a_slip_is_printed() {
        let member = |n| MemberId::from_parts(UtcMillis(1), n);
        let most = limits::SLIPS_PER_WORKER_DAY;
        for (name, of, needs_both_factors, printed_today, expect) in [
            ("a resident", 2, false, 0, Ok(())),
            ("the last of the day", 2, false, most - 1, Ok(())),
            ("one more", 2, false, most, Err(Refusal::TooManySlips { count_max: most })),
            ("oneself", 1, false, 0, Err(Refusal::OwnCase)),
            ("oneself in office", 1, true, most, Err(Refusal::OwnCase)),
            ("the director", 2, true, 0, Err(Refusal::SlipNeedsFactor)),
        ] {
            let wish = SlipWish { by: member(1), of: member(of), needs_both_factors, printed_today };
            assert_eq!(print_slip(wish), expect, "{name}");
        }
    }

    #[test]
    fn a_slip_opens_once_in_its_time_and_is_refused_in_one_way() {
        let until = UtcMillis(1_000 * HOUR);
        let good = Slip { state: SlipState::Open, expires_at: until, has_left: false, needs_both_factors: false };
        for (name, slip, after, opens) in [
            ("at the last moment", Some(good), -1, true),
            ("three days old", Some(good), 0, false),
            ("printed by a clock that was a day ahead", Some(good), -(limits::SLIP_HOURS + 24) * HOUR, false),
            ("used", Some(Slip { state: SlipState::Used, ..good }), -1, false),
            ("void", Some(Slip { state: SlipState::Void, ..good }), -1, false),
            ("of somebody who left", Some(Slip { has_left: true, ..good }), -1, false),
            ("of somebody who took office", Some(Slip { needs_both_factors: true, ..good }), -1, false),
            ("no slip", None, -1, false),
        ] {
            let expect = if opens { Ok(()) } else { Err(Refusal::SlipSpent) };
            assert_eq!(open_slip(slip, until.plus(after)), expect, "{name}");
        }
    }
}
