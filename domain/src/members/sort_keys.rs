//! Texts that the store sorts the roster by: the house number as people count (9号楼 before 10号楼), and the name in
//! pinyin.

use core::fmt::Write as _;
use pinyin::{Pinyin, ToPinyin};

/// Surnames whose reading is not the usual one of their character.
const SURNAMES: [(char, &str); 14] = [
    ('曾', "zeng"),
    ('单', "shan"),
    ('解', "xie"),
    ('仇', "qiu"),
    ('区', "ou"),
    ('查', "zha"),
    ('朴', "piao"),
    ('任', "ren"),
    ('盖', "ge"),
    ('翟', "zhai"),
    ('覃', "qin"),
    ('冼', "xian"),
    ('纪', "ji"),
    ('尉', "yu"),
];

/// The name in pinyin without tones, then the name itself, so that people of one name stand together.
pub fn name_key(name: &str) -> String {
    let mut key = String::new();
    for (at, character) in name.chars().enumerate() {
        let surname = SURNAMES.iter().find(|(surname, _)| at == 0 && *surname == character);
        match surname.map(|(_, reading)| *reading).or_else(|| character.to_pinyin().map(Pinyin::plain)) {
            Some(reading) => key.extend([reading, " "]),
            None => key.extend(character.to_lowercase()),
        }
    }
    key.push('\u{1}');
    key.push_str(name);
    key
}

/// The key of a dwelling: building, unit and door, each with its numbers in the order of numbers. Never empty.
pub fn dwelling_key(building: &str, unit: &str, door: &str) -> String {
    [&street_key(building), "\u{1}", &street_key(unit), "\u{1}", &street_key(door)].concat()
}

/// The keys of one building's dwellings: from the first text, and below the second.
pub fn building_keys(building: &str) -> (String, String) {
    let key = street_key(building);
    ([&key, "\u{1}"].concat(), [&key, "\u{2}"].concat())
}

/// The name of a building or door in the order of the street: in small letters, each number with the count of its digits
/// before it, so that 9号楼 comes before 10号楼.
pub fn street_key(text: &str) -> String {
    let (mut key, mut number) = (String::new(), String::new());
    for character in text.chars().chain(['\0']) {
        match digit_of(character) {
            Some('0') if number.is_empty() => number.push('0'),
            Some(digit) if number == "0" => number = digit.to_string(),
            Some(digit) => number.push(digit),
            None => {
                if !number.is_empty() {
                    let _ = write!(key, "{:02}{number}", number.len());
                    number.clear();
                }
                key.extend(character.to_lowercase().filter(|character| *character > '\u{2}'));
            }
        }
    }
    key
}

/// A digit, full-width ones included.
fn digit_of(character: char) -> Option<char> {
    let full_width = ('０'..='９').contains(&character).then(|| u32::from(character) - u32::from('０'));
    full_width.and_then(|digit| char::from_digit(digit, 10)).or_else(|| Some(character).filter(char::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dwellings_stand_in_the_order_of_their_numbers() {
        let in_order = [
            ("1号楼", "1单元", "101"),
            ("1号楼", "1单元", "102"),
            ("1号楼", "1单元", "1001"),
            ("1号楼", "2单元", "101"),
            ("1号楼", "10单元", "101"),
            ("２号楼", "1单元", "101"),
            ("9号楼", "1单元", "101"),
            ("10号楼", "", "101"),
            ("10号楼", "1单元", "101"),
            ("100号楼", "1单元", "101"),
            ("A栋", "1单元", "101"),
            ("b栋", "1单元", "101"),
            ("纱縠行9号", "", ""),
            ("纱縠行12号", "", ""),
        ];
        let keys: Vec<_> = in_order.iter().map(|(building, unit, door)| dwelling_key(building, unit, door)).collect();
        assert!(keys.is_sorted_by(|one, next| one < next), "{keys:?}");
        assert!(!dwelling_key("", "", "").is_empty());
        assert_eq!(dwelling_key("01号楼", "", "0"), dwelling_key("1号楼", "", "00"), "zeros before a number");
    }

    #[test]
    fn the_keys_of_a_building_hold_its_dwellings_and_no_others() {
        let (from, below) = building_keys("1号楼");
        for (building, within) in
            [("1号楼", true), ("１号楼", true), ("1号楼A", false), ("10号楼", false), ("1号", false)]
        {
            let key = dwelling_key(building, "9单元", "999");
            assert_eq!(from <= key && key < below, within, "{building}");
        }
    }

    #[test]
    fn names_stand_in_the_order_of_their_pinyin() {
        let in_order = ["Anna Li", "陈建国", "单雄", "王芳", "王伟", "曾小敏", "张伟", "章伟", "周丽"];
        let keys: Vec<_> = in_order.iter().map(|name| name_key(name)).collect();
        assert!(keys.is_sorted_by(|one, next| one < next), "{keys:?}");
        assert!(!name_key("").is_empty());
    }
}
