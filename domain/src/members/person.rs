//! The personal data of a resident (居民基本信息): sex, birth, identity number, kinship, household register.
//!
//! Invariant: an [`IdentityNumber`] has passed its check digit, and its day of birth exists. It is only parsed here and
//! stored sealed; nothing in this crate puts it into a reply.

use crate::text::Line;
use crate::{limits, words};
use chrono::{Datelike, NaiveDate};
use core::fmt;
use core::str::FromStr;

/// A person's name: visible characters, no digits needed, no formulas.
pub type PersonName = Line<1, { limits::NAME_CHARS_MAX }>;

words! {
    /// 性别
    pub enum Sex: "sex" {
        Female = "female",
        Male = "male",
    }
}

words! {
    /// The relation to the head of the household (与户主关系).
    pub enum Kinship: "to-head" {
        /// 户主
        Head = "head",
        /// 配偶
        Spouse = "spouse",
        /// 子女, also by marriage
        Child = "child",
        /// 父母, also by marriage
        Parent = "parent",
        /// 孙辈
        Grandchild = "grandchild",
        /// 祖辈
        Grandparent = "grandparent",
        /// 兄弟姐妹
        Sibling = "sibling",
        Other = "other",
    }
}

impl Kinship {
    /// Near relatives under the Civil Code, art. 1045: spouse, parents, children, siblings, grandparents and
    /// grandchildren. Other people in the household are not.
    pub fn is_near(self) -> bool {
        self != Self::Other
    }
}

/// A citizen identity number (公民身份号码, GB 11643-1999): eighteen places with a check digit.
#[derive(Clone, PartialEq, Eq)]
pub struct IdentityNumber(String);

/// Not shown, because identity numbers must not appear in logs.
impl fmt::Debug for IdentityNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdentityNumber(…)")
    }
}

/// Why a text is no identity number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadIdentity {
    /// Not seventeen digits followed by a digit or X.
    Form,
    /// The check digit does not match: a place was mistyped.
    CheckDigit,
    /// The day of birth in it does not exist.
    Birth,
}

/// Weights of the first seventeen places, and the check digit by remainder (ISO 7064 MOD 11-2).
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS: &[u8; 11] = b"10X98765432";

impl IdentityNumber {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn born(&self) -> NaiveDate {
        born_in(&self.0).unwrap_or_default()
    }

    /// The seventeenth place is odd for men.
    pub fn sex(&self) -> Sex {
        let odd = self.0.as_bytes().get(16).is_some_and(|digit| digit % 2 == 1);
        if odd { Sex::Male } else { Sex::Female }
    }
}

fn born_in(number: &str) -> Option<NaiveDate> {
    let part = |from: usize, until: usize| number.get(from..until).and_then(|text| text.parse::<u32>().ok());
    let year = part(6, 10).and_then(|year| i32::try_from(year).ok())?;
    NaiveDate::from_ymd_opt(year, part(10, 12)?, part(12, 14)?).filter(|day| day.year() >= 1900)
}

impl FromStr for IdentityNumber {
    type Err = BadIdentity;
    /// Spaces are removed, and a lower-case x becomes upper case.
    fn from_str(text: &str) -> Result<Self, BadIdentity> {
        let number: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase();
        let bytes = number.as_bytes();
        let formed = bytes.len() == 18
            && bytes[..17].iter().all(u8::is_ascii_digit)
            && (bytes[17].is_ascii_digit() || bytes[17] == b'X');
        if !formed {
            return Err(BadIdentity::Form);
        }
        let sum: u32 = bytes.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
        if CHECK_DIGITS[(sum % 11) as usize] != bytes[17] {
            return Err(BadIdentity::CheckDigit);
        }
        if born_in(&number).is_none() {
            return Err(BadIdentity::Birth);
        }
        Ok(Self(number))
    }
}

/// Age in whole years; a birth on 29 February counts from 1 March in other years (Civil Code, art. 200 f.).
pub fn age_on(born: NaiveDate, day: NaiveDate) -> i32 {
    let before_birthday = (day.month(), day.day()) < (born.month(), born.day());
    day.year() - born.year() - i32::from(before_birthday)
}

/// Whether a person is of age for voting and seats: eighteen full years (RC25 art. 16; Civil Code, art. 17).
pub fn is_adult(born: NaiveDate, day: NaiveDate) -> bool {
    age_on(born, day) >= limits::ADULT_YEARS
}

