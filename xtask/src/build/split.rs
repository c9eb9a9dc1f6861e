//! The split: route chunks out of one module, then bindings for the rest, then wasm-opt for each file.
//!
//! Invariant: the order is fixed (split, bind, optimise); each later step would destroy what the earlier one reads.

use crate::tools::WASM_BINDGEN;
use crate::{node, progress, root};
use anyhow::{Result, anyhow, bail};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

pub const LOADER: &str = "__wasm_split.js";
pub const PREFETCH: &str = "prefetch.json";

/// Every feature by name: `--all-features` emits encodings that browsers refuse.
pub const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

pub fn split_chunks(raw: &Path, folder: &Path) -> Result<Vec<PathBuf>> {
    let input = std::fs::read(raw)?;
    let main = raw.with_file_name("app_split.wasm");
    let mut options = wasm_split_cli_support::Options::new(&input);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = "./app.js";
    options.link_name = "./__wasm_split.js";
    let set = wasm_split_cli_support::transform(options).map_err(|error| anyhow!("splitting the app: {error:?}"))?;
    let mut command = Command::new(WASM_BINDGEN.path());
    // The chunks link against the linker's own export names, in their mangled form.
    command.args(["--target=web", "--no-typescript", "--keep-lld-exports", "--no-demangle", "--out-name=app"]);
    command.arg("--out-dir").arg(folder).arg(&main);
    progress::run_child(&mut command, "")?;
    let prefetch: BTreeMap<_, _> = set.prefetch_map.into_iter().collect();
    std::fs::write(folder.join(PREFETCH), serde_json::to_vec_pretty(&prefetch)?)?;
    Ok(set.split_modules)
}

/// Optimises the main module and every chunk, the largest first, as many at a time as there are cores.
pub fn optimise_chunks(chunks: &[PathBuf], folder: &Path) -> Result<()> {
    let wasm_opt = node::find_binaryen("wasm-opt")?;
    let mut files: Vec<PathBuf> = chunks.to_vec();
    files.push(folder.join("app_bg.wasm"));
    files.sort_by_key(|file| std::fs::metadata(file).map_or(0, |found| found.len()));
    let queue = Mutex::new(files);
    let next = || queue.lock().ok().and_then(|mut files| files.pop());
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    let one = |file: &Path| -> Result<()> {
        let mut command = Command::new(&wasm_opt);
        command
            .arg("-Oz")
            .args(FEATURES)
            .args(["--strip-producers", "--strip-target-features"])
            .arg(file)
            .arg("-o")
            .arg(file);
        progress::read_output(&mut command, "").map(drop).map_err(|error| anyhow!("{}: {error}", root::show_path(file)))
    };
    let failures: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..workers)
            .map(|_| {
                scope.spawn(|| {
                    while let Some(file) = next() {
                        one(&file)?;
                    }
                    Ok(())
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|_| Err(anyhow!("a thread panicked"))))
            .filter_map(Result::err)
            .collect()
    });
    if let Some(first) = failures.first() {
        bail!("wasm-opt: {first}");
    }
    Ok(())
}
