//! The second factor (第二重验证): a code of an authenticator app, new every thirty seconds (RFC 6238 with HMAC-SHA-1,
//! six digits), or one of ten recovery codes. `rules.md` §9: office holders need two factors.
//!
//! Invariant: a code is accepted once, and at most one step away from the moment; wrong tries lock the factor of that
//! member for a while, and only tries after a right phone code are counted.

use super::{Code, Refusal};
use crate::limits;
use crate::time::{SECOND, UtcMillis};
use core::fmt;
use core::str::FromStr;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha1::Sha1;

/// How long one code is shown.
const STEP_MILLIS: i64 = 30 * SECOND;
/// Number of steps by which a clock may be off to each side.
const STEPS_BESIDE: i64 = 1;
const KEY_BYTES: usize = 20;
/// RFC 4648, the alphabet that authenticator apps read.
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/// Crockford's alphabet, in which no two characters look alike on paper.
pub(super) const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const RECOVERY_CHARS: usize = 10;

/// The secret that the server and one authenticator app share.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct FactorKey([u8; KEY_BYTES]);

/// Prevents printing the key by accident.
impl fmt::Debug for FactorKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FactorKey(…)")
    }
}

impl FactorKey {
    pub fn from_chance(bytes: [u8; KEY_BYTES]) -> Self {
        Self(bytes)
    }

    /// Thirty-two characters to type where no camera can read the QR code.
    pub fn to_base32(self) -> String {
        let mut text = String::with_capacity(KEY_BYTES * 8 / 5);
        for five in self.0.chunks(5) {
            let word = five.iter().fold(0u64, |word, byte| (word << 8) | u64::from(*byte));
            for at in (0..8).rev() {
                text.push(char::from(BASE32[(word >> (5 * at) & 31) as usize]));
            }
        }
        text
    }

    pub fn from_base32(text: &str) -> Option<Self> {
        if text.len() != KEY_BYTES * 8 / 5 {
            return None;
        }
        let mut key = [0u8; KEY_BYTES];
        for (bytes, signs) in key.chunks_mut(5).zip(text.as_bytes().chunks(8)) {
            let mut word = 0u64;
            for sign in signs {
                word = (word << 5) | BASE32.iter().position(|known| known == sign)? as u64;
            }
            bytes.copy_from_slice(&word.to_be_bytes()[3..]);
        }
        Some(Self(key))
    }

    /// The content of the QR code for an authenticator app; the app shows `account` next to the issuer.
    pub fn uri(self, issuer: &str, account: &str) -> String {
        format!("otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}", self.to_base32())
    }

    fn code_of_step(self, step: i64) -> Code {
        let mut mac = Hmac::<Sha1>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        mac.update(&step.to_be_bytes());
        let digest = mac.finalize().into_bytes();
        let offset = usize::from(digest[19] & 0x0f);
        let word = [digest[offset] & 0x7f, digest[offset + 1], digest[offset + 2], digest[offset + 3]];
        Code::from_chance(u64::from(u32::from_be_bytes(word)))
    }

    /// The code that an authenticator app with a right clock shows at a moment.
    pub fn code_at(self, at: UtcMillis) -> Code {
        self.code_of_step(at.0.div_euclid(STEP_MILLIS))
    }

    /// The step whose code was typed. Only a step later than `last_step` is accepted, so that a code works once. Takes
    /// the same time for every input.
    pub fn accepted_step(self, typed: &Code, last_step: i64, now: UtcMillis) -> Option<i64> {
        let this = now.0.div_euclid(STEP_MILLIS);
        // A stored step that no clock can have shown yet comes from a clock that was set back since.
        let last_step = if last_step > this + STEPS_BESIDE { i64::MIN } else { last_step };
        let mut found = None;
        for step in this - STEPS_BESIDE..=this + STEPS_BESIDE {
            let same = is_same(self.code_of_step(step).as_str(), typed.as_str());
            // All three steps are compared, whichever matches.
            if same && step > last_step && found.is_none() {
                found = Some(step);
            }
        }
        found
    }
}

