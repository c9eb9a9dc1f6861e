//! The loader of the chunks, made fit for weak networks.
//!
//! Invariant: every replacement hits exactly once, so a loader that looks different breaks the build, not the site.

use super::split::LOADER;
use super::{Profile, dust};
use crate::{node, progress, root};
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Below this a chunk costs more in its request than in its bytes, and travels with the other dust inside the loader. Not
/// more: the loader belongs to the first load, where none of it is needed.
const DUST_BYTES: u64 = 2048;

/// Three tries; then `chunkfailed` is announced and the promise stays open, because a rejection would trap the
/// router for good. It is tried again when the network returns or the page sends `chunkretry`.
const FETCH_CHUNK: &str = r"
async function fetchChunk(name) {
    const url = new URL(name, import.meta.url);
    for (;;) {
        for (let attempt = 0; attempt < 3; attempt++) {
            try {
                const response = await fetch(url);
                const type = response.headers.get('content-type') ?? '';
                if (response.ok && type.startsWith('application/wasm')) return response;
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

const LOAD_DUST: &str = r"
function loadDust() {
    return loadDust.once ??= WebAssembly.instantiate(
        Uint8Array.from(atob('{dust}'), (letter) => letter.charCodeAt(0)),
        { '{main}': getSharedImports().__wasm_split },
    );
}
";

pub fn patch(folder: &Path, chunks: &[PathBuf], profile: Profile) -> Result<()> {
    let path = folder.join(LOADER);
    let mut text = std::fs::read_to_string(&path)?;
    let mut pieces = Vec::new();
    for chunk in chunks {
        let name = chunk.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let call = format!("fetch(new URL(\"./{name}\", import.meta.url))");
        let bytes = std::fs::metadata(chunk)?.len();
        if !text.contains(&call) && bytes < 64 {
            // An empty module is emitted, yet never asked for.
            std::fs::remove_file(chunk)?;
        } else if profile == Profile::Release && bytes < DUST_BYTES && name.starts_with("chunk_") {
            replace_once(&mut text, &format!("makeLoad({}, [])", fetcher(&call)), "loadDust")?;
            pieces.push(chunk.clone());
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
    if !pieces.is_empty() {
        let merged = progress::step("app: dust", || dust::merge(&pieces))?;
        text.push_str(&LOAD_DUST.replace("{dust}", &base64(&merged)).replace("{main}", dust::MERGED_MAIN));
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

pub fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let word = group.iter().enumerate().fold(0_u32, |word, (at, byte)| word | u32::from(*byte) << (16 - 8 * at));
        for at in 0..4 {
            let letter = LETTERS[(word >> (18 - 6 * at)) as usize & 63];
            text.push(if at <= group.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_pads_each_length() {
        assert_eq!(
            ["", "f", "fo", "foo", "foob"].map(|text| base64(text.as_bytes())),
            ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]
        );
    }

    #[test]
    fn a_replacement_that_misses_or_hits_twice_is_an_error() {
        let mut text = "a b a".to_owned();
        assert!(replace_once(&mut text, "a", "x").is_err());
        assert!(replace_once(&mut text, "c", "x").is_err());
        assert!(replace_once(&mut text, "b", "x").is_ok());
        assert_eq!(text, "a x a");
    }
}
