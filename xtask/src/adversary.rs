//! The standing adversary: `tests/adversary/` in its short or its long form; the long form includes the attacks that
//! are kept beside the code they attack: readers of ballot pages and floods on the host, and traces left in a browser.
//!
//! Invariant: every part runs, even after a failed one, and each prints its own figures.

use crate::build::{self, Profile};
use crate::{progress, refusals, root, suites, test};
use anyhow::{Result, bail};
use std::process::Command;

/// Host tests, by the beginnings of their names, each with a long form of its own.
const ON_THE_HOST: [&str; 2] = ["ballots_pages", "floods"];
/// The journeys that look for traces after signing out.
const IN_A_BROWSER: &str = "traces";

pub fn run_short() -> Result<()> {
    build::build_everything(Profile::Release)?;
    suite("short")
}

pub fn run_long() -> Result<()> {
    build::build_everything(Profile::Release)?;
    let mut broken = vec![];
    let mut part = |name: &str, run: &dyn Fn() -> Result<()>| {
        if let Err(error) = progress::run_step(name, run) {
            eprintln!("{error:#}");
            broken.push(name.to_owned());
        }
    };
    for filter in ON_THE_HOST {
        part(filter, &|| host(filter));
    }
    part(IN_A_BROWSER, &browser);
    part("suite", &|| suite("long"));
    if !broken.is_empty() {
        bail!("broken: {}", broken.join(", "));
    }
    Ok(())
}

fn suite(form: &str) -> Result<()> {
    let mut command = suites::suite_command("tests", "adversary")?;
    command.env("LINLI_ADVERSARY", form).env("LINLI_XTASK", std::env::current_exe()?);
    test::name_parts(&mut command)?;
    refusals::record_refusals(&mut command, "adversary")?;
    progress::run_child(&mut command, "What did not hold stands above the table.")
}

fn host(filter: &str) -> Result<()> {
    let mut command = suites::suite_command("api", "host")?;
    command.args([filter, "--nocapture"]).env("LINLI_ADVERSARY", "long");
    progress::run_child(&mut command, "What did not hold stands above.")
}

fn browser() -> Result<()> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["journeys", IN_A_BROWSER]).current_dir(root::find_root());
    progress::run_child(&mut command, "Pictures of what failed are in tests/e2e/out.")
}
