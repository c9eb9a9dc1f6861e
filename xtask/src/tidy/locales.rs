//! All languages have the same content: the same keys with the same placeholders.
//!
//! Invariant: a message in plural forms is one message; each language has its own set of forms.

use super::SourceFile;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

pub type Messages = BTreeMap<String, BTreeSet<String>>;

const FOLDER: &str = "public/locales/";
const PLURAL_FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The messages of each language, for the other checks; unreadable files are complaints.
pub fn read_locales(files: &[SourceFile], complaints: &mut Vec<String>) -> BTreeMap<String, Messages> {
    let mut languages: BTreeMap<String, Messages> = BTreeMap::new();
    for file in files.iter().filter(|file| file.path.starts_with(FOLDER) && file.ends_with(&["json"])) {
        let language = file.path[FOLDER.len()..].split('/').next().unwrap_or_default();
        let messages = languages.entry(language.to_owned()).or_default();
        match serde_json::from_str(file.text.as_deref().unwrap_or("")) {
            Ok(value) => flatten("", &value, messages),
            Err(error) => complaints.push(format!("{}: {error}", file.path)),
        }
    }
    languages
}

pub fn check_locales(files: &[SourceFile], complaints: &mut Vec<String>) {
    let languages = read_locales(files, complaints);
    let mut all = Messages::new();
    for (key, names) in languages.values().flatten() {
        all.entry(key.clone()).or_default().extend(names.iter().cloned());
    }
    for (language, messages) in &languages {
        for (key, names) in &all {
            match messages.get(key) {
                None => complaints.push(format!("{language}: {key} is missing")),
                Some(found) => {
                    complaints
                        .extend(names.difference(found).map(|name| format!("{language}: {key} lacks {{{name}}}")));
                }
            }
        }
    }
}

/// Latin words that Chinese readers know as such: kinds of files, their units, and names.
const LATIN_WORDS: [&str; 15] = [
    "CSV", "Ctrl", "English", "Excel", "GB", "JPEG", "JSON", "Language", "MB", "PDF", "PNG", "SHA", "UTF", "WebP",
    "XLSX",
];

/// A Chinese text contains no code and no English: words of Latin letters are those of a short list.
pub fn check_chinese(files: &[SourceFile], complaints: &mut Vec<String>) {
    for file in files.iter().filter(|file| file.path.starts_with("public/locales/zh-CN/")) {
        let texts = file.text.as_deref().and_then(|text| serde_json::from_str::<Value>(text).ok());
        let mut found = Vec::new();
        latin_words(&texts.unwrap_or_default(), &mut found);
        complaints.extend(found.iter().map(|word| format!("{}: {word:?} is no Chinese", file.path)));
    }
}

fn latin_words(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.values().for_each(|field| latin_words(field, found)),
        Value::String(text) => {
            let plain = text.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest));
            let words = plain.flat_map(|part| part.split(|letter: char| !letter.is_ascii_alphabetic()));
            found.extend(words.filter(|word| word.len() > 1 && !LATIN_WORDS.contains(word)).map(str::to_owned));
        }
        _ => {}
    }
}

fn flatten(prefix: &str, value: &Value, messages: &mut Messages) {
    match value {
        Value::Object(fields)
            if fields.keys().all(|name| PLURAL_FORMS.contains(&name.as_str())) && !fields.is_empty() =>
        {
            let names = fields.values().filter_map(Value::as_str).flat_map(placeholders).collect();
            messages.insert(prefix.to_owned(), names);
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
                flatten(&key, field, messages);
            }
        }
        other => {
            messages.insert(prefix.to_owned(), other.as_str().into_iter().flat_map(placeholders).collect());
        }
    }
}

/// The names in braces: `{count}` and also `{count, plural, …}`.
fn placeholders(text: &str) -> Vec<String> {
    let name = |rest: &str| {
        rest.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect::<String>()
    };
    text.split('{').skip(1).map(name).filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_in_a_chinese_text_is_told() {
        let text = r#"{"a":"按 defaults@2026 办","b":{"other":"{count} 个 PDF"},"c":"第 {number} 版 A"}"#;
        let file = |path: &str| SourceFile { path: path.into(), bytes: 0, text: Some(text.into()) };
        let mut complaints = Vec::new();
        check_chinese(&[file("public/locales/zh-CN/a.json"), file("public/locales/en/a.json")], &mut complaints);
        assert_eq!(complaints, [r#"public/locales/zh-CN/a.json: "defaults" is no Chinese"#]);
    }

    #[test]
    fn a_missing_key_and_a_missing_placeholder_are_told() {
        let file = |path: &str, text: &str| SourceFile { path: path.into(), bytes: 0, text: Some(text.into()) };
        let files = [
            file("public/locales/zh-CN/a.json", r#"{"a":{"other":"{count} 人"},"b":"{name}"}"#),
            file(
                "public/locales/en/a.json",
                r#"{"a":{"one":"one person","other":"{count} people"},"b":"you","c":"x"}"#,
            ),
        ];
        let mut complaints = Vec::new();
        check_locales(&files, &mut complaints);
        assert_eq!(complaints, ["en: b lacks {name}", "zh-CN: c is missing"]);
    }
}
