//! The npm packages and the programs in them.
//!
//! Invariant: programs are called by the path of their platform's binary, so install scripts are never needed.

use crate::{progress, root};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::Command;

const OLDEST_NODE: (u32, u32) = (20, 3);

pub fn check_node() -> Result<()> {
    let advice = format!(
        "Install Node.js {}.{} or newer (https://nodejs.org, or your distribution's packages).",
        OLDEST_NODE.0, OLDEST_NODE.1
    );
    let printed = progress::read_output(Command::new("node").arg("--version"), &advice)?;
    let mut parts = printed.trim().trim_start_matches('v').split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let found = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    if found < OLDEST_NODE {
        bail!("node is {}, which is too old. {advice}", printed.trim());
    }
    Ok(())
}

fn stamp() -> PathBuf {
    root::root_path("node_modules/.linli-lock")
}

fn lock_digest() -> Result<String> {
    let lock = std::fs::read(root::root_path("package-lock.json"))
        .context("package-lock.json is missing from the work tree")?;
    Ok(crate::inputs::hex_digest(&lock))
}

pub fn packages_installed() -> bool {
    std::fs::read_to_string(stamp()).is_ok_and(|found| Some(found) == lock_digest().ok())
}

pub fn install_packages() -> Result<()> {
    progress::run_child(
        Command::new("npm")
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
            .current_dir(root::find_root()),
        "If it could not reach the npm registry, check the network and `npm config get registry`, then run `cargo xtask setup` again.",
    )?;
    std::fs::write(stamp(), lock_digest()?)?;
    Ok(())
}

/// npm's name for this platform in packages that contain binaries.
fn platform() -> Result<&'static str> {
    match (std::env::consts::OS, std::env::consts::ARCH) {
        ("linux", "x86_64") => Ok("x64"),
        ("linux", "aarch64") => Ok("arm64"),
        (os, arch) => bail!(
            "package.json names no workerd for {os} on {arch}; use Linux on x86-64 or arm64 (a virtual machine or container will do)"
        ),
    }
}

fn program(relative: &str) -> Result<PathBuf> {
    let path = root::root_path("node_modules").join(relative);
    if !path.is_file() {
        bail!("{} is missing; run `cargo xtask setup`", root::show_path(&path));
    }
    Ok(path)
}

pub fn find_workerd() -> Result<PathBuf> {
    let platform = if platform()? == "x64" { "64" } else { "arm64" };
    program(&format!("@cloudflare/workerd-linux-{platform}/bin/workerd"))
}

pub fn find_esbuild() -> Result<PathBuf> {
    program(&format!("@esbuild/linux-{}/bin/esbuild", platform()?))
}

pub fn find_lightningcss() -> Result<PathBuf> {
    program(&format!("lightningcss-cli-linux-{}-gnu/lightningcss", platform()?))
}

/// `wasm-opt` and the other programs of binaryen.
pub fn find_binaryen(name: &str) -> Result<PathBuf> {
    program(&format!("binaryen/bin/{name}"))
}

pub fn find_wrangler() -> Result<PathBuf> {
    program("wrangler/bin/wrangler.js")
}
