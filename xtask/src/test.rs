//! `cargo xtask test`: the steps that need only cargo, npm packages and workerd.
//!
//! Invariant: a step that lacks something says so; it never passes because of the lack.

use crate::arguments::Arguments;
use crate::build::{self, Profile};
use crate::{browser, node, openapi as document, progress, root, setup, size as weights, steps, suites};
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

pub fn command(arguments: Arguments) -> Result<()> {
    setup::ensure()?;
    let whole = arguments.is_empty();
    let ahead = whole.then(build_ahead).transpose()?;
    let outcome = steps::run(steps::TESTS, arguments);
    if let Some(mut child) = ahead {
        child.wait()?;
    }
    outcome
}

/// Compiling the app keeps one core busy for minutes. In the whole run it begins beside the steps that need no build; the
/// step "build" waits for it, and says what went wrong.
fn build_ahead() -> Result<Child> {
    let log = File::create(root::path("target/build-ahead.log"))?;
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("build").current_dir(root::root()).stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
    Ok(command.spawn()?)
}

pub fn tidy() -> Result<()> {
    crate::tidy::everything()
}

pub fn domain() -> Result<()> {
    suites::run("domain")
}

pub fn api() -> Result<()> {
    suites::run("api")
}

pub fn app() -> Result<()> {
    suites::run("app")
}

pub fn xtask() -> Result<()> {
    suites::run("xtask")
}

pub fn build() -> Result<()> {
    build::everything(Profile::Release).map(drop)
}

pub fn size() -> Result<()> {
    build()?;
    weights::report()
}

pub fn openapi() -> Result<()> {
    document::check()
}

pub fn integration() -> Result<()> {
    build()?;
    ensure_sqlite3()?;
    let mut command = suites::command("tests", "it")?;
    name_parts(&mut command)?;
    progress::run(command.arg("--quiet"), "The failing test's message stands above.")
}

/// The `sqlite3` of the distribution, with which operators check their backups; not the compiled-in library.
fn ensure_sqlite3() -> Result<()> {
    let is_there = || Command::new("sqlite3").arg("-version").output().is_ok_and(|told| told.status.success());
    if is_there() {
        return Ok(());
    }
    let by_hand = "The distribution's sqlite3 is needed: run `sudo apt-get install sqlite3` (Debian).";
    progress::step("sqlite3 (apt-get)", || browser::install(&["sqlite3"], by_hand))?;
    if is_there() { Ok(()) } else { bail!("{by_hand}") }
}

/// Tells a child that starts its own servers where the build results are.
pub fn name_parts(command: &mut Command) -> Result<()> {
    command.env("LINLI_WORKERD", node::workerd()?).env("LINLI_CONFIG", root::path("api/worker.capnp"));
    command.env("LINLI_DIST", root::path("dist")).env("LINLI_ROOT", root::root());
    Ok(())
}

pub fn deploy_dry_run() -> Result<()> {
    build()?;
    let mut command = Command::new("node");
    command.arg(node::wrangler()?).args(["deploy", "--dry-run", "--outdir"]).arg(root::path("target/deploy"));
    command.envs(QUIET_WRANGLER).current_dir(root::root());
    progress::run(&mut command, "wrangler.jsonc and the build do not fit together.")
}
