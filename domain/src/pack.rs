//! Rule packs of numbers (`domain/rules/`): how they are read, for every feature that has one.
//!
//! Invariant: a pack is part of the program; the test of its feature, not a user, finds one that cannot be read. A
//! missing number reads as zero, which every rule treats as the strictest.

use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize, Default)]
pub struct Pack {
    #[serde(default)]
    pub version: String,
    rules: BTreeMap<String, Rule>,
}

#[derive(Deserialize)]
struct Rule {
    value: u32,
    #[serde(default)]
    source: String,
    #[serde(default)]
    article: Option<String>,
}

impl Pack {
    pub fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    pub fn number(&self, name: &str) -> u32 {
        self.rules.get(name).map_or(0, |rule| rule.value)
    }

    pub fn has(&self, name: &str) -> bool {
        self.rules.contains_key(name)
    }

    /// The source of a number.
    pub fn source(&self, name: &str) -> String {
        self.rules.get(name).map(|rule| rule.source.clone()).unwrap_or_default()
    }

    /// Empty where no article is known.
    pub fn article(&self, name: &str) -> String {
        self.rules.get(name).and_then(|rule| rule.article.clone()).unwrap_or_default()
    }
}
