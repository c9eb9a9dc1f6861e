//! The test binaries of all crates: built by one call of cargo, and run as separate steps.
//!
//! Invariant: the call always names the same packages. Cargo selects features by the packages of one call, so that a
//! call with other packages would compile much of the shared code again.

use crate::tools::cargo_program;
use crate::{progress, refusals, root};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::path::PathBuf;
use std::process::{Command, Stdio};

const PACKAGES: [&str; 5] = ["domain", "api", "app", "xtask", "tests"];

/// A test binary, and the folder of its package, in which cargo would start it.
struct Binary {
    package: String,
    target: String,
    path: PathBuf,
    folder: PathBuf,
}

/// Builds what has changed, and lists all test binaries.
fn built() -> Result<Vec<Binary>> {
    let mut command = Command::new(cargo_program());
    command.args(["test", "--no-run", "--quiet", "--lib", "--tests", "--message-format", "json-render-diagnostics"]);
    for package in PACKAGES {
        command.args(["--package", package]);
    }
    command.current_dir(root::find_root()).stderr(Stdio::inherit());
    let told = progress::run_step("test binaries", || {
        progress::read_output(&mut command, "What does not compile stands above.")
    })?;
    Ok(told.lines().filter_map(|line| serde_json::from_str(line).ok()).filter_map(|told| binary(&told)).collect())
}

/// Cargo's message about one artifact; `None` if it is not a test.
fn binary(told: &Value) -> Option<Binary> {
    let is_test = told["profile"]["test"].as_bool()?;
    let folder = PathBuf::from(told["manifest_path"].as_str()?).parent()?.to_owned();
    let package = folder.file_name()?.to_str()?.to_owned();
    let (path, target) = (told["executable"].as_str()?.into(), told["target"]["name"].as_str()?.to_owned());
    is_test.then_some(Binary { package, target, path, folder })
}

/// One binary as a command, to which arguments and environment can be added.
pub fn suite_command(package: &str, target: &str) -> Result<Command> {
    let all = built()?;
    let one = all.iter().find(|one| one.package == package && one.target == target);
    let one = one.with_context(|| format!("cargo builds no tests {target:?} of {package:?}"))?;
    Ok(ready(one))
}

fn ready(one: &Binary) -> Command {
    let mut command = Command::new(&one.path);
    command.current_dir(&one.folder);
    command
}

/// Runs every binary of a package.
pub fn run_suite(package: &str) -> Result<()> {
    let mut all = built()?;
    all.retain(|one| one.package == package);
    if all.is_empty() {
        bail!("cargo builds no tests of {package:?}");
    }
    for one in &all {
        let mut command = ready(one);
        refusals::record_refusals(&mut command, &one.target)?;
        progress::run_child(command.arg("--quiet"), "The failing test's message stands above.")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_tests_are_taken_from_what_cargo_tells() {
        let told = |test: bool, executable: Value| {
            json!({ "reason": "compiler-artifact", "manifest_path": "/house/api/Cargo.toml", "executable": executable,
                    "target": { "name": "host" }, "profile": { "test": test } })
        };
        let one = binary(&told(true, json!("/house/target/host-1"))).expect("a test binary");
        assert_eq!((one.package.as_str(), one.target.as_str(), one.folder), ("api", "host", "/house/api".into()));
        assert!(binary(&told(false, json!("/house/target/xtask"))).is_none(), "a program");
        assert!(binary(&told(true, Value::Null)).is_none(), "a library without a binary");
        assert!(binary(&json!({ "reason": "build-finished", "success": true })).is_none());
    }
}
