//! A share of a number of people, as the law writes it: 过半数 is more than half, 三分之二以上 is at least two thirds
//! (Civil Code art. 1259: 以上 includes the number itself).
//!
//! Invariant: shares are compared as products of whole numbers, so that nothing is rounded into or out of a majority.
//! With nobody to count, no share is reached.

use core::cmp::Ordering;
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// Written `>1/2` or `>=2/3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Share {
    more_than: bool,
    part: u32,
    whole: u32,
}

/// Why a text is no share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadShare;

impl fmt::Display for BadShare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a share such as >1/2 or >=2/3")
    }
}

impl Share {
    /// Never reached; used where a pack has no figure.
    pub const NEVER: Self = Self { more_than: true, part: 1, whole: 1 };

    /// The shares that laws and charters use, for forms that offer a choice; smallest first.
    pub const USUAL: [Self; 10] = [
        Self { more_than: false, part: 1, whole: 20 },
        Self { more_than: false, part: 1, whole: 10 },
        Self { more_than: false, part: 1, whole: 5 },
        Self { more_than: false, part: 1, whole: 3 },
        Self { more_than: false, part: 1, whole: 2 },
        Self { more_than: true, part: 1, whole: 2 },
        Self { more_than: false, part: 2, whole: 3 },
        Self { more_than: false, part: 3, whole: 4 },
        Self { more_than: false, part: 4, whole: 5 },
        Self { more_than: false, part: 1, whole: 1 },
    ];

    /// The share of at least one in `whole`; for zero, of everybody.
    pub fn one_in(whole: u32) -> Self {
        Self { more_than: false, part: 1, whole: whole.max(1) }
    }

    /// Whether `count` of `of` people reach this share.
    pub fn is_reached(self, count: u32, of: u32) -> bool {
        let (have, need) = (u64::from(count) * u64::from(self.whole), u64::from(of) * u64::from(self.part));
        of > 0 && if self.more_than { have > need } else { have >= need }
    }

    /// Its parts: whether more than the part is needed, the part, and the whole.
    pub fn parts(self) -> (bool, u32, u32) {
        (self.more_than, self.part, self.whole)
    }

    /// The smallest number of `of` people that reaches this share; for nobody it is one.
    pub fn least(self, of: u32) -> u32 {
        if of == 0 {
            return 1;
        }
        let (need, whole) = (u64::from(of) * u64::from(self.part), u64::from(self.whole));
        let least = if self.more_than { need / whole + 1 } else { need.div_ceil(whole) };
        u32::try_from(least).unwrap_or(u32::MAX)
    }

    /// Which of two shares requires more.
    pub fn compare(self, other: Self) -> Ordering {
        let (one, two) = (u64::from(self.part) * u64::from(other.whole), u64::from(other.part) * u64::from(self.whole));
        one.cmp(&two).then(self.more_than.cmp(&other.more_than))
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}/{}", if self.more_than { ">" } else { ">=" }, self.part, self.whole)
    }
}

crate::stored::stored_as_text!(Share);

impl FromStr for Share {
    type Err = BadShare;
    /// Only one spelling; a share of more than everybody or of nobody is invalid.
    fn from_str(text: &str) -> Result<Self, BadShare> {
        let rest = text.strip_prefix('>').ok_or(BadShare)?;
        let (more_than, rest) = rest.strip_prefix('=').map_or((true, rest), |rest| (false, rest));
        let (part, whole) = rest.split_once('/').ok_or(BadShare)?;
        let share =
            Self { more_than, part: part.parse().map_err(|_| BadShare)?, whole: whole.parse().map_err(|_| BadShare)? };
        let sound = share.part > 0 && share.part <= share.whole && share.whole <= 1000 && share.to_string() == text;
        if sound { Ok(share) } else { Err(BadShare) }
    }
}

impl TryFrom<String> for Share {
    type Error = BadShare;
    fn try_from(text: String) -> Result<Self, BadShare> {
        text.parse()
    }
}

impl From<Share> for String {
    fn from(share: Share) -> String {
        share.to_string()
    }
}

#[cfg(feature = "openapi")]
impl schemars::JsonSchema for Share {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Share".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^>=?[1-9][0-9]{0,3}/[1-9][0-9]{0,3}$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(text: &str) -> Share {
        text.parse().unwrap()
    }

    #[test]
    fn both_sides_of_each_share() {
        for (written, count, of, reached) in [
            // 过半数: exactly one half is not more than half (VC25 art. 26, 30; RC25 art. 27).
            (">1/2", 50, 100, false),
            (">1/2", 51, 100, true),
            (">1/2", 50, 99, true),
            (">1/2", 1, 2, false),
            (">1/2", 1, 1, true),
            // 三分之二以上 includes exactly two thirds (Civil Code art. 1259).
            (">=2/3", 65, 99, false),
            (">=2/3", 66, 99, true),
            (">=2/3", 66, 100, false),
            (">=2/3", 67, 100, true),
            // 五分之四以上, 三分之一以上 (VC25 art. 29).
            (">=4/5", 79, 100, false),
            (">=4/5", 80, 100, true),
            (">=1/3", 33, 100, false),
            (">=1/3", 34, 100, true),
            (">=1/3", 33, 99, true),
            (">=1/2", 50, 100, true),
            // Nobody is not a quorum, and a share that no pack names is never reached.
            (">1/2", 0, 0, false),
            (">=1/2", 0, 0, false),
            (">=1/2", 5, 0, false),
            (">1/1", 100, 100, false),
            (">=1/1", 100, 100, true),
            // Large numbers do not overflow.
            (">1/2", u32::MAX / 2, u32::MAX, false),
            (">1/2", u32::MAX / 2 + 1, u32::MAX, true),
        ] {
            let found = share(written);
            assert_eq!(found.is_reached(count, of), reached, "{count} of {of} as {written}");
            if of > 0 && found != Share::NEVER {
                let least = found.least(of);
                assert!(found.is_reached(least, of) && !found.is_reached(least - 1, of), "least of {of} as {written}");
            }
        }
        assert_eq!((share(">1/2").least(0), share(">=2/3").least(0)), (1, 1));
    }

    #[test]
    fn shares_are_read_strictly() {
        for text in [">1/2", ">=2/3", ">=4/5", ">=1/10", ">=1/1000", ">1/1"] {
            assert_eq!(share(text).to_string(), text);
        }
        assert_eq!((share(">1/2").parts(), share(">=2/3").parts()), ((true, 1, 2), (false, 2, 3)));
        for text in ["1/2", ">0/2", ">=3/2", ">1", ">1/", "> 1/2", ">01/2", ">=1/1001", ">-1/2", "≥2/3", ""] {
            assert_eq!(text.parse::<Share>(), Err(BadShare), "{text}");
        }
    }

    #[test]
    fn the_stricter_share_asks_for_more() {
        for (one, two, order) in [
            (">1/2", ">=1/2", Ordering::Greater),
            (">1/2", ">=2/3", Ordering::Less),
            (">=2/3", ">=4/6", Ordering::Equal),
            (">=1/10", ">=1/5", Ordering::Less),
            (">1/1", ">=1/1", Ordering::Greater),
        ] {
            assert_eq!(share(one).compare(share(two)), order, "{one} {two}");
        }
    }
}
