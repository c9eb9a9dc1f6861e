//! From sources to served files: `dist/` for the browser, `api/build/` for workerd.
//!
//! Invariant: a part whose inputs have not changed stays unchanged, byte for byte.

mod api;
mod compress;
mod inline;
mod loader;
mod locales;
mod pages;
mod site;
mod small_chunks;
mod split;
mod style;
mod wasm;

pub use compress::compress_gzip;
pub use loader::{group_budgets, grouped_files};

use crate::arguments::Arguments;
use crate::{progress, root, setup};
use anyhow::{Context, Result};
use std::time::Instant;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    Release,
    /// Quick to build: not optimised for size, not compressed.
    Dev,
}

impl Profile {
    pub fn from_flag(dev: bool) -> Self {
        if dev { Self::Dev } else { Self::Release }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Dev => "dev",
        }
    }
}

/// The app's own sources; its build script turns the messages into constants.
const APP: [&str; 4] = ["app/src", "app/Cargo.toml", "app/build.rs", "public/locales"];

/// The inputs that turn the compiled module into the split set.
const PIPELINE: [&str; 2] = ["xtask/src/build", "package-lock.json"];

/// The inputs of every part of the build, in addition to its own sources.
const SHARED: [&str; 5] = ["domain", "Cargo.toml", "Cargo.lock", "package-lock.json", "xtask/src/build"];

pub fn build_command(mut arguments: Arguments) -> Result<()> {
    let profile = Profile::from_flag(arguments.flag("--dev"));
    let (app, api) = (arguments.flag("app"), arguments.flag("api"));
    arguments.finish()?;
    setup::ensure_setup()?;
    let _turn = turn()?;
    let start = Instant::now();
    if app || !api {
        site::build_site(profile)?;
    }
    if api || !app {
        api::build_api(profile)?;
    }
    eprintln!("built in {}", progress::format_seconds(start.elapsed()));
    Ok(())
}

/// One build at a time, because two would mix their files. The lock ends with the value, and with the process.
fn turn() -> Result<std::fs::File> {
    let path = root::root_path("target/xtask-build.lock");
    std::fs::create_dir_all(root::root_path("target"))?;
    let lock = std::fs::File::create(&path).with_context(|| format!("creating {}", path.display()))?;
    if lock.try_lock().is_err() {
        eprintln!("another build is under way; waiting for it");
        lock.lock()?;
    }
    Ok(lock)
}

/// Builds both halves; returns whether anything was built.
pub fn build_everything(profile: Profile) -> Result<bool> {
    let _turn = turn()?;
    let site = site::build_site(profile)?;
    let api = api::build_api(profile)?;
    Ok(site || api)
}
