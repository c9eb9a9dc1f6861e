//! Two preparations for compiling the app: the linker keeps relocations for the splitter, and every message becomes a
//! constant.
//!
//! Invariant: a key that one language lacks, or that has other placeholders there, fails the build.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const LOCALES: &str = "../public/locales";
const FIRST: &str = "zh-CN";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={LOCALES}");
    if std::env::var_os("CARGO_FEATURE_SPLIT").is_some() {
        println!("cargo::rustc-link-arg-cdylib=--emit-relocs");
    }
    let first = messages(&Path::new(LOCALES).join(FIRST));
    for folder in folders(Path::new(LOCALES)).iter().filter(|folder| !folder.ends_with(FIRST)) {
        compare(&first, &messages(folder), folder);
    }
    let output = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo names the folder")).join("key.rs");
    std::fs::write(output, constants(&first)).expect("the folder can be written");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
    let mut found: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|end| end == "json")).collect();
    found.sort();
    found
}

/// A key with the names of its placeholders.
type Messages = BTreeMap<String, BTreeSet<String>>;

fn folders(path: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut found: Vec<PathBuf> =
        entries.filter_map(Result::ok).map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    found.sort();
    found
}

/// The messages of the first load, and those that come with a page.
fn messages(folder: &Path) -> Messages {
    let mut all = Messages::new();
    for file in [files(folder), files(&folder.join("pages"))].concat() {
        println!("cargo::rerun-if-changed={}", file.display());
        let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let value: BTreeMap<String, Value> =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        for (key, message) in value {
            let names = placeholders(&message);
            assert!(all.insert(key.clone(), names).is_none(), "{}: {key} stands in another file too", file.display());
        }
    }
    all
}

/// Names in braces of a text, or of all plural forms of a message together.
fn placeholders(message: &Value) -> BTreeSet<String> {
    match message {
        Value::String(text) => {
            let names =
                text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.to_owned());
            names.collect()
        }
        Value::Object(forms) => forms.values().flat_map(placeholders).collect(),
        other => panic!("a message is a text or an object of plural forms, not {other}"),
    }
}

fn compare(first: &Messages, other: &Messages, folder: &Path) {
    let mut complaints = String::new();
    for (key, names) in first {
        match other.get(key) {
            None => {
                let _ = writeln!(complaints, "{key} is missing");
            }
            Some(found) if found != names => {
                let _ = writeln!(complaints, "{key} has {found:?}, not {names:?}");
            }
            Some(_) => {}
        }
    }
    for key in other.keys().filter(|key| !first.contains_key(*key)) {
        let _ = writeln!(complaints, "{key} is not in {FIRST}");
    }
    assert!(complaints.is_empty(), "{}:\n{complaints}", folder.display());
}

/// `office.confirm-all` becomes `OFFICE_CONFIRM_ALL`; keys that are looked up at run time get none.
fn constants(messages: &Messages) -> String {
    let mut text = String::new();
    for key in messages.keys().filter(|key| !key.contains('/')) {
        let name: String =
            key.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect();
        let _ = writeln!(text, "pub const {name}: super::Key = super::Key({key:?});");
    }
    text
}
