//! Everything that the contract declares has its texts in each language.
//!
//! Invariant: the lists come from the contract itself, so that no refusal or command can be forgotten. That each endpoint
//! is tested follows from the tests that go through all of them (`tests/it/conformance.rs`, `api/tests/host/access.rs`),
//! and that each refusal is met from the step `refusals`.

use super::{SourceFile, forms, locales};
use crate::openapi;
use anyhow::Result;
use std::collections::BTreeMap;

pub fn check_contract(files: &[SourceFile], complaints: &mut Vec<String>) -> Result<()> {
    let contract = openapi::read_contract()?;
    let refusals: BTreeMap<String, Option<Vec<String>>> = serde_json::from_value(contract["refusals"].clone())?;
    let commands: Vec<String> = serde_json::from_value(contract["commands"].clone())?;
    // The check of the locales already complains about unreadable files.
    for (language, messages) in locales::read_locales(files, &mut Vec::new()) {
        for (code, params) in &refusals {
            let key = format!("refusal.{code}");
            let Some(names) = messages.get(&key) else {
                complaints.push(format!("{language}: {key} is missing"));
                continue;
            };
            let Some(params) = params else { continue };
            for name in names.iter().filter(|name| !params.contains(name)) {
                complaints.push(format!("{language}: {key} uses {{{name}}}, which the refusal does not carry"));
            }
        }
    }
    // A row of the journal is described in words.
    for (language, messages) in locales::read_locales(files, &mut Vec::new()) {
        let keys = commands.iter().map(|command| format!("journal/{command}"));
        complaints
            .extend(keys.filter(|key| !messages.contains_key(key)).map(|key| format!("{language}: {key} is missing")));
    }
    forms::check_forms(files, &contract["bodies"], complaints)
}
