//! The texts of closed words, and of codes: of one, and of several as the choices of a field.
//!
//! Invariant: every [`ClosedWord`] has its text in each language, because `tidy` checks the locales against the
//! declarations of the domain.

use super::look_up;
use domain::contract::ClosedWord;

/// The text of a word.
pub fn word_text<W: ClosedWord>(word: W) -> String {
    code_text(W::KEY, word.as_str())
}

/// All words of a set in their order, each with its text.
pub fn word_choices<W: ClosedWord>() -> Vec<(String, String)> {
    choices_of(W::ALL)
}

/// Some words of a set, each with its text.
pub fn choices_of<W: ClosedWord>(words: &[W]) -> Vec<(String, String)> {
    let codes: Vec<&str> = words.iter().map(|word| word.as_str()).collect();
    code_choices(W::KEY, &codes)
}

/// The text of a code, with the key `key.code`: for another text than that of [`word_text`], and for codes that are no
/// [`ClosedWord`]. Without a text it is the code.
pub fn code_text(key: &str, code: &str) -> String {
    look_up(&[key, ".", code].concat()).unwrap_or_else(|| code.to_owned())
}

/// Codes, each with its text.
pub fn code_choices(key: &str, codes: &[&str]) -> Vec<(String, String)> {
    codes.iter().map(|code| ((*code).to_owned(), code_text(key, code))).collect()
}
