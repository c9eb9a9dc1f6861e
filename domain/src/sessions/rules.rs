//! The validity of a one-time code.

use super::Refusal;
use crate::limits;
use crate::time::{SECOND, UtcMillis};
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// Six digits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadCode;

impl fmt::Display for BadCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("six digits")
    }
}

impl Code {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A code from a number that the caller drew uniformly from at least 64 random bits.
    pub fn from_chance(chance: u64) -> Self {
        Self(format!("{:06}", chance % 1_000_000))
    }
}

impl FromStr for Code {
    type Err = BadCode;
    fn from_str(text: &str) -> Result<Self, BadCode> {
        let text = text.trim();
        if text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(BadCode)
        }
    }
}

impl TryFrom<String> for Code {
    type Error = BadCode;
    fn try_from(text: String) -> Result<Self, BadCode> {
        text.parse()
    }
}

impl From<Code> for String {
    fn from(code: Code) -> String {
        code.0
    }
}

#[cfg(feature = "openapi")]
impl schemars::JsonSchema for Code {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Code".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[0-9]{6}$" })
    }
}

/// The stored state of the newest code of a phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeState {
    pub sent_at: UtcMillis,
    pub wrong_tries: u32,
    pub used: bool,
}

/// The result of a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeVerdict {
    /// Sign in and mark the code used.
    Welcome,
    /// Refuse, and count the wrong try.
    CountTry(Refusal),
    /// Refuse; nothing changes.
    Refuse(Refusal),
}

/// How long until another code may be sent to a phone; a code sent by a clock that was set back since counts as not
/// sent.
pub fn wait_millis(sent_at: UtcMillis, now: UtcMillis) -> Option<i64> {
    let pause = limits::SIGN_IN_RESEND_SECONDS * SECOND;
    now.is_within(sent_at, pause).then(|| pause - now.since(sent_at).max(0))
}

/// Judges one try. `matches` says whether the hash of the typed code equals the stored one.
///
/// Without a stored code the answer is that of a wrong one, so that an unknown phone cannot be recognised.
pub fn judge_code(state: Option<CodeState>, matches: bool, now: UtcMillis) -> CodeVerdict {
    let Some(state) = state else { return CodeVerdict::Refuse(Refusal::CodeWrong) };
    let expired = !now.is_within(state.sent_at, limits::SIGN_IN_CODE_MILLIS);
    if state.used || expired || state.wrong_tries >= limits::SIGN_IN_TRIES_MAX {
        return CodeVerdict::Refuse(Refusal::CodeSpent);
    }
    if matches {
        return CodeVerdict::Welcome;
    }
    let last = state.wrong_tries + 1 >= limits::SIGN_IN_TRIES_MAX;
    CodeVerdict::CountTry(if last { Refusal::CodeSpent } else { Refusal::CodeWrong })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{DAY, MINUTE};

    #[test]
    fn the_life_of_a_code() {
        let sent = UtcMillis(1_000_000);
        let state = |wrong_tries, used| Some(CodeState { sent_at: sent, wrong_tries, used });
        let just_in_time = limits::SIGN_IN_CODE_MILLIS - 1;
        for (name, state, matches, after, expect) in [
            ("right", state(0, false), true, 1, CodeVerdict::Welcome),
            ("right at the last try", state(5, false), true, 1, CodeVerdict::Welcome),
            ("right at the last moment", state(0, false), true, just_in_time, CodeVerdict::Welcome),
            ("five minutes old", state(0, false), true, just_in_time + 1, CodeVerdict::Refuse(Refusal::CodeSpent)),
            ("of a clock that was a day ahead", state(0, false), true, -DAY, CodeVerdict::Refuse(Refusal::CodeSpent)),
            ("of a clock that was corrected", state(0, false), true, -SECOND, CodeVerdict::Welcome),
            ("used", state(0, true), true, 1, CodeVerdict::Refuse(Refusal::CodeSpent)),
            ("wrong", state(0, false), false, 1, CodeVerdict::CountTry(Refusal::CodeWrong)),
            ("wrong for the sixth time", state(5, false), false, 1, CodeVerdict::CountTry(Refusal::CodeSpent)),
            ("right after six wrong", state(6, false), true, 1, CodeVerdict::Refuse(Refusal::CodeSpent)),
            ("no code", None, false, 1, CodeVerdict::Refuse(Refusal::CodeWrong)),
        ] {
            assert_eq!(judge_code(state, matches, sent.plus(after)), expect, "{name}");
        }
    }

    #[test]
    fn a_minute_between_two_codes() {
        let sent = UtcMillis(10 * DAY);
        for (name, after, wait) in [
            ("at once", 0, Some(MINUTE)),
            ("a moment before a minute", MINUTE - 1, Some(1)),
            ("after a minute", MINUTE, None),
            ("a clock that was corrected", -SECOND, Some(MINUTE)),
            ("a clock that was a day ahead", -DAY, None),
        ] {
            assert_eq!(wait_millis(sent, sent.plus(after)), wait, "{name}");
        }
    }

    #[test]
    fn a_code_has_six_digits() {
        assert_eq!(Code::from_chance(7).as_str(), "000007");
        assert_eq!(Code::from_chance(u64::MAX).as_str().len(), 6);
        for wrong in ["12345", "1234567", "12345a", "１２３４５６"] {
            assert_eq!(wrong.parse::<Code>(), Err(BadCode), "{wrong}");
        }
    }
}
