//! One file of messages for each language, out of its folder's files.
//!
//! Invariant: a key stands in one file of a language only.

use super::pages::Files;
use super::site::read_folder;
use crate::root;
use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Adds `locales/<language>.json`, merged from `public/locales/<language>/*.json`.
pub fn add(set: &mut Files) -> Result<()> {
    let mut sources = Files::new();
    read_folder(&root::path("public/locales"), "", &mut sources)?;
    let mut languages: BTreeMap<String, Map<String, Value>> = BTreeMap::new();
    for (name, bytes) in &sources {
        let Some((language, _)) = name.split_once('/') else {
            bail!("public/locales/{name} stands in no language's folder")
        };
        let messages: Map<String, Value> =
            serde_json::from_slice(bytes).with_context(|| format!("public/locales/{name}"))?;
        let all = languages.entry(language.to_owned()).or_default();
        for (key, message) in messages {
            if all.insert(key.clone(), message).is_some() {
                bail!("public/locales/{name}: {key} stands in another file too");
            }
        }
    }
    for (language, messages) in languages {
        set.insert(format!("locales/{language}.json"), serde_json::to_vec(&messages)?);
    }
    Ok(())
}
