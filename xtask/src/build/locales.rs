//! The messages of each language: one file for the first load, and files that come with the pages that need them.
//!
//! Invariant: a key is in only one file of a language.

use super::pages::Files;
use super::site::read_folder;
use crate::root;
use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The subfolder of a language for messages that come only with pages.
const FURTHER: &str = "pages/";

/// Adds `locales/<language>.json`, merged from `public/locales/<language>/*.json`, and copies
/// `locales/<language>/<name>.json` from `public/locales/<language>/pages/<name>.json`.
pub fn add_locales(set: &mut Files) -> Result<()> {
    let mut sources = Files::new();
    read_folder(&root::root_path("public/locales"), "", &mut sources)?;
    let mut targets: BTreeMap<String, Map<String, Value>> = BTreeMap::new();
    let mut known = BTreeSet::new();
    for (name, bytes) in &sources {
        let Some((language, file)) = name.split_once('/') else {
            bail!("public/locales/{name} stands in no language's folder")
        };
        let messages: Map<String, Value> =
            serde_json::from_slice(bytes).with_context(|| format!("public/locales/{name}"))?;
        for key in messages.keys() {
            if !known.insert((language, key.clone())) {
                bail!("public/locales/{name}: {key} stands in another file too");
            }
        }
        let target = match file.strip_prefix(FURTHER) {
            Some(further) => format!("locales/{language}/{further}"),
            None => format!("locales/{language}.json"),
        };
        targets.entry(target).or_default().extend(messages);
    }
    for (target, messages) in targets {
        set.insert(target, serde_json::to_vec(&messages)?);
    }
    Ok(())
}
