//! The naming rules of CONTRIBUTING.md ("Names"), as far as a program can check them: words that are not plain English,
//! functions and types that nobody would search for, endpoints and their bodies.
//!
//! Invariant: applied migrations are not checked, because their text is stored in every database.

use super::SourceFile;
use super::words::contains_word;

const NOT_PLAIN: [&str; 5] = [
    concat!("who", "ever"),
    concat!("whom", "ever"),
    concat!("an", "ew"),
    concat!("be", "sides"),
    concat!("the ", "own"),
];
const ENGLISH: [&str; 11] = ["rs", "js", "mjs", "css", "html", "toml", "md", "json", "jsonc", "capnp", "txt"];
/// The rule itself names the words.
const NAMES_THE_WORDS: &str = "CONTRIBUTING.md";

/// The vocabulary of views and texts, which every page uses: `el`, `t`, `tf`.
const SHORT_NAMES: [&str; 3] = ["app/src/ui/", "app/src/words/", "app/src/words.rs"];
/// Names that another program decides.
const GIVEN_NAMES: [&str; 2] = ["main", "connect"];
/// Past participles and question words, which say nothing about what a type is.
const VAGUE_TYPES: [&str; 31] = [
    "Told", "Shown", "Found", "Kept", "Asked", "Asking", "Left", "Went", "Put", "Taken", "Taking", "Reached", "Wanted",
    "Used", "Stepped", "Copied", "Entered", "Said", "Sent", "Seen", "Made", "Given", "Held", "Stop", "What", "Whose",
    "Which", "Who", "Way", "Ways", "Thing",
];
/// Verbs of two words, which no preposition follows.
const PHRASAL_VERBS: [&str; 2] = ["SignIn", "CheckIn"];
const ORPHANS: [&str; 9] = ["At", "Of", "To", "For", "By", "With", "In", "On", "From"];

pub fn check_names(files: &[SourceFile], complaints: &mut Vec<String>) {
    for file in files.iter().filter(|file| file.ends_with(&ENGLISH)) {
        let Some(text) = &file.text else { continue };
        check_words(file, text, complaints);
        if file.ends_with(&["rs"]) {
            check_definitions(file, text, complaints);
        }
        if file.name() == "endpoints.rs" && file.path.starts_with("domain/") {
            check_endpoints(file, text, complaints);
        }
    }
}

fn check_words(file: &SourceFile, text: &str, complaints: &mut Vec<String>) {
    if file.path == NAMES_THE_WORDS || file.name() == "package-lock.json" {
        return;
    }
    for (at, line) in text.lines().enumerate() {
        let lower = line.to_lowercase();
        for word in NOT_PLAIN.iter().filter(|word| contains_word(&lower, word)) {
            complaints.push(format!("{}:{}: \"{word}\" is not plain English (CONTRIBUTING, Names)", file.path, at + 1));
        }
    }
}

fn check_definitions(file: &SourceFile, text: &str, complaints: &mut Vec<String>) {
    let may_be_short = SHORT_NAMES.iter().any(|folder| file.path.starts_with(folder));
    for (at, line) in text.lines().enumerate() {
        let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
        if !may_be_short
            && line.starts_with("pub")
            && let Some(name) = following(&words, &["fn"])
            && !name.contains('_')
            && !GIVEN_NAMES.contains(&name)
        {
            complaints.push(format!("{}:{}: `{name}` is one word; say what it does to what", file.path, at + 1));
        }
        if let Some(name) = following(&words, &["struct", "enum", "trait", "type"])
            && VAGUE_TYPES.contains(&name)
        {
            complaints.push(format!("{}:{}: `{name}` does not say what the type is", file.path, at + 1));
        }
    }
}