/// Compares without stopping at the first difference.
fn is_same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().zip(other.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

/// A recovery code (备用码): fifty bits, shown as `ABCDE-FGHJK`, valid once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveryCode(String);

impl RecoveryCode {
    pub fn from_chance(chance: u64) -> Self {
        let sign = |at: usize| char::from(CROCKFORD[(chance >> (5 * at) & 31) as usize]);
        Self((0..RECOVERY_CHARS).map(sign).collect())
    }

    /// The form that is hashed: without the hyphen.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form that is shown.
    pub fn shown(&self) -> String {
        [&self.0[..5], "-", &self.0[5..]].concat()
    }
}

/// A typed code for the second factor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum FactorCode {
    Shown(Code),
    Recovery(RecoveryCode),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadFactorCode;

impl fmt::Display for BadFactorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("six digits or a recovery code of ten signs")
    }
}

impl FromStr for FactorCode {
    type Err = BadFactorCode;
    fn from_str(text: &str) -> Result<Self, BadFactorCode> {
        let signs = as_meant(text);
        if let Ok(code) = signs.parse() {
            return Ok(Self::Shown(code));
        }
        let known = signs.len() == RECOVERY_CHARS && signs.bytes().all(|sign| CROCKFORD.contains(&sign));
        if known { Ok(Self::Recovery(RecoveryCode(signs))) } else { Err(BadFactorCode) }
    }
}

/// Normalises characters typed from paper: lower case, blanks and dashes are accepted; O becomes 0, I and L become 1.
pub(super) fn as_meant(text: &str) -> String {
    let signs = text.chars().filter(|sign| !sign.is_whitespace() && !matches!(sign, '-' | '—' | '–' | '－'));
    signs
        .map(|sign| match sign.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
}

impl TryFrom<String> for FactorCode {
    type Error = BadFactorCode;
    fn try_from(text: String) -> Result<Self, BadFactorCode> {
        text.parse()
    }
}

impl From<FactorCode> for String {
    fn from(code: FactorCode) -> String {
        match code {
            FactorCode::Shown(code) => code.into(),
            FactorCode::Recovery(code) => code.shown(),
        }
    }
}

#[cfg(feature = "openapi")]
impl schemars::JsonSchema for FactorCode {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "FactorCode".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let recovery = "[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}";
        schemars::json_schema!({ "type": "string", "pattern": format!("^([0-9]{{6}}|{recovery})$") })
    }
}

/// Wrong tries so far at the factor of one member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FactorTries {
    pub wrong_tries: u32,
    pub locked_until: Option<UtcMillis>,
}

/// The result of a try at the second factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactorVerdict {
    /// Proved; the count starts again at zero.
    Proved,
    /// Refuse, and store this count.
    CountTry(FactorTries, Refusal),
    /// Refuse; nothing changes.
    Refuse(Refusal),
}

/// Judges one try. The sixth wrong one locks the factor; while it is locked, even a right code is refused.
pub fn judge_factor(tries: FactorTries, matches: bool, now: UtcMillis) -> FactorVerdict {
    if let Some(until) = tries.locked_until.filter(|until| now.is_before_end(*until, limits::FACTOR_LOCK_MILLIS)) {
        return FactorVerdict::Refuse(locked(until, now));
    }
    if matches {
        return FactorVerdict::Proved;
    }
    let wrong_tries = tries.wrong_tries + 1;
    if wrong_tries >= limits::FACTOR_TRIES_MAX {
        let until = now.plus(limits::FACTOR_LOCK_MILLIS);
        return FactorVerdict::CountTry(FactorTries { wrong_tries: 0, locked_until: Some(until) }, locked(until, now));
    }
    let tries_left = limits::FACTOR_TRIES_MAX - wrong_tries;
    FactorVerdict::CountTry(FactorTries { wrong_tries, locked_until: None }, Refusal::FactorCodeWrong { tries_left })
}

