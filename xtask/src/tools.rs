//! The build tools that are compiled once for each machine, in a per-user cache keyed by version.
//!
//! Invariant: a tool's folder holds exactly the version in its name, so an upgrade never meets a stale tool.

use crate::progress;
use anyhow::{Result, bail};
use std::path::PathBuf;
use std::process::Command;

pub struct CargoTool {
    name: &'static str,
    version: &'static str,
    binary: &'static str,
}

pub const WORKER_BUILD: CargoTool = CargoTool { name: "worker-build", version: "0.8.7", binary: "worker-build" };
/// The same version as the crate in Cargo.toml: the two share a schema without compatibility.
pub const WASM_BINDGEN: CargoTool = CargoTool { name: "wasm-bindgen-cli", version: "0.2.130", binary: "wasm-bindgen" };

/// Compiled for a short build rather than a fast tool: each runs for a second or two.
const QUICK_PROFILE: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
];

impl CargoTool {
    pub fn label(&self) -> String {
        format!("{} {}", self.name, self.version)
    }

    pub fn path(&self) -> PathBuf {
        self.folder().join("bin").join(self.binary)
    }

    pub fn installed(&self) -> bool {
        self.path().is_file()
    }

    fn folder(&self) -> PathBuf {
        cache_folder().join(format!("{}-{}", self.name, self.version))
    }

    pub fn install(&self) -> Result<()> {
        let folder = self.folder();
        std::fs::create_dir_all(&folder)?;
        let mut cargo = Command::new(cargo_program());
        cargo.args(["install", "--force", "--root"]).arg(&folder);
        cargo.arg(format!("{}@{}", self.name, self.version));
        cargo.envs(QUICK_PROFILE).env_remove("CARGO_TARGET_DIR");
        progress::run_child(
            &mut cargo,
            "If it could not reach the crates registry, check the network (or the proxy in ~/.cargo/config.toml) and run \
             `cargo xtask setup` again: what was already installed is kept.",
        )?;
        if !self.installed() {
            bail!("cargo install left no {} in {}", self.binary, folder.display());
        }
        Ok(())
    }
}

/// `$XDG_CACHE_HOME/linli-tools`, else `~/.cache/linli-tools`, else inside `target` for a user without a home.
pub fn cache_folder() -> PathBuf {
    let base = std::env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
        .or_else(|| std::env::home_dir().filter(|home| home.is_dir()).map(|home| home.join(".cache")));
    base.unwrap_or_else(|| crate::root::root_path("target")).join("linli-tools")
}

pub fn cargo_program() -> std::ffi::OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}
