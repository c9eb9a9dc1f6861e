//! The OpenAPI document, and the one query of xtask to the contract.
//!
//! Invariant: `docs/openapi.json` is generated, never edited; `--check` fails when the two differ.

use crate::arguments::Arguments;
use crate::tools::cargo_program;
use crate::{progress, root};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::process::Command;

pub const DOCUMENT: &str = "docs/openapi.json";

pub fn openapi_command(mut arguments: Arguments) -> Result<()> {
    let check = arguments.flag("--check");
    arguments.finish()?;
    let text = document()?;
    if check {
        return compare(&text);
    }
    std::fs::create_dir_all(root::root_path("docs"))?;
    std::fs::write(root::root_path(DOCUMENT), text)?;
    println!("wrote {DOCUMENT}");
    Ok(())
}

pub fn check_openapi() -> Result<()> {
    compare(&document()?)
}

fn document() -> Result<String> {
    let contract = read_contract()?;
    Ok(serde_json::to_string_pretty(&contract["openapi"])? + "\n")
}

fn compare(text: &str) -> Result<()> {
    let found = std::fs::read_to_string(root::root_path(DOCUMENT)).unwrap_or_default();
    if found != text {
        bail!("{DOCUMENT} is not what the contract says; run `cargo xtask openapi` and commit it");
    }
    Ok(())
}

/// `{"openapi": …, "refusals": …, "commands": […], "bodies": …}` as src/contract.rs prints it.
pub fn read_contract() -> Result<Value> {
    let mut command = Command::new(cargo_program());
    command
        .args(["run", "--quiet", "--package", "xtask", "--bin", "contract", "--features", "contract"])
        .current_dir(root::find_root());
    let printed = progress::read_output(&mut command, "The contract in domain/ must compile first.")?;
    serde_json::from_str(&printed).context("the contract was not printed as JSON")
}
