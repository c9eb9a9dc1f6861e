//! Initials of a name in pinyin (拼音首字母), by which the counter finds somebody quickly.
//!
//! Invariant: every way of reading the name is there, as far as there are few: a search misses nobody because a
//! character is read in two ways, as 曾 is.

use pinyin::ToPinyinMulti;

/// Ways of reading one name that are kept.
const READINGS_MAX: usize = 8;

/// The readings with a space between them, such as `cxm zxm` for 曾小敏; empty for a name without any letter.
pub fn initials(name: &str) -> String {
    let mut readings = vec![String::new()];
    let mut inside_word = false;
    for character in name.chars() {
        let letters = letters(character, inside_word);
        inside_word = character.is_ascii_alphabetic();
        if letters.is_empty() {
            continue;
        }
        readings =
            readings.iter().flat_map(|start| letters.iter().map(move |letter| format!("{start}{letter}"))).collect();
        readings.truncate(READINGS_MAX);
    }
    readings.join(" ").trim().to_owned()
}

/// The first letters of a character's readings, each once; of a word in Latin letters its first.
fn letters(character: char, inside_word: bool) -> Vec<char> {
    if character.is_ascii_alphabetic() {
        return if inside_word { vec![] } else { vec![character.to_ascii_lowercase()] };
    }
    let mut found = vec![];
    for reading in character.to_pinyin_multi().into_iter().flatten() {
        // ü and its like stand for v on no keyboard of initials: no character's reading begins with them.
        found.extend(
            reading.first_letter().chars().next().filter(char::is_ascii_lowercase).filter(|c| !found.contains(c)),
        );
    }
    found
}

/// The word as initials, when it could be some.
pub fn as_initials(word: &str) -> Option<String> {
    let letters = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    letters.then(|| word.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reading_of_a_name() {
        for (name, expected) in [
            ("张伟", "zw"),
            ("陈建国", "cjg"),
            ("曾小敏", "cxm zxm"),
            ("Anna Li", "al"),
            ("李Anna", "la"),
            ("·", ""),
            ("", ""),
        ] {
            assert_eq!(initials(name), expected, "{name}");
        }
    }

    #[test]
    fn a_name_is_found_as_people_say_it() {
        for (name, said) in
            [("单雄", "sx"), ("解珍", "xz"), ("仇英", "qy"), ("朴正", "pz"), ("阿卜杜拉·买买提", "abdlmmt")]
        {
            assert!(initials(name).split(' ').any(|reading| reading == said), "{name}: {}", initials(name));
        }
    }

    #[test]
    fn few_readings_are_kept() {
        assert!(initials("乐单曾解查仇区朴").split(' ').count() <= READINGS_MAX);
    }

    #[test]
    fn only_letters_are_initials() {
        for (word, expected) in [("ZW", Some("zw")), ("zw1", None), ("张w", None), ("z w", None), ("", None)] {
            assert_eq!(as_initials(word).as_deref(), expected, "{word}");
        }
    }
}
