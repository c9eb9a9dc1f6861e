//! Each refusal that an endpoint declares was really given while the tests ran.
//!
//! The suites write what they saw (`tests/refusals.rs`). An undeclared refusal fails there; this step fails for a declared
//! one that no test has met.

use crate::{openapi, root};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;

/// The suites that record.
const SUITES: [&str; 3] = ["host", "it", "adversary"];
/// Refusals of an endpoint that the gate answers: the region's object gives them on the host, where no endpoint is named,
/// and over HTTP they would need a clock that moves by years.
const MET_BEHIND_THE_GATE: [(&str, &str); 2] =
    [("regions/open-office", "regions/office-full"), ("regions/open-office", "regions/seat-open")];

type Pairs = BTreeSet<(String, String)>;

/// Lets a suite record, in place of what it recorded before.
pub fn record_refusals(command: &mut Command, suite: &str) -> Result<()> {
    let file = record_file(suite);
    std::fs::create_dir_all(root::root_path("target/refusals"))?;
    std::fs::write(&file, "")?;
    command.env("LINLI_REFUSALS", file);
    Ok(())
}

fn record_file(suite: &str) -> PathBuf {
    root::root_path("target/refusals").join(format!("{suite}.txt"))
}

pub fn test_refusals() -> Result<()> {
    let mut met = Pairs::new();
    for suite in SUITES {
        let text = std::fs::read_to_string(record_file(suite)).with_context(|| {
            format!("the suite {suite} has recorded nothing: run the steps api, integration and adversary first")
        })?;
        met.extend(text.lines().filter_map(|line| line.split_once(' ')).map(owned));
    }
    let document = std::fs::read_to_string(root::root_path(openapi::DOCUMENT))?;
    let declared = declared_pairs(&serde_json::from_str(&document)?);
    let excused: Pairs = MET_BEHIND_THE_GATE.into_iter().map(owned).collect();
    let unmet: Vec<_> = declared.difference(&met).filter(|pair| !excused.contains(*pair)).collect();
    for (endpoint, code) in &unmet {
        println!("no test meets {code} of {endpoint}");
    }
    println!("refusals: {} declared by endpoints, {} met by no test", declared.len(), unmet.len());
    if !unmet.is_empty() {
        bail!("a refusal that cannot happen is not declared; one that can has a test");
    }
    Ok(())
}

fn owned((endpoint, code): (&str, &str)) -> (String, String) {
    (endpoint.to_owned(), code.to_owned())
}

/// Endpoint and code of each refusal in the OpenAPI document.
fn declared_pairs(document: &Value) -> Pairs {
    let operations = document["paths"].as_object().into_iter().flat_map(|paths| paths.values());
    let operations = operations.filter_map(Value::as_object).flat_map(|methods| methods.values());
    let pairs = operations.flat_map(|operation| {
        let codes = operation["x-refusals"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let endpoint = operation["operationId"].as_str().unwrap_or_default();
        codes.map(move |code| owned((endpoint, code)))
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_the_document_declares_is_found() {
        let document = json!({ "paths": {
            "/a": { "get": { "operationId": "a/show" }, "post": { "operationId": "a/do", "x-refusals": ["a/late", "a/full"] } },
        } });
        let found = declared_pairs(&document);
        assert_eq!(found, [owned(("a/do", "a/full")), owned(("a/do", "a/late"))].into());
    }
}