fn locked(until: UtcMillis, now: UtcMillis) -> Refusal {
    Refusal::FactorLocked { retry_seconds: until.since(now) / SECOND + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::DAY;

    /// The key of RFC 6238, appendix B.
    const RFC: FactorKey = FactorKey(*b"12345678901234567890");

    #[test]
    fn the_codes_of_the_standard() {
        // The last six of the eight digits in RFC 6238, appendix B, SHA-1.
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(RFC.code_at(UtcMillis(seconds * SECOND)).as_str(), code, "{seconds}");
        }
        assert_eq!(RFC.to_base32(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(FactorKey::from_base32(&RFC.to_base32()), Some(RFC));
        for wrong in ["", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ", "gezdgnbvgy3tqojqgezdgnbvgy3tqojq"] {
            assert_eq!(FactorKey::from_base32(wrong), None, "{wrong}");
        }
        assert_eq!(format!("{RFC:?}"), "FactorKey(…)");
    }

    #[test]
    fn one_step_to_each_side_and_each_code_once() {
        let now = UtcMillis(1_111_111_111 * SECOND);
        let step = now.0 / STEP_MILLIS;
        let shown = |steps: i64| RFC.code_at(now.plus(steps * STEP_MILLIS));
        for (name, steps, last_step, expect) in [
            ("now", 0, 0, Some(step)),
            ("a slow clock", -1, 0, Some(step - 1)),
            ("a fast clock", 1, 0, Some(step + 1)),
            ("too slow", -2, 0, None),
            ("too fast", 2, 0, None),
            ("the same code again", 0, step, None),
            ("the one before, after a later one", -1, step, None),
            ("the next one, after this one", 1, step, Some(step + 1)),
            ("after the next one, by a clock that was fast", 0, step + 1, None),
            ("after one of a clock that was a day ahead", 0, step + 2880, Some(step)),
        ] {
            assert_eq!(RFC.accepted_step(&shown(steps), last_step, now), expect, "{name}");
        }
        assert!(is_same("123456", "123456") && !is_same("123456", "123457") && !is_same("123456", "12345"));
    }

    #[test]
    fn six_wrong_tries_lock_the_factor_for_a_while() {
        let now = UtcMillis(1_000_000);
        let tries = |wrong_tries, locked_until: Option<i64>| FactorTries {
            wrong_tries,
            locked_until: locked_until.map(|after| now.plus(after)),
        };
        let lock = limits::FACTOR_LOCK_MILLIS;
        let wrong = |tries_left| Refusal::FactorCodeWrong { tries_left };
        let locked = |retry_seconds| Refusal::FactorLocked { retry_seconds };
        for (name, state, matches, expect) in [
            ("right", tries(0, None), true, FactorVerdict::Proved),
            ("right at the last try", tries(5, None), true, FactorVerdict::Proved),
            ("wrong", tries(0, None), false, FactorVerdict::CountTry(tries(1, None), wrong(5))),
            ("wrong for the fifth time", tries(4, None), false, FactorVerdict::CountTry(tries(5, None), wrong(1))),
            ("the sixth", tries(5, None), false, FactorVerdict::CountTry(tries(0, Some(lock)), locked(901))),
            ("right while locked", tries(0, Some(1)), true, FactorVerdict::Refuse(locked(1))),
            ("locked by a clock that was a day ahead", tries(0, Some(lock + DAY)), true, FactorVerdict::Proved),
            ("right when the lock ends", tries(0, Some(0)), true, FactorVerdict::Proved),
            ("wrong when it ends", tries(0, Some(0)), false, FactorVerdict::CountTry(tries(1, None), wrong(5))),
        ] {
            assert_eq!(judge_factor(state, matches, now), expect, "{name}");
        }
    }

    #[test]
    fn what_people_type() {
        let recovery = RecoveryCode::from_chance(0x0003_1415_9265_3589);
        assert_eq!(recovery.shown().len(), 11);
        for (text, expect) in [
            ("123456".to_owned(), Some("123456")),
            (" 123 456 ".to_owned(), Some("123456")),
            (recovery.shown(), Some(recovery.as_str())),
            (recovery.shown().to_lowercase().replace('-', " "), Some(recovery.as_str())),
            ("oil23-45678".to_owned(), Some("0112345678")),
            ("1234567".to_owned(), None),
            ("12345-6789U".to_owned(), None),
            ("１２３４５６".to_owned(), None),
            (String::new(), None),
        ] {
            let typed = text.parse::<FactorCode>().ok().map(|code| match code {
                FactorCode::Shown(code) => code.as_str().to_owned(),
                FactorCode::Recovery(code) => code.as_str().to_owned(),
            });
            assert_eq!(typed.as_deref(), expect, "{text}");
        }
    }
}
