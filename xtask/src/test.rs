//! `cargo xtask test`: the steps that need only cargo, npm packages and workerd.
//!
//! Invariant: a step that lacks something says so; it never passes because of the lack.

use crate::arguments::Arguments;
use crate::build::{self, Profile};
use crate::{browser, node, openapi as document, progress, refusals, root, setup, size as weights, steps, suites};
use anyhow::{Result, bail};
use std::fs::File;
use std::process::{Child, Command, Stdio};

/// Without these wrangler contacts the network for news, statistics and prompts.
const QUIET_WRANGLER: [(&str, &str); 6] = [
    ("WRANGLER_SEND_METRICS", "false"),
    ("WRANGLER_SEND_ERROR_REPORTS", "false"),
    ("CLOUDFLARE_CF_FETCH_ENABLED", "false"),
    ("WRANGLER_HIDE_BANNER", "true"),
    ("WRANGLER_NO_SKILLS_UPDATE_PROMPTS", "true"),
    ("NO_COLOR", "1"),
];

pub fn test_command(arguments: Arguments) -> Result<()> {
    setup::ensure_setup()?;
    let whole = arguments.is_empty();
    let ahead = whole.then(build_ahead).transpose()?;
    let outcome = steps::run_steps(steps::TESTS, arguments);
    if let Some(mut child) = ahead {
        child.wait()?;
    }
    outcome
}

/// Compiling the app keeps one core busy for minutes. In the whole run it begins beside the steps that need no build; the
/// step "build" waits for it, and says what went wrong.
fn build_ahead() -> Result<Child> {
    let log = File::create(root::root_path("target/build-ahead.log"))?;
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("build").current_dir(root::find_root()).stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
    Ok(command.spawn()?)
}

pub fn test_tidy() -> Result<()> {
    crate::tidy::check_everything()
}

pub fn test_domain() -> Result<()> {
    suites::run_suite("domain")
}

pub fn test_api() -> Result<()> {
    suites::run_suite("api")
}

pub fn test_app() -> Result<()> {
    suites::run_suite("app")
}

pub fn test_xtask() -> Result<()> {
    suites::run_suite("xtask")
}

pub fn test_build() -> Result<()> {
    build::build_everything(Profile::Release).map(drop)
}

pub fn test_size() -> Result<()> {
    test_build()?;
    weights::report_size()
}

pub fn test_openapi() -> Result<()> {
    document::check_openapi()
}

pub fn test_integration() -> Result<()> {
    test_build()?;
    ensure_sqlite3()?;
    let mut command = suites::suite_command("tests", "it")?;
    name_parts(&mut command)?;
    refusals::record_refusals(&mut command, "it")?;
    progress::run_child(command.arg("--quiet"), "The failing test's message stands above.")
}

/// The `sqlite3` of the distribution, with which operators check their backups; not the compiled-in library.
fn ensure_sqlite3() -> Result<()> {
    let is_there = || Command::new("sqlite3").arg("-version").output().is_ok_and(|told| told.status.success());
    if is_there() {
        return Ok(());
    }
    let by_hand = "The distribution's sqlite3 is needed: run `sudo apt-get install sqlite3` (Debian).";
    progress::run_step("sqlite3 (apt-get)", || browser::install_packages(&["sqlite3"], by_hand))?;
    if is_there() { Ok(()) } else { bail!("{by_hand}") }
}

/// Tells a child that starts its own servers where the build results are.
pub fn name_parts(command: &mut Command) -> Result<()> {
    command.env("LINLI_WORKERD", node::find_workerd()?).env("LINLI_CONFIG", root::root_path("api/worker.capnp"));
    command.env("LINLI_DIST", root::root_path("dist")).env("LINLI_ROOT", root::find_root());
    Ok(())
}

pub fn deploy_dry_run() -> Result<()> {
    test_build()?;
    let mut command = Command::new("node");
    command.arg(node::find_wrangler()?).args(["deploy", "--dry-run", "--outdir"]).arg(root::root_path("target/deploy"));
    command.envs(QUIET_WRANGLER).current_dir(root::find_root());
    progress::run_child(&mut command, "wrangler.jsonc and the build do not fit together.")
}
