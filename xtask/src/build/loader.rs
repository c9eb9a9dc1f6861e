//! The loader of the chunks, made fit for weak networks.
//!
//! Invariant: every replacement hits exactly once, so a loader that looks different breaks the build, not the site.

use super::split::{LOADER, PREFETCH};
use super::{Profile, dust};
use crate::{node, progress, root};
use anyhow::{Result, bail};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Below this, as the splitter writes it, a chunk costs more in its request than in its bytes.
const DUST_BYTES: u64 = 4608;

/// The heaps of dust, each with the files whose needs alone it holds, by how their names begin; what others need as well
/// is in the last one. So nobody fetches what only the office needs, and who reads of no decision nothing about them.
const HEAPS: [(&str, &[&str]); 3] = [
    ("office", &["office"]),
    ("deliberation", &["office", "matter", "propose", "meeting", "ballot", "case", "dossier"]),
    ("shared", &[""]),
];

/// Three tries; then `chunkfailed` is announced and the promise stays open, because a rejection would trap the
/// router for good. It is tried again when the network returns or the page sends `chunkretry`.
const FETCH_CHUNK: &str = r"
async function fetchChunk(name, kind = 'application/wasm') {
    const url = new URL(name, import.meta.url);
    for (;;) {
        for (let attempt = 0; attempt < 3; attempt++) {
            try {
                const response = await fetch(url);
                const type = response.headers.get('content-type') ?? '';
                if (response.ok && type.startsWith(kind)) return response;
                if (response.status === 404) break;
            } catch { /* no network: the next try follows */ }
            await new Promise((done) => setTimeout(done, 300 * 3 ** attempt));
        }
        dispatchEvent(new CustomEvent('chunkfailed', { detail: { name } }));
        await new Promise((done) => {
            addEventListener('online', done, { once: true });
            addEventListener('chunkretry', done, { once: true });
        });
    }
}
";

/// Texts that come with pages are added to those that the program has.
const FETCH_TEXTS: &str = r"
const texts = {};
globalThis.linliTexts = (known, names) => Promise.all(names.split(' ').map((name) => texts[name] ??=
    fetchChunk(`./locales/${document.documentElement.lang}/${name}.json`, 'application/json')
        .then((response) => response.json())
        .then((more) => Object.assign(known, more))));
";

const LOAD_DUST: &str = r"
async function instantiateDust(name) {
    return WebAssembly.instantiateStreaming(fetchChunk(name), { '{main}': getSharedImports().__wasm_split });
}
";

const LOAD_HEAP: &str = r"
function {heap}Dust() {
    return {heap}Dust.once ??= instantiateDust('./{heap}.wasm');
}
";

pub fn is_dust(chunk: &Path) -> bool {
    let is_chunk = chunk.file_name().is_some_and(|name| name.to_string_lossy().starts_with("chunk_"));
    is_chunk && std::fs::metadata(chunk).is_ok_and(|found| found.len() < DUST_BYTES)
}

/// `whole` are fetched each by itself, `dust` by heaps.
pub fn patch(folder: &Path, whole: &[PathBuf], dust: &[PathBuf], profile: Profile) -> Result<()> {
    let path = folder.join(LOADER);
    let mut text = std::fs::read_to_string(&path)?;
    let needs: BTreeMap<String, Vec<String>> = serde_json::from_slice(&std::fs::read(folder.join(PREFETCH))?)?;
    let mut heaps: BTreeMap<&str, Vec<PathBuf>> = BTreeMap::new();
    for chunk in whole.iter().chain(dust) {
        let name = chunk.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let call = format!("fetch(new URL(\"./{name}\", import.meta.url))");
        if !text.contains(&call) {
            // A module of nothing is emitted, yet never asked for.
            std::fs::remove_file(chunk)?;
        } else if dust.contains(chunk) {
            let heap = heap_of(name.trim_end_matches(".wasm"), &needs);
            replace_once(&mut text, &format!("makeLoad({}, [])", fetcher(&call)), &format!("{heap}Dust"))?;
            heaps.entry(heap).or_default().push(chunk.clone());
        } else {
            replace_once(&mut text, &call, &format!("fetchChunk(\"./{name}\")"))?;
        }
    }
    if text.contains("fetch(") {
        bail!(
            "{} still calls fetch: the splitter writes its loader differently now; adapt xtask/src/build/loader.rs",
            root::shown(&path)
        );
    }
    text.push_str(FETCH_CHUNK);
    text.push_str(FETCH_TEXTS);
    if !heaps.is_empty() {
        text.push_str(&LOAD_DUST.replace("{main}", dust::MERGED_MAIN));
    }
    for (heap, pieces) in heaps {
        text.push_str(&LOAD_HEAP.replace("{heap}", heap));
        progress::step("app: dust", || dust::merge(&pieces, &folder.join(format!("{heap}.wasm"))))?;
        for piece in pieces {
            std::fs::remove_file(piece)?;
        }
    }
    std::fs::write(&path, text)?;
    if profile == Profile::Release {
        minify(&path)?;
        minify(&folder.join("app.js"))?;
    }
    Ok(())
}

/// The first heap that all files which need a chunk belong to.
fn heap_of(chunk: &str, needs: &BTreeMap<String, Vec<String>>) -> &'static str {
    let has = |chunks: &[String]| chunks.iter().any(|needed| needed == chunk);
    let files: Vec<&String> = needs.iter().filter(|(_, chunks)| has(chunks)).map(|(file, _)| file).collect();
    let fits = |names: &[&str]| files.iter().all(|file| names.iter().any(|name| file.starts_with(name)));
    HEAPS.iter().find(|(_, names)| fits(names)).map_or("shared", |(heap, _)| heap)
}

/// What the splitter writes around the call that fetches a chunk.
fn fetcher(call: &str) -> String {
    format!(
        "() => {{
    const src = {call};
    src.catch(() => {{}});
    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
}}
"
    )
}

fn replace_once(text: &mut String, from: &str, to: &str) -> Result<()> {
    let hits = text.matches(from).count();
    if hits != 1 {
        bail!("expected exactly one `{from}` in the chunk loader, found {hits}; adapt xtask/src/build/loader.rs");
    }
    *text = text.replacen(from, to, 1);
    Ok(())
}

fn minify(file: &Path) -> Result<()> {
    let mut command = Command::new(node::esbuild()?);
    command.arg(file).args([
        "--minify",
        "--format=esm",
        "--target=es2022",
        "--legal-comments=none",
        "--log-level=error",
        "--allow-overwrite",
    ]);
    command.arg(format!("--outfile={}", file.display()));
    progress::run(&mut command, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replacement_that_misses_or_hits_twice_is_an_error() {
        let mut text = "a b a".to_owned();
        assert!(replace_once(&mut text, "a", "x").is_err());
        assert!(replace_once(&mut text, "c", "x").is_err());
        assert!(replace_once(&mut text, "b", "x").is_ok());
        assert_eq!(text, "a x a");
    }

    #[test]
    fn a_chunk_lies_in_the_heap_of_those_who_need_it() {
        let file = |name: &str, chunks: &[&str]| (name.to_owned(), chunks.iter().map(ToString::to_string).collect());
        let needs: BTreeMap<String, Vec<String>> = [
            file("office_desk_file_1", &["a", "b", "c"]),
            file("officers_file_1", &["a"]),
            file("matter_file_1", &["b", "c"]),
            file("serve_file_1", &["c"]),
        ]
        .into();
        assert_eq!(["a", "b", "c"].map(|chunk| heap_of(chunk, &needs)), ["office", "deliberation", "shared"]);
    }
}
