//! The API: worker-build's module and its wasm under `api/build/`.
//!
//! Invariant: worker-build downloads nothing; each tool that it calls is given by its path.

use super::{Profile, SHARED};
use crate::inputs::{Stamp, digest_inputs};
use crate::tools::{WASM_BINDGEN, WORKER_BUILD, cargo_program};
use crate::{node, progress, root};
use anyhow::Result;
use std::process::Command;

pub fn build_api(profile: Profile) -> Result<bool> {
    let inputs = [&["api"][..], &SHARED[..]].concat();
    let stamp = Stamp::new("api", digest_inputs(&inputs, &[profile.word()])?);
    let results = [root::root_path("api/build/index.js"), root::root_path("api/build/index_bg.wasm")];
    if stamp.holds(&results.each_ref().map(std::path::PathBuf::as_path)) {
        return Ok(false);
    }
    stamp.clear();
    progress::run_step("api: worker-build", || {
        let mut command = Command::new(WORKER_BUILD.path());
        command.arg(format!("--{}", profile.word())).current_dir(root::root_path("api"));
        // worker-build controls the expansion of a few macros by the environment, which cargo does not track: the app
        // must not share its target folder.
        command.env("CARGO_TARGET_DIR", root::root_path("target/api")).env("CARGO", cargo_program());
        command.env("WASM_BINDGEN_BIN", WASM_BINDGEN.path());
        command.env("WASM_OPT_BIN", node::find_binaryen("wasm-opt")?).env("ESBUILD_BIN", node::find_esbuild()?);
        progress::run_child(&mut command, "The compiler's message stands above.")
    })?;
    stamp.write()?;
    Ok(true)
}
