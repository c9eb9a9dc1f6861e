//! The app's compiler run: one wasm module with its relocations kept, ready to be split.
//!
//! Invariant: the results of a profile stay in their own folder, so that switching profiles rebuilds nothing.

use super::{APP, PIPELINE, Profile, SHARED, loader, split};
use crate::inputs::{self, Stamp};
use crate::tools::cargo_program;
use crate::{progress, root};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The split module set of a profile: `app.js`, `app_bg.wasm`, the loader, the chunks and `prefetch.json`.
pub struct Compiled {
    pub folder: PathBuf,
}

pub fn build_wasm(profile: Profile) -> Result<Compiled> {
    let digest = inputs::digest_inputs(&[&APP[..], &SHARED[..]].concat(), &[profile.word()])?;
    let folder = root::root_path("target/app-pkg").join(profile.word());
    let stamp = Stamp::new(&format!("app-{}", profile.word()), digest);
    let results = [folder.join("app_bg.wasm"), folder.join(split::PREFETCH)];
    let results = results.each_ref().map(PathBuf::as_path);
    if stamp.holds(&results) {
        return Ok(Compiled { folder });
    }
    stamp.clear();
    let (name, output) = match profile {
        Profile::Release => ("app", "app"),
        Profile::Dev => ("app-dev", "app-dev"),
    };
    let target = root::root_path("target/app");
    progress::run_step("app: cargo", || {
        let mut command = Command::new(cargo_program());
        command.args(["build", "--package", "app", "--lib", "--features", "split", "--profile", name]);
        command
            .args(["--target", "wasm32-unknown-unknown"])
            .arg("--target-dir")
            .arg(&target)
            .current_dir(root::find_root());
        // One type for every element of a view instead of one for each: this saves a twentieth of the first load.
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "--cfg erase_components");
        progress::run_child(&mut command, "The compiler's message stands above.")
    })?;
    let raw = target.join("wasm32-unknown-unknown").join(output).join("app.wasm");
    let bytes = std::fs::read(&raw)
        .with_context(|| format!("the build left no {}: app must be a cdylib", root::show_path(&raw)))?;
    // Many input changes leave the module unchanged: a test in domain, a crate of another package.
    let pipeline = inputs::digest_inputs(&PIPELINE, &[profile.word(), &inputs::hex_digest(&bytes)])?;
    let split_stamp = Stamp::new(&format!("split-{}", profile.word()), pipeline);
    if !split_stamp.holds(&results) {
        split_stamp.clear();
        split_module(&raw, &folder, profile)?;
        split_stamp.write()?;
    }
    stamp.write()?;
    Ok(Compiled { folder })
}

fn split_module(raw: &Path, folder: &Path, profile: Profile) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    std::fs::create_dir_all(folder)?;
    let chunks = progress::run_step("app: split", || split::split_chunks(raw, folder))?;
    if profile == Profile::Dev {
        return loader::patch_loader(folder, &chunks, &[], profile);
    }
    // Dust is optimised after it is merged: hundreds of pieces would each cost the start of a process.
    let (whole, dust) = loader::sort_out(folder, chunks)?;
    progress::run_step("app: wasm-opt", || split::optimise_chunks(&whole, folder))?;
    loader::patch_loader(folder, &whole, &dust, profile)
}
