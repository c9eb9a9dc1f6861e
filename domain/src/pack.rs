//! Rule packs of numbers (`domain/rules/`): how they are read, for every feature that has one.
//!
//! Invariant: a pack is part of the program; one that cannot be read is found by its feature's test, not by a user. A
//! number that is missing reads as zero, which every rule treats as the strictest.

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
}

impl Pack {
    pub fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    pub fn number(&self, name: &str) -> u32 {
        self.rules.get(name).map_or(0, |rule| rule.value)
    }
}
