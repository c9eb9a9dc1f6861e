//! Every closed word has its text in each language, and no text of a word is left over.
//!
//! Invariant: keys and words are read from the declarations (`pub enum Stage: "matters.stage"` in `words!`), so that no
//! list of them is kept by hand.

use super::{SourceFile, locales};
use std::collections::{BTreeMap, BTreeSet};

/// The words below each key.
type ClosedWords = BTreeMap<String, BTreeSet<String>>;

pub fn check_closed_words(files: &[SourceFile], complaints: &mut Vec<String>) {
    let closed = read_closed_words(files);
    // The check of the locales already complains about unreadable files.
    for (language, messages) in locales::read_locales(files, &mut Vec::new()) {
        for (key, words) in &closed {
            let texts = words.iter().map(|word| format!("{key}.{word}"));
            let missing = texts.filter(|text| !messages.contains_key(text));
            complaints.extend(missing.map(|text| format!("{language}: {text} is missing")));
        }
        let stray = messages.keys().filter(|text| !has_word(&closed, text));
        complaints.extend(stray.map(|text| format!("{language}: {text} is the text of no word")));
    }
}

fn read_closed_words(files: &[SourceFile]) -> ClosedWords {
    let mut closed = ClosedWords::new();
    for file in files.iter().filter(|file| file.path.starts_with("domain/src/") && file.ends_with(&["rs"])) {
        let lines = file.text.as_deref().unwrap_or_default().lines();
        let code: Vec<&str> = lines.filter(|line| !line.trim_start().starts_with("//")).collect();
        for declaration in code.join("\n").split("pub enum ").skip(1) {
            let Some((head, rest)) = declaration.split_once('{') else { continue };
            let Some((_, key)) = head.split_once(": \"") else { continue };
            let variants = rest.split('}').next().unwrap_or_default().split(',');
            let words = variants.filter_map(|variant| variant.rsplit_once("= \"")).map(|(_, word)| unquoted(word));
            closed.entry(unquoted(key)).or_default().extend(words);
        }
    }
    closed
}

/// Without the quotation mark at the end.
fn unquoted(literal: &str) -> String {
    literal.trim_end().trim_end_matches('"').to_owned()
}

/// Whether a text belongs to a word, or stands below no key. Of several keys the longest one counts. A part between
/// key and word is for a variant: `body-kind.village.residents-committee`.
fn has_word(closed: &ClosedWords, text: &str) -> bool {
    let below = |key: &str| text.strip_prefix(key)?.strip_prefix('.')?.rsplit('.').next();
    let sets = closed.iter().filter_map(|(key, words)| Some((key.len(), words, below(key)?)));
    sets.max_by_key(|(length, ..)| *length).is_none_or(|(_, words, word)| words.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    const STAGE: &str = r#"
words! {
    /// The stage: {not} "a.word" = "it", no set.
    pub enum Stage: "a.stage" {
        /// Begun.
        Open = "open",
        Done = "done",
    }
}
words! { pub enum Plain { Other = "other", } }
"#;

    fn complaints_of(declarations: &str, texts: &str) -> Vec<String> {
        let file = |path: &str, text: &str| SourceFile { path: path.into(), bytes: 0, text: Some(text.into()) };
        let files = [file("domain/src/a/wire.rs", declarations), file("public/locales/en/a.json", texts)];
        let mut complaints = Vec::new();
        check_closed_words(&files, &mut complaints);
        complaints
    }

    #[test]
    fn a_word_without_text_and_a_text_without_word_are_told() {
        let texts = r#"{"a.stage.open":"x","a.stage.gone":"x","a.stages":"x","b":"x"}"#;
        let expected = ["en: a.stage.done is missing", "en: a.stage.gone is the text of no word"];
        assert_eq!(complaints_of(STAGE, texts), expected);
        assert_eq!(complaints_of(STAGE, r#"{"a.stage.open":"x","a.stage.done":"x","a.stage":"x"}"#), [""; 0]);
    }

    #[test]
    fn a_text_has_the_longest_key_and_may_be_a_variant() {
        let both = [STAGE, "words! { pub enum A: \"a\" { Stage = \"stage\", } }"].concat();
        let texts = r#"{"a.stage":"x","a.stage.open":"x","a.stage.done":"x","a.stage.village.open":"x"}"#;
        assert_eq!(complaints_of(&both, texts), [""; 0]);
        let texts = r#"{"a.stage":"x","a.stage.open":"x","a.stage.done":"x","a.stage.village.stage":"x"}"#;
        assert_eq!(complaints_of(&both, texts), ["en: a.stage.village.stage is the text of no word"]);
    }

    #[test]
    fn the_words_of_the_domain_are_found() {
        let found = read_closed_words(&crate::tidy::read_tracked().unwrap());
        assert!(found["matters.stage"].contains("collecting"), "{found:?}");
    }
}
