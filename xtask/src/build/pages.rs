//! The three files that are made from templates: `index.html`, `sw.js`, `_headers`.
//!
//! Invariant: no placeholder is left unfilled, and none is filled with a path that is not in the set.

use super::{Profile, inline, loader};
use crate::openapi::DOCUMENT;
use crate::root;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::BTreeMap;

pub type Files = BTreeMap<String, Vec<u8>>;

fn template(path: &str) -> Result<String> {
    std::fs::read_to_string(root::root_path(path)).with_context(|| format!("reading the template {path}"))
}

/// The last value is filled in first, so that it may contain the earlier placeholders.
fn filled(path: &str, values: &[(&str, &str)]) -> Result<String> {
    let mut text = template(path)?;
    for (name, value) in values.iter().rev() {
        text = text.replace(&format!("{{{{{name}}}}}"), value);
    }
    if let Some(name) = unfilled(&text) {
        let known: Vec<_> = values.iter().map(|(name, _)| *name).collect();
        bail!("{path} has a placeholder nobody fills: {name} (known here: {})", known.join(", "));
    }
    Ok(text)
}

/// The first `{{name}}` still in the text; other doubled braces belong to the text.
fn unfilled(text: &str) -> Option<&str> {
    text.split("{{")
        .skip(1)
        .filter_map(|rest| rest.split_once("}}"))
        .map(|(name, _)| name)
        .find(|name| !name.is_empty() && name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-'))
}

pub fn add_pages(files: &mut Files, pkg: &str, style: &[u8], profile: Profile) -> Result<()> {
    let (style, boot) = (inline::read_sheet(style)?, inline::read_script("app/boot.js")?);
    let values = [("pkg", pkg), ("style", &style), ("boot", &boot)];
    let index = inline::shorten_page(&filled("app/index.html", &values)?, profile)?;
    let (scripts, styles) = (inline::element_hashes(&index, "script"), inline::element_hashes(&index, "style"));
    let headers = filled("public/_headers", &[("script-hashes", &scripts), ("style-hashes", &styles)])?;
    files.insert("index.html".into(), index.into_bytes());
    files.insert("_headers".into(), headers.into_bytes());
    let precache: Vec<String> = files.keys().filter(|name| kept_offline(name)).map(|name| format!("/{name}")).collect();
    let mut all = Vec::new();
    for (name, bytes) in files.iter() {
        all.extend_from_slice(name.as_bytes());
        all.extend_from_slice(crate::inputs::hex_digest(bytes).as_bytes());
    }
    let version = crate::inputs::hex_digest(&all)[..12].to_owned();
    let document = std::fs::read_to_string(root::root_path(DOCUMENT)).context(DOCUMENT)?;
    let never_stored = serde_json::to_string(&never_stored(&serde_json::from_str(&document)?)?)?;
    let values =
        [("version", &version), ("precache", &serde_json::to_string(&precache)?), ("never-stored", &never_stored)];
    let worker = filled("app/sw.js", &values.map(|(name, value)| (name, value.as_str())))?;
    files.insert("sw.js".into(), worker.into_bytes());
    Ok(())
}

/// A regular expression for the paths that the contract names as never stored, and for the contract itself.
fn never_stored(document: &Value) -> Result<String> {
    let paths = document["paths"].as_object().context("the document has no paths")?;
    let named = paths.iter().filter(|(_, item)| item["get"]["x-never-stored"] == true);
    let mut patterns: Vec<String> = named.map(|(path, _)| pattern_of(path)).collect();
    if patterns.is_empty() {
        bail!("the document names no path as never stored");
    }
    patterns.push("/api/openapi\\.json".to_owned());
    Ok(format!("^(?:{})$", patterns.join("|")))
}

/// Each parameter stands for one segment.
fn pattern_of(path: &str) -> String {
    let segment = |part: &str| if part.starts_with('{') { "[^/]+".to_owned() } else { part.replace('.', "\\.") };
    path.split('/').map(segment).collect::<Vec<_>>().join("/")
}

/// `index.html` answers for `/` and every route. Files that only machines read are left out, and so are the office's
/// files, which no resident needs: a worker's browser keeps those as it fetches them.
fn kept_offline(name: &str) -> bool {
    !matches!(name, "_headers" | "robots.txt" | "sw.js")
        && !name.contains("/split_office_")
        && !loader::is_office_group(name)
        && !name.ends_with("/prefetch.json")
        && !name.starts_with(".well-known/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_placeholder_is_a_lower_case_name_in_doubled_braces() {
        assert_eq!(unfilled("a {{pkg}} b"), Some("pkg"));
        assert_eq!(unfilled("f({a:{b:1}}); {{ pkg }} `${{A: 1}}`"), None);
    }

    #[test]
    fn what_is_never_stored_is_what_the_document_names() {
        let document = json!({ "paths": {
            "/api/communities/{community}/me": { "get": {} },
            "/api/communities/{community}/members/{member}/data": { "get": { "x-never-stored": true } },
        } });
        let pattern = never_stored(&document).unwrap();
        assert_eq!(pattern, r"^(?:/api/communities/[^/]+/members/[^/]+/data|/api/openapi\.json)$");
        assert!(never_stored(&json!({ "paths": {} })).is_err(), "an empty list would store everything");
    }
}