/// The word after one of these, if it is not in a comment.
fn following<'w>(words: &[&'w str], keywords: &[&str]) -> Option<&'w str> {
    let at = words.iter().position(|word| keywords.contains(word))?;
    // Only qualifiers stand before a definition: a sentence of a comment has other words there.
    let qualifiers = ["pub", "crate", "super", "in", "const", "async", "unsafe", ""];
    words[..at].iter().all(|word| qualifiers.contains(word)).then(|| words.get(at + 1).copied())?
}

/// `FillSeat = "fill-seat" Post "…" {` and its `body: FillSeatRequest`.
fn check_endpoints(file: &SourceFile, text: &str, complaints: &mut Vec<String>) {
    for (at, line) in text.lines().enumerate() {
        if let Some((name, _)) = line.trim_start().split_once(" = \"")
            && !PHRASAL_VERBS.iter().any(|verb| name.ends_with(verb))
            && let Some(orphan) = ORPHANS.iter().find(|orphan| name.ends_with(**orphan))
        {
            complaints.push(format!("{}:{}: `{name}` ends with the preposition `{orphan}`", file.path, at + 1));
        }
        if let Some((_, rest)) = line.split_once("body: ") {
            let body = rest.split(',').next().unwrap_or_default().trim();
            if body != "Empty" && !body.ends_with("Request") {
                complaints.push(format!("{}:{}: the body `{body}` does not end with `Request`", file.path, at + 1));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaints_of(path: &str, text: &str) -> Vec<String> {
        let file = SourceFile { path: path.into(), bytes: text.len(), text: Some(text.into()) };
        let mut complaints = Vec::new();
        check_names(&[file], &mut complaints);
        complaints
    }

    #[test]
    fn words_that_are_not_plain_are_found_in_any_text() {
        let sentence = format!("// {} asks {}", NOT_PLAIN[0], NOT_PLAIN[2].to_uppercase());
        assert_eq!(complaints_of("api/src/a.rs", &sentence).len(), 2);
        assert_eq!(complaints_of("public/locales/en/shell.json", &format!("\"{}\"", NOT_PLAIN[4])).len(), 1);
        assert_eq!(complaints_of(NAMES_THE_WORDS, NOT_PLAIN[0]).len(), 0);
        assert_eq!(complaints_of("api/migrations/community/0001_a.sql", NOT_PLAIN[0]).len(), 0);
        assert_eq!(complaints_of("api/src/a.rs", "// renewed, the owner").len(), 0);
    }

    #[test]
    fn public_functions_have_two_words() {
        assert_eq!(complaints_of("api/src/a.rs", "pub fn close(a: u8) {}").len(), 1);
        assert_eq!(complaints_of("api/src/a.rs", "pub(super) const fn close() {}").len(), 1);
        for fine in ["pub fn close_step() {}", "fn close() {}", "    pub fn close(&self) {}", "// a pub fn close"] {
            assert_eq!(complaints_of("api/src/a.rs", fine).len(), 0, "{fine}");
        }
        assert_eq!(complaints_of("app/src/ui/element.rs", "pub fn el() {}").len(), 0);
    }

    #[test]
    fn types_are_nouns() {
        assert_eq!(complaints_of("api/src/a.rs", "    pub struct Found {").len(), 1);
        assert_eq!(complaints_of("api/src/a.rs", "enum What {}").len(), 1);
        assert_eq!(complaints_of("api/src/a.rs", "struct LoadedBallot;\n/// The type What is").len(), 0);
    }

    #[test]
    fn endpoints_and_bodies_have_the_form_that_their_users_know() {
        let block =
            |name: &str, body: &str| format!("    {name} = \"fill-seat\" Post \"/a\" {{\n    body: {body}, reply: A");
        let path = "domain/src/members/endpoints.rs";
        assert_eq!(complaints_of(path, &block("FillSeatOf", "Needs")).len(), 2);
        assert_eq!(complaints_of(path, &block("FillSeat", "FillSeatRequest")).len(), 0);
        assert_eq!(complaints_of(path, &block("FinishSignIn", "Empty")).len(), 0);
    }
}
