//! Which characters a text may contain: characters that are invisible, change the direction of a line, or hide under
//! their neighbours are refused.
//!
//! Everything that people write in the scripts of China is accepted: Uyghur and Kazakh, Tibetan stacks, traditional
//! Mongolian with its vowel separator, Yi, Zhuang with marks on letters; also rare characters of names in the private
//! use area.

use crate::limits::MARKS_ON_A_SIGN_MAX;
use core::ops::RangeInclusive;

/// Characters without a shape, or that control how others are shown. Line breaks are the only control characters that
/// people type on purpose.
const INVISIBLE: [RangeInclusive<char>; 20] = [
    '\u{0}'..='\u{9}',
    '\u{B}'..='\u{1F}',
    '\u{7F}'..='\u{9F}',
    '\u{AD}'..='\u{AD}',
    '\u{34F}'..='\u{34F}',
    '\u{61C}'..='\u{61C}',
    // Fillers of Korean syllables, and the empty cell of Braille.
    '\u{115F}'..='\u{1160}',
    '\u{17B4}'..='\u{17B5}',
    '\u{200B}'..='\u{200F}',
    '\u{2028}'..='\u{202E}',
    '\u{2060}'..='\u{206F}',
    '\u{2800}'..='\u{2800}',
    '\u{3164}'..='\u{3164}',
    '\u{FDD0}'..='\u{FDEF}',
    '\u{FEFF}'..='\u{FEFF}',
    '\u{FFA0}'..='\u{FFA0}',
    '\u{FFF0}'..='\u{FFFC}',
    '\u{1D173}'..='\u{1D17A}',
    // Tags.
    '\u{E0000}'..='\u{E007F}',
    '\u{10FFFE}'..='\u{10FFFF}',
];

/// Combining marks: those of scripts in China, and those used to deface texts; not all of Unicode's.
const MARKS: [RangeInclusive<char>; 25] = [
    '\u{300}'..='\u{36F}',
    '\u{483}'..='\u{489}',
    '\u{591}'..='\u{5BD}',
    '\u{5BF}'..='\u{5C7}',
    '\u{610}'..='\u{61A}',
    '\u{64B}'..='\u{65F}',
    '\u{670}'..='\u{670}',
    '\u{6D6}'..='\u{6DC}',
    '\u{6DF}'..='\u{6E4}',
    '\u{6E7}'..='\u{6ED}',
    '\u{730}'..='\u{74A}',
    '\u{E31}'..='\u{E31}',
    '\u{E34}'..='\u{E3A}',
    '\u{E47}'..='\u{E4E}',
    '\u{F71}'..='\u{F87}',
    '\u{F8D}'..='\u{FBC}',
    '\u{180B}'..='\u{180F}',
    '\u{1AB0}'..='\u{1AFF}',
    '\u{1CD0}'..='\u{1CFF}',
    '\u{1DC0}'..='\u{1DFF}',
    '\u{20D0}'..='\u{20F0}',
    '\u{302A}'..='\u{302F}',
    '\u{FE00}'..='\u{FE0F}',
    '\u{FE20}'..='\u{FE2F}',
    // Variation selectors, as registers of names use them.
    '\u{E0100}'..='\u{E01EF}',
];

const MONGOLIAN_LETTERS: RangeInclusive<char> = '\u{1820}'..='\u{18AA}';
const MONGOLIAN_VOWEL_SEPARATOR: char = '\u{180E}';

fn is_in(ranges: &[RangeInclusive<char>], c: char) -> bool {
    ranges.iter().any(|range| range.contains(&c))
}

/// Invisible wherever it occurs.
pub(crate) fn is_invisible(c: char) -> bool {
    // The last two code points of every plane are not characters.
    u32::from(c) & 0xFFFE == 0xFFFE || is_in(&INVISIBLE, c)
}

/// Whether everything in the text is visible and shown in order. True for the empty text.
pub fn shows_all(text: &str) -> bool {
    let (mut before, mut marks, mut shown) = (None, 0, false);
    for c in text.chars() {
        if is_invisible(c) {
            return false;
        }
        if c == MONGOLIAN_VOWEL_SEPARATOR && !before.is_some_and(|before| MONGOLIAN_LETTERS.contains(&before)) {
            return false;
        }
        if is_in(&MARKS, c) {
            marks += 1;
            if marks > MARKS_ON_A_SIGN_MAX {
                return false;
            }
        } else {
            marks = 0;
            shown |= !c.is_whitespace();
        }
        before = Some(c);
    }
    shown || text.is_empty()
}

/// The same as a regular expression, as far as all regex dialects allow: the API alone checks characters above U+FFFF
/// and the number of marks on a character. Lengths are those after trimming.
#[cfg(feature = "openapi")]
pub fn text_pattern(min: usize, lines: bool) -> String {
    use core::fmt::Write;
    let mut refused = String::new();
    for range in INVISIBLE.iter().filter(|range| *range.end() <= '\u{FFFF}') {
        let (from, to) = (u32::from(*range.start()), u32::from(*range.end()));
        let _ =
            if from == to { write!(refused, "\\u{from:04X}") } else { write!(refused, "\\u{from:04X}-\\u{to:04X}") };
    }
    refused.push_str("\\uFFFE\\uFFFF");
    if !lines {
        refused.push_str("\\n");
    }
    let (any, seen) = (format!("[^{refused}]"), format!("[^{refused}\\s]"));
    match min {
        0 => format!("^{any}*$"),
        1 => format!("^{any}*{seen}{any}*$"),
        _ => format!("^{any}*{seen}{any}{{{},}}{seen}{any}*$", min - 2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_or_sees_wrongly_is_refused() {
        let defaced = format!("清{}理", "\u{301}".repeat(55));
        for text in [
            "\u{3164}\u{3164}\u{3164}",
            "\u{115F}\u{1160}",
            "\u{2800}\u{2800}\u{2800}",
            "\u{FFA0}\u{FFA0}",
            "清\u{61C}理",
            "清\u{180E}理",
            "\u{180E}\u{180E}",
            "清\u{2028}理",
            "清\u{2029}理",
            "清\u{FFF9}理",
            "清\u{FFFB}理",
            "清\u{FFFC}理",
            "清\u{FFFF}理",
            "清\u{FDD0}理",
            "清\u{1FFFE}理",
            "清\u{E0041}理",
            "清\u{34F}理",
            "清\u{200D}理",
            "清\u{202E}理",
            "清\u{9}理",
            "\u{301}\u{301}",
            "\u{FE0F}\u{FE0F}",
            &defaced,
        ] {
            assert!(!shows_all(text), "{:?}", text.escape_unicode().to_string());
        }
    }

    #[test]
    fn what_people_write_passes() {
        for text in [
            "",
            "楼道清理",
            "第一行\n第二行",
            "麦麦提·吾守尔",
            "ئابدۇكېرىم ئابلىز",
            "མཁན་པོ་བསྒྲུབས",
            "ཀྵྨྱྂ",
            // Mongolian with its vowel separator and a variant, and a suffix behind a narrow space.
            "ᠠᠪᠤᠭ\u{180E}ᠠ ᠪᠣᠯ\u{180B}ᠠ\u{202F}ᠶᠢᠨ",
            "ꆈꌠꉙ",
            "Vahcuengh bæ̂",
            "Nguye\u{302}\u{303}n",
            // A rare character of a name: in the private area, or with a variant.
            "王\u{E863}",
            "葛\u{E0100}",
            "👨‍".trim_end_matches('\u{200D}'),
            "已完成✔\u{FE0F}",
        ] {
            assert!(shows_all(text), "{text}");
        }
    }
}
