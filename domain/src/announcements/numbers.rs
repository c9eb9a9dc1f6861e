//! Phone numbers and identity numbers in a text that people typed: also with blanks or dashes between the digits, in wide
//! digits, or in Chinese ones.

use chrono::NaiveDate;

/// The numbers in a text, each once, as plain digits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FoundNumbers {
    pub identities: Vec<String>,
    /// Mobile numbers; a landline belongs to an office or a service.
    pub phones: Vec<String>,
}

const PHONE_DIGITS: usize = 11;
const IDENTITY_SIGNS: usize = 18;
/// Factors of the check digit (GB 11643-1999).
const FACTORS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_SIGNS: &[u8; 11] = b"10X98765432";

/// Finds the numbers of a text.
pub fn find_numbers(text: &str) -> FoundNumbers {
    let mut found = FoundNumbers::default();
    for run in digit_runs(text) {
        let mut at = 0;
        while at < run.len() {
            let rest = &run[at..];
            let (list, signs) = if is_identity(rest, run.len()) {
                (&mut found.identities, IDENTITY_SIGNS)
            } else if is_phone(rest) {
                (&mut found.phones, PHONE_DIGITS)
            } else {
                at += 1;
                continue;
            };
            let number = String::from_utf8_lossy(&rest[..signs]).into_owned();
            if !list.contains(&number) {
                list.push(number);
            }
            at += signs;
        }
    }
    found
}

/// The text without blanks and punctuation between words, in which a name that was spaced out is found.
pub fn compact_text(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).collect()
}

/// Digits that belong together, also `X`; what separates groups of digits is left out.
fn digit_runs(text: &str) -> Vec<Vec<u8>> {
    let (mut runs, mut run) = (vec![], vec![]);
    for sign in text.chars() {
        match digit_of(sign) {
            Some(digit) => run.push(digit),
            None if is_separator(sign) => {}
            None => runs.push(core::mem::take(&mut run)),
        }
    }
    runs.push(run);
    runs.retain(|run| run.len() >= PHONE_DIGITS);
    runs
}

fn digit_of(sign: char) -> Option<u8> {
    const CHINESE: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    const FORMAL: [char; 10] = ['〇', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
    let digit = match sign {
        '0'..='9' => return u8::try_from(sign).ok(),
        'x' | 'X' | 'Ｘ' | 'ｘ' => return Some(b'X'),
        '幺' => 1,
        '０'..='９' => u32::from(sign) - u32::from('０'),
        _ => u32::try_from([CHINESE, FORMAL].iter().find_map(|list| list.iter().position(|digit| *digit == sign))?)
            .ok()?,
    };
    u8::try_from(digit).ok().map(|digit| b'0' + digit)
}

fn is_separator(sign: char) -> bool {
    sign.is_whitespace() && sign != '\n' || matches!(sign, '-' | '－' | '–' | '—' | '.' | '·' | '_' | '*' | '(' | ')')
}

fn is_phone(signs: &[u8]) -> bool {
    let Some(signs) = signs.get(..PHONE_DIGITS) else { return false };
    signs.iter().all(u8::is_ascii_digit) && signs[0] == b'1' && signs[1] >= b'3'
}

/// Eighteen signs with a day of birth and the right check digit; alone in its run, also with a wrong one.
fn is_identity(signs: &[u8], run: usize) -> bool {
    let Some(signs) = signs.get(..IDENTITY_SIGNS) else { return false };
    let digits = &signs[..IDENTITY_SIGNS - 1];
    if !digits.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let part =
        |from: usize, until: usize| digits[from..until].iter().fold(0u32, |all, d| all * 10 + u32::from(d - b'0'));
    let (year, month, day) = (part(6, 10), part(10, 12), part(12, 14));
    let is_born = (1900..2100).contains(&year)
        && i32::try_from(year).is_ok_and(|year| NaiveDate::from_ymd_opt(year, month, day).is_some());
    let sum: u32 = digits.iter().zip(FACTORS).map(|(digit, factor)| u32::from(digit - b'0') * factor).sum();
    let check = usize::try_from(sum % 11).ok().and_then(|at| CHECK_SIGNS.get(at));
    is_born && (run == IDENTITY_SIGNS || check == signs.last())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_however_they_are_written() {
        for (text, identities, phones) in [
            ("联系电话13800001234。", "", "13800001234"),
            ("138 0000 1234", "", "13800001234"),
            ("138-0000-1234 或 139·0000·4321", "", "13800001234 13900004321"),
            ("１３８００００１２３４", "", "13800001234"),
            ("一三八零零零零一二三四", "", "13800001234"),
            ("幺三八〇〇〇〇一二三四", "", "13800001234"),
            ("13800001234、13800001234", "", "13800001234"),
            ("+86 138 0000 1234", "", "13800001234"),
            ("11010519491231002X", "11010519491231002X", ""),
            ("11010519491231002x", "11010519491231002X", ""),
            ("110105 19491231 002X", "11010519491231002X", ""),
            ("身份证110105194912310021", "110105194912310021", ""),
            ("编号7 11010519491231002X", "11010519491231002X", ""),
            // Not a day.
            ("220105004913310025", "", ""),
            ("028-38123456，12345热线", "", ""),
            ("2026年12月1日至2026年12月15日，第3号", "", ""),
            ("十二月一日上午九点半，1201室", "", ""),
            ("统一社会信用代码52511402MJQ1234567", "", ""),
            ("", "", ""),
        ] {
            let found = find_numbers(text);
            assert_eq!(
                (found.identities.join(" "), found.phones.join(" ")),
                (identities.into(), phones.into()),
                "{text}"
            );
        }
    }

    #[test]
    fn a_spaced_name_is_found_in_the_compact_text() {
        assert_eq!(compact_text("王 秀·英\n（3号楼）"), "王秀英3号楼");
    }
}
