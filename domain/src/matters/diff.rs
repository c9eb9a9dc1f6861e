//! The differences between two versions of a text, word by word, and Chinese character by character. Runs on the phone.
//!
//! Invariant: the pieces without additions are the old text, and without removals the new one. The cost is the product
//! of the numbers of differing words, and `MATTER_TEXT_CHARS_MAX` limits texts: some megabytes at most, for a moment.

/// What happened to a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Same,
    Removed,
    Added,
}

/// A run of words with the same change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub change: Change,
    pub text: String,
}

/// The pieces of both texts in order; a removal precedes its replacement.
pub fn diff_texts(old: &str, new: &str) -> Vec<Piece> {
    let (old, new) = (words(old), words(new));
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let mut pieces = Pieces::default();
    pieces.all(Change::Same, &old[..head]);
    middle(&old[head..old.len() - tail], &new[head..new.len() - tail], &mut pieces);
    pieces.all(Change::Same, &old[old.len() - tail..]);
    pieces.done
}

/// The old or the new text, rebuilt from its pieces.
pub fn restore_text(pieces: &[Piece], left_out: Change) -> String {
    pieces.iter().filter(|piece| piece.change != left_out).map(|piece| piece.text.as_str()).collect()
}

/// Follows the longest common subsequence of words, using a table of its lengths for the remainders of both texts.
fn middle(old: &[&str], new: &[&str], pieces: &mut Pieces) {
    let width = new.len() + 1;
    let mut lengths = vec![0u16; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            lengths[i * width + j] = if old[i] == new[j] {
                lengths[(i + 1) * width + j + 1].saturating_add(1)
            } else {
                lengths[(i + 1) * width + j].max(lengths[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            pieces.one(Change::Same, old[i]);
            (i, j) = (i + 1, j + 1);
        } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
            pieces.one(Change::Removed, old[i]);
            i += 1;
        } else {
            pieces.one(Change::Added, new[j]);
            j += 1;
        }
    }
    pieces.all(Change::Removed, &old[i..]);
    pieces.all(Change::Added, &new[j..]);
}

#[derive(Default)]
struct Pieces {
    done: Vec<Piece>,
}

impl Pieces {
    fn one(&mut self, change: Change, word: &str) {
        match self.done.last_mut().filter(|last| last.change == change) {
            Some(last) => last.text.push_str(word),
            None => self.done.push(Piece { change, text: word.to_owned() }),
        }
    }

    fn all(&mut self, change: Change, words: &[&str]) {
        for word in words {
            self.one(change, word);
        }
    }
}

/// Splits a text into runs of letters and digits; every other character is separate.
fn words(text: &str) -> Vec<&str> {
    let (mut found, mut start, mut in_word) = (vec![], 0, false);
    for (at, c) in text.char_indices() {
        let joins = c.is_ascii_alphanumeric();
        if at > start && !(joins && in_word) {
            found.push(&text[start..at]);
            start = at;
        }
        in_word = joins;
    }
    if start < text.len() {
        found.push(&text[start..]);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits;
    use proptest::prelude::*;

    fn shown(old: &str, new: &str) -> String {
        let mark = |piece: &Piece| match piece.change {
            Change::Same => piece.text.clone(),
            Change::Removed => format!("[-{}]", piece.text),
            Change::Added => format!("[+{}]", piece.text),
        };
        diff_texts(old, new).iter().map(mark).collect()
    }

    #[test]
    fn as_a_reader_would_mark_it() {
        for (old, new, expect) in [
            ("", "", ""),
            ("同意", "同意", "同意"),
            ("", "新增", "[+新增]"),
            ("删去", "", "[-删去]"),
            ("每月十元", "每月二十元", "每月[+二]十元"),
            ("每户出资100元", "每户出资1000元", "每户出资[-100][+1000]元"),
            ("dogs on a lead", "dogs off the lead", "dogs [-on][+off] [-a][+the] lead"),
            ("甲乙丙", "丙甲乙", "[+丙]甲乙[-丙]"),
            ("晚上十点后不跳舞。", "晚上九点后不跳舞，周末十点。", "晚上[-十][+九]点后不跳舞[+，周末十点]。"),
        ] {
            assert_eq!(shown(old, new), expect);
        }
    }

    #[test]
    fn the_longest_texts_that_differ_in_everything() {
        let (old, new) = ("甲".repeat(limits::MATTER_TEXT_CHARS_MAX), "乙".repeat(limits::MATTER_TEXT_CHARS_MAX));
        assert_eq!(diff_texts(&old, &new).len(), 2);
    }

    proptest! {
        #[test]
        fn both_texts_come_back(old in "[一-五a-c0-1 ，\n]{0,40}", new in "[一-五a-c0-1 ，\n]{0,40}") {
            let pieces = diff_texts(&old, &new);
            prop_assert_eq!(restore_text(&pieces, Change::Added), old);
            prop_assert_eq!(restore_text(&pieces, Change::Removed), new);
            prop_assert!(pieces.windows(2).all(|two| two[0].change != two[1].change), "pieces are as long as may be");
        }

        #[test]
        fn any_characters_come_back(old in "\\PC{0,30}", new in "\\PC{0,30}") {
            let pieces = diff_texts(&old, &new);
            prop_assert_eq!(restore_text(&pieces, Change::Added), old);
            prop_assert_eq!(restore_text(&pieces, Change::Removed), new);
        }
    }
}
