//! The organiser's rotating code. Six digits, new every thirty seconds, derived from a key that the organiser's phone
//! fetched in advance, so that a code proves a moment even when both phones are offline.
//!
//! The construction is that of RFC 6238 with HMAC-SHA-256, six digits and a step of thirty seconds.

use crate::sessions::Code;
use crate::time::{SECOND, UtcMillis};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// How long one code is shown.
pub const CODE_STEP_MILLIS: i64 = 30 * SECOND;

/// The key of one activity; the object derives it from a secret of the deployment.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct CheckInKey(pub [u8; 32]);

/// Prevents printing the key by accident.
impl core::fmt::Debug for CheckInKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("CheckInKey(…)")
    }
}

impl CheckInKey {
    /// Sixty-four hexadecimal digits, as the key travels to the organiser's phone.
    pub fn from_hex(text: &str) -> Option<Self> {
        crate::journal::from_hex(text).map(Self)
    }

    pub fn to_hex(self) -> String {
        crate::journal::to_hex(&self.0)
    }
}

/// The code that is shown at a moment of the organiser's corrected clock.
pub fn code_at(key: &CheckInKey, at: UtcMillis) -> Code {
    code_of_step(key, at.0.div_euclid(CODE_STEP_MILLIS))
}

fn code_of_step(key: &CheckInKey, step: i64) -> Code {
    let mut mac = Hmac::<Sha256>::new_from_slice(&key.0).expect("HMAC takes a key of any length");
    mac.update(&step.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let offset = usize::from(digest[31] & 0x0f);
    let word = [digest[offset] & 0x7f, digest[offset + 1], digest[offset + 2], digest[offset + 3]];
    Code::from_chance(u64::from(u32::from_be_bytes(word)))
}

/// The moment at which the code of `at` appeared.
pub fn step_start(at: UtcMillis) -> UtcMillis {
    UtcMillis(at.0.div_euclid(CODE_STEP_MILLIS) * CODE_STEP_MILLIS)
}

/// The moment at which the code of `at` disappears.
pub fn step_end(at: UtcMillis) -> UtcMillis {
    step_start(at).plus(CODE_STEP_MILLIS)
}

/// The position of a typed code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeMoment {
    /// The accepted moment: the phone's corrected time, limited to the thirty seconds of the code.
    pub at: UtcMillis,
}

/// Finds the moment within `[from, until]` that a code proves.
///
/// `claimed` is the phone's time, corrected by the error of its clock when it sent. The nearest occurrence of the code
/// within `tolerance_millis` is taken. If there is none, the clock was changed in between: a code that occurred exactly
/// once in the whole window then still proves its moment.
pub fn locate_code(
    key: &CheckInKey,
    code: &Code,
    claimed: UtcMillis,
    window: (UtcMillis, UtcMillis),
    tolerance_millis: i64,
) -> Option<CodeMoment> {
    let (from, until) = window;
    let first = from.0.div_euclid(CODE_STEP_MILLIS);
    let last = until.0.div_euclid(CODE_STEP_MILLIS);
    let shown: Vec<i64> = (first..=last).filter(|step| code_of_step(key, *step) == *code).collect();
    let distance = |step: i64| {
        let start = step * CODE_STEP_MILLIS;
        (start - claimed.0).max(claimed.0 - (start + CODE_STEP_MILLIS - 1)).max(0)
    };
    let nearest = shown.iter().copied().min_by_key(|step| distance(*step))?;
    if distance(nearest) > tolerance_millis && shown.len() > 1 {
        return None;
    }
    let start = nearest * CODE_STEP_MILLIS;
    let at = claimed.0.clamp(start, start + CODE_STEP_MILLIS - 1).clamp(from.0, until.0);
    Some(CodeMoment { at: UtcMillis(at) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{HOUR, MINUTE};

    const KEY: CheckInKey = CheckInKey([7; 32]);

    #[test]
    fn vectors_of_rfc_6238_with_sha_256() {
        let mut key = [0u8; 32];
        key.copy_from_slice(b"12345678901234567890123456789012");
        // Appendix B gives eight digits; six are their tail.
        for (seconds, code) in [
            (59, "119246"),
            (1_111_111_109, "084774"),
            (1_111_111_111, "062674"),
            (1_234_567_890, "819424"),
            (2_000_000_000, "698825"),
        ] {
            assert_eq!(code_at(&CheckInKey(key), UtcMillis(seconds * SECOND)).as_str(), code);
        }
    }

    #[test]
    fn a_code_proves_its_moment_whatever_the_phone_says() {
        let from = UtcMillis(1_795_312_800_000);
        let until = from.plus(4 * HOUR);
        let shown_at = from.plus(90 * MINUTE);
        let code = code_at(&KEY, shown_at);
        for (name, claimed) in [
            ("right clock", shown_at),
            ("seven minutes late", shown_at.plus(7 * MINUTE)),
            ("a day ahead", shown_at.plus(24 * HOUR)),
            ("a day behind", shown_at.plus(-24 * HOUR)),
        ] {
            let found =
                locate_code(&KEY, &code, claimed, (from, until), 10 * MINUTE).unwrap_or_else(|| panic!("{name}"));
            assert_eq!(step_start(found.at), step_start(shown_at), "{name}");
            assert!(found.at >= from && found.at <= until);
        }
    }

    #[test]
    fn a_code_of_another_time_or_activity_proves_nothing() {
        let from = UtcMillis(1_795_312_800_000);
        let window = (from, from.plus(HOUR));
        let before = code_at(&KEY, from.plus(-2 * HOUR));
        assert_eq!(locate_code(&KEY, &before, from, window, 10 * MINUTE), None);
        let other = code_at(&CheckInKey([8; 32]), from.plus(MINUTE));
        assert_eq!(locate_code(&KEY, &other, from.plus(MINUTE), window, 10 * MINUTE), None);
    }

    #[test]
    fn a_key_survives_the_way_through_hex() {
        assert_eq!(CheckInKey::from_hex(&KEY.to_hex()).map(CheckInKey::to_hex), Some(KEY.to_hex()));
        assert!(CheckInKey::from_hex("00").is_none());
        assert!(CheckInKey::from_hex(&"07".repeat(33)).is_none());
        assert!(CheckInKey::from_hex(&"zz".repeat(32)).is_none());
    }
}
