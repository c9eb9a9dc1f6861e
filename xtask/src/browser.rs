//! What runs in a real browser: the journeys and the paint measurements.
//!
//! Invariant: the browser is Debian's own or one that `LINLI_CHROMIUM` names; nothing downloads another.

use crate::build::{self, Profile};
use crate::{progress, root, test};
use anyhow::{Result, bail};
use std::path::PathBuf;
use std::process::{Command, Stdio};

const PACKAGES: [&str; 2] = ["chromium", "fonts-noto-cjk"];
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

pub fn journeys() -> Result<()> {
    run("tests/e2e/run.mjs")
}

pub fn paint() -> Result<()> {
    run("tests/bench/paint.mjs")
}

fn run(script: &str) -> Result<()> {
    build::everything(Profile::Release)?;
    if !root::path(script).is_file() {
        bail!("{script} does not exist");
    }
    let chromium = ensure()?;
    let mut command = Command::new("node");
    command.arg(root::path(script)).env("LINLI_CHROMIUM", chromium).current_dir(root::root());
    test::name_parts(&mut command)?;
    progress::run(&mut command, "Pictures of what failed are in tests/e2e/out.")
}

fn find() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("LINLI_CHROMIUM") {
        return Some(named.into());
    }
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).flat_map(|folder| NAMES.map(|name| folder.join(name))).find(|file| file.is_file())
}

fn ensure() -> Result<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    progress::step("chromium (apt-get)", || install(&PACKAGES, &by_hand()))?;
    match find() {
        Some(found) => Ok(found),
        None => bail!("{}", by_hand()),
    }
}

fn by_hand() -> String {
    format!(
        "Chromium is needed: run `sudo apt-get install {}` (Debian), or set LINLI_CHROMIUM to a Chromium or Chrome of version 120 or newer.",
        PACKAGES.join(" ")
    )
}

/// As root, or where sudo asks no password; otherwise the person is told what to do.
pub fn install(packages: &[&str], by_hand: &str) -> Result<()> {
    let quiet = |program: &str, words: &[&str]| {
        Command::new(program)
            .args(words)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    };
    if !quiet("apt-get", &["--version"]) {
        bail!("{by_hand}");
    }
    let mut words = if rustix::process::geteuid().is_root() {
        vec![]
    } else if quiet("sudo", &["-n", "true"]) {
        vec!["sudo", "-n"]
    } else {
        bail!("{by_hand}");
    };
    words.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    let chosen = [&["install", "-y", "-q", "--no-install-recommends"][..], packages].concat();
    for rest in [&["update", "-q"][..], &chosen[..]] {
        let mut command = Command::new(words[0]);
        command.args(&words[1..]).args(rest);
        progress::run(&mut command, by_hand)?;
    }
    Ok(())
}