/// A day as committees write it: `1953-07-04`, `1953/7/4`, `1953.7.4`, `1953年7月4日`, `19530704`; `None` when no such
/// day exists.
pub fn read_day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let text = text.split_once([' ', 'T']).map_or(text, |(day, _)| day);
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return day_of(&text[..4], &text[4..6], &text[6..]);
    }
    let parts: Vec<&str> =
        text.split(['-', '/', '.', '年', '月', '日', '－', '．']).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [year, month, day] => day_of(year, month, day),
        _ => None,
    }
}

fn day_of(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let number = |text: &str, digits: usize| {
        let fits = !text.is_empty() && text.len() <= digits && text.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| text.parse::<u32>().ok()).flatten()
    };
    let year = number(year, 4).and_then(|year| i32::try_from(year).ok()).filter(|year| *year >= 1900)?;
    NaiveDate::from_ymd_opt(year, number(month, 2)?, number(day, 2)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Seventeen places and their check digit.
    fn number(places: &str) -> String {
        let sum: u32 = places.bytes().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
        format!("{places}{}", char::from(CHECK_DIGITS[(sum % 11) as usize]))
    }

    #[test]
    fn an_identity_number_proves_itself() {
        // The example of GB 11643-1999.
        let known: IdentityNumber = "11010519491231002X".parse().unwrap();
        assert_eq!((known.born(), known.sex()), (day("1949-12-31"), Sex::Female));
        assert_eq!(" 110105 19491231 002x ".parse::<IdentityNumber>().map(|found| found.0), Ok(known.0.clone()));
        for (text, expect) in [
            ("110105194912310021".to_owned(), BadIdentity::CheckDigit),
            ("11010519491231002".to_owned(), BadIdentity::Form),
            ("11010519491231002A".to_owned(), BadIdentity::Form),
            ("１１０１０５１９４９１２３１００２X".to_owned(), BadIdentity::Form),
            ("110105491231002".to_owned(), BadIdentity::Form),
            (number("11010519490230002"), BadIdentity::Birth),
            (number("11010518991231002"), BadIdentity::Birth),
            (String::new(), BadIdentity::Form),
        ] {
            assert_eq!(text.parse::<IdentityNumber>().err(), Some(expect), "{text}");
        }
        assert_eq!(number("51140219850412331").parse::<IdentityNumber>().map(|found| found.sex()), Ok(Sex::Male));
        assert_eq!(format!("{known:?}"), "IdentityNumber(…)");
    }

    #[test]
    fn a_mistyped_place_or_two_exchanged_neighbours_are_found() {
        let right = "11010519491231002X";
        for at in 0..17 {
            for digit in b'0'..=b'9' {
                let mut other = right.as_bytes().to_vec();
                if other[at] != digit {
                    other[at] = digit;
                    let other = String::from_utf8(other).unwrap();
                    assert_eq!(other.parse::<IdentityNumber>().err(), Some(BadIdentity::CheckDigit), "{other}");
                }
            }
        }
        for at in 0..16 {
            let mut other = right.as_bytes().to_vec();
            other.swap(at, at + 1);
            let other = String::from_utf8(other).unwrap();
            assert!(other == right || other.parse::<IdentityNumber>().is_err(), "{other}");
        }
    }

    #[test]
    fn of_age_on_the_birthday() {
        for (born, at, years) in [
            ("2008-11-24", "2026-11-23", 17),
            ("2008-11-24", "2026-11-24", 18),
            ("2008-02-29", "2026-02-28", 17),
            ("2008-02-29", "2026-03-01", 18),
            ("1926-01-01", "2026-01-01", 100),
        ] {
            assert_eq!(age_on(day(born), day(at)), years, "{born} {at}");
            assert_eq!(is_adult(day(born), day(at)), years >= 18, "{born} {at}");
        }
    }

    #[test]
    fn days_as_committees_write_them() {
        for text in [
            "1953-07-04",
            "1953/7/4",
            "1953.7.4",
            "1953年7月4日",
            "19530704",
            " 1953-7-04 ",
            "1953-07-04 00:00:00",
            "1953年07月04",
        ] {
            assert_eq!(read_day(text), Some(day("1953-07-04")), "{text}");
        }
        for text in [
            "1953-02-30",
            "1953-13-01",
            "53-7-4",
            "1953-7",
            "1953",
            "7/4/1953",
            "1953--",
            "一九五三年",
            "",
            "0000-00-00",
        ] {
            assert_eq!(read_day(text), None, "{text}");
        }
    }
}
