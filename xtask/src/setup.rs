//! Installs everything that a fresh machine with rustup and Node lacks.
//!
//! Invariant: a second run installs nothing and takes no noticeable time.

use crate::arguments::Arguments;
use crate::tools::{WASM_BINDGEN, WORKER_BUILD};
use crate::{node, progress};
use anyhow::{Context, Result, bail};
use std::process::Command;
use std::time::Instant;

pub fn setup_command(arguments: Arguments) -> Result<()> {
    arguments.finish()?;
    let start = Instant::now();
    ensure_setup()?;
    eprintln!("set-up complete in {}", progress::format_seconds(start.elapsed()));
    Ok(())
}

pub fn ensure_setup() -> Result<()> {
    if !wasm_target_installed()? {
        progress::run_step("wasm target", install_wasm_target)?;
    }
    if !node::packages_installed() {
        node::check_node()?;
        progress::run_step("npm packages", node::install_packages)?;
    }
    for tool in [&WASM_BINDGEN, &WORKER_BUILD] {
        if !tool.installed() {
            let name = format!("{} (compiled once for this user, about 3 min on 2 cores)", tool.label());
            progress::run_step(&name, || tool.install())?;
        }
    }
    Ok(())
}

/// Asks the compiler's own folder instead of rustup, so that it also works with a distribution's toolchain.
fn wasm_target_installed() -> Result<bool> {
    let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let sysroot = progress::read_output(
        Command::new(compiler).args(["--print", "sysroot"]),
        "Install Rust from https://rustup.rs.",
    )?;
    Ok(std::path::Path::new(sysroot.trim()).join("lib/rustlib/wasm32-unknown-unknown/lib").is_dir())
}

fn install_wasm_target() -> Result<()> {
    let by_hand = "The wasm32-unknown-unknown target is needed: install Rust from https://rustup.rs, or your distribution's package of that target.";
    let status = Command::new("rustup").args(["target", "add", "wasm32-unknown-unknown"]).status().context(by_hand)?;
    if !status.success() || !wasm_target_installed()? {
        bail!("rustup could not add the target; check the network and run it again. {by_hand}");
    }
    Ok(())
}
