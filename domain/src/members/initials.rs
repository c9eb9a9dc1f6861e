//! Initials of a name in pinyin (拼音首字母), for a quick search at the counter.
//!
//! Invariant: all readings of a name are stored, up to a limit, so that a search misses nobody because a character,
//! such as 曾, has two readings.

use pinyin::ToPinyinMulti;

/// Maximum number of stored readings of one name.
const READINGS_MAX: usize = 8;

/// The readings with a space between them, such as `cxm zxm` for 曾小敏; empty for a name without any letter.
pub fn name_initials(name: &str) -> String {
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

/// The first letter of each reading of a character, without duplicates; of a word in Latin letters its first letter.
fn letters(character: char, inside_word: bool) -> Vec<char> {
    if character.is_ascii_alphabetic() {
        return if inside_word { vec![] } else { vec![character.to_ascii_lowercase()] };
    }
    let mut found = vec![];
    for reading in character.to_pinyin_multi().into_iter().flatten() {
        // Only ASCII letters: no reading of a character begins with ü or a similar letter.
        found.extend(
            reading.first_letter().chars().next().filter(char::is_ascii_lowercase).filter(|c| !found.contains(c)),
        );
    }
    found
}

/// The word as initials, if it can be initials.
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
            assert_eq!(name_initials(name), expected, "{name}");
        }
    }

    #[test]
    fn a_name_is_found_as_people_say_it() {
        for (name, said) in
            [("单雄", "sx"), ("解珍", "xz"), ("仇英", "qy"), ("朴正", "pz"), ("阿卜杜拉·买买提", "abdlmmt")]
        {
            assert!(name_initials(name).split(' ').any(|reading| reading == said), "{name}: {}", name_initials(name));
        }
    }

    #[test]
    fn few_readings_are_kept() {
        assert!(name_initials("乐单曾解查仇区朴").split(' ').count() <= READINGS_MAX);
    }

    #[test]
    fn only_letters_are_initials() {
        for (word, expected) in [("ZW", Some("zw")), ("zw1", None), ("张w", None), ("z w", None), ("", None)] {
            assert_eq!(as_initials(word).as_deref(), expected, "{word}");
        }
    }
}
