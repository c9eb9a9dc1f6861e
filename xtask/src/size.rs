//! Bytes on the wire: every file raw, gzipped and with brotli 11, compared with the budgets.
//!
//! Invariant: the budgets are defined only here, and for groups of chunks where they are declared
//! (`build/loader.rs`); exceeding one fails.

use crate::arguments::Arguments;
use crate::build::{self, Profile};
use crate::{inputs, root, setup};
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;

/// The maximum that a cheap phone may have to fetch, in bytes with brotli.
const SHELL_BYTES: usize = 14_000;
const FIRST_LOAD_BYTES: usize = 165_000;
const FURTHER_PAGE_BYTES: usize = 40_000;
/// Files that are too large for a page and come only on demand: the library that reads spreadsheets; the meeting page
/// of its officers, with the ballots of its decisions, and the form that announces one; an officer's desk, whose sign-in
/// includes the proof of work against floods; the file of a case, for the archive and for paper.
pub const LARGE: [(&str, usize); 5] = [
    ("office_spreadsheet_file", 300_000),
    ("office_meeting_file", 53_000),
    ("office_meetings_file", 42_000),
    ("officers_file", 46_000),
    ("dossier_file", 43_000),
];
/// Only one of the locales is fetched; this is the most widely read one.
const FIRST_LOCALE: &str = "locales/zh-CN.json";
const FURTHER_TEXTS: &str = "locales/zh-CN/";
const FURTHER_TEXTS_BYTES: usize = 6_000;

struct Weight {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

type Weights = BTreeMap<String, Weight>;

pub fn size_command(mut arguments: Arguments) -> Result<()> {
    let built = arguments.flag("--built");
    arguments.finish()?;
    if !built {
        setup::ensure_setup()?;
        build::build_everything(Profile::Release)?;
    }
    report_size()
}

pub fn report_size() -> Result<()> {
    let weights = weigh()?;
    println!("{:>10} {:>10} {:>10}  file", "raw", "gzip", "brotli");
    for (name, weight) in &weights {
        println!("{:>10} {:>10} {:>10}  {name}", weight.raw, weight.gzip, weight.brotli);
    }
    let mut over = Vec::new();
    let mut check = |what: &str, bytes: usize, budget_bytes: usize| {
        let verdict = if bytes > budget_bytes { "OVER" } else { "ok" };
        println!("{verdict:>10}  {what}: {bytes} bytes (brotli); budget {budget_bytes}");
        if bytes > budget_bytes {
            over.push(what.to_owned());
        }
    };
    check("shell (index.html)", brotli_of(&weights, "index.html")?, SHELL_BYTES);
    let folder = pkg_folder(&weights)?;
    let mut first = brotli_of(&weights, "index.html")?;
    for name in ["app_bg.wasm", "app.js", "__wasm_split.js", "rest.css"] {
        first += brotli_of(&weights, &format!("{folder}/{name}"))?;
    }
    first += weights.get(&format!("{folder}/{FIRST_LOCALE}")).map_or(0, |weight| weight.brotli);
    check("first load", first, FIRST_LOAD_BYTES);
    for (page, chunks) in prefetch(&folder)? {
        let bytes = chunks
            .iter()
            .filter_map(|chunk| weights.get(&format!("{folder}/{chunk}.wasm")))
            .map(|weight| weight.brotli)
            .sum();
        let page = page.rsplit_once('_').map_or(page.as_str(), |(name, _)| name);
        let budget = LARGE.iter().find(|(name, _)| *name == page).map_or(FURTHER_PAGE_BYTES, |(_, bytes)| *bytes);
        check(&format!("further page {page}"), bytes, budget);
    }
    for (name, budget_bytes) in build::group_budgets() {
        let name = format!("{name}.wasm");
        check(&name, brotli_of(&weights, &format!("{folder}/{name}"))?, budget_bytes);
    }
    // A page may need several; each is requested once, with the page's own file.
    let further = format!("{folder}/{FURTHER_TEXTS}");
    for (name, weight) in weights.iter().filter(|(name, _)| name.starts_with(&further)) {
        check(&format!("texts {}", &name[further.len()..]), weight.brotli, FURTHER_TEXTS_BYTES);
    }
    api()?;
    if !over.is_empty() {
        bail!("over budget: {}", over.join(", "));
    }
    Ok(())
}

fn weigh() -> Result<Weights> {
    let dist = root::root_path("dist");
    let mut found = Vec::new();
    inputs::walk_files(&dist, &mut found)?;
    let mut weights = Weights::new();
    for path in found {
        let name = path.strip_prefix(&dist)?.to_string_lossy().into_owned();
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        if matches!(ending, "br" | "gz") || name.ends_with("/prefetch.json") || name == "_headers" {
            continue;
        }
        let bytes = std::fs::read(&path)?;
        // A file without a sibling is sent uncompressed.
        let sibling = |suffix: &str| {
            std::fs::metadata(format!("{}.{suffix}", path.display()))
                .map_or(bytes.len(), |found| usize::try_from(found.len()).unwrap_or(usize::MAX))
        };
        weights.insert(name, Weight { raw: bytes.len(), gzip: sibling("gz"), brotli: sibling("br") });
    }
    Ok(weights)
}

fn brotli_of(weights: &Weights, name: &str) -> Result<usize> {
    weights
        .get(name)
        .map(|weight| weight.brotli)
        .with_context(|| format!("dist/{name} is missing; run `cargo xtask build`"))
}

fn pkg_folder(weights: &Weights) -> Result<String> {
    let main = weights
        .keys()
        .find(|name| name.ends_with("/app_bg.wasm"))
        .context("dist/pkg holds no app; run `cargo xtask build`")?;
    Ok(main.trim_end_matches("/app_bg.wasm").to_owned())
}

fn prefetch(folder: &str) -> Result<BTreeMap<String, Vec<String>>> {
    let bytes = std::fs::read(root::root_path("dist").join(folder).join("prefetch.json"))?;
    Ok(serde_json::from_slice(&bytes)?)
}

fn api() -> Result<()> {
    let bytes = std::fs::read(root::root_path("api/build/index_bg.wasm"))
        .context("api/build is missing; run `cargo xtask build`")?;
    println!(
        "       api/build/index_bg.wasm: {} bytes raw, {} gzipped",
        bytes.len(),
        build::compress_gzip(&bytes)?.len()
    );
    Ok(())
}
