//! The loader of the chunks, adapted to weak networks.
//!
//! Invariant: every replacement matches exactly once, so that a loader that looks different breaks the build, not the
//! site.

use super::split::{LOADER, PREFETCH};
use super::{Profile, small_chunks};
use crate::{node, progress, root};
use anyhow::{Result, bail};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Small chunks that are fetched together, because a request costs more than their bytes.
struct ChunkGroup {
    name: &'static str,
    /// The files whose needs it contains, by the beginnings of their names.
    files: &'static [&'static str],
    /// Chunks smaller than this, as the splitter writes them, are part of it.
    below_bytes: u64,
    /// The maximum of the whole group, in bytes with brotli: it comes once, with the first page that needs it.
    budget_bytes: usize,
    /// Whether a resident's browser fetches it in advance.
    is_for_residents: bool,
}

/// A chunk belongs to the first heap that includes all files which need it. So nobody fetches what only the office
/// needs, readers who open no decision fetch nothing about decisions, the office's files on decisions share what its
/// other files do not use, and what residents do for themselves is in no way of who reads a decision.
const HEAPS: [ChunkGroup; 5] = [
    ChunkGroup {
        name: "chairing",
        files: &[
            "office_deliberation",
            "office_meeting",
            "office_case",
            "office_rules",
            "office_catalogue",
            "office_count",
        ],
        below_bytes: OFFICE_BYTES,
        budget_bytes: 24_000,
        is_for_residents: false,
    },
    ChunkGroup {
        name: "office",
        files: &["office"],
        below_bytes: OFFICE_BYTES,
        budget_bytes: 48_000,
        is_for_residents: false,
    },
    ChunkGroup {
        name: "deliberation",
        files: &["office", "matter", "post", "propose", "meeting", "ballot", "case", "dossier"],
        below_bytes: 7000,
        budget_bytes: 28_000,
        is_for_residents: true,
    },
    ChunkGroup {
        name: "daily",
        files: &[
            "account",
            "announcements",
            "attach",
            "closing",
            "communities",
            "home",
            "hours",
            "newest",
            "outbox",
            "own",
            "poster",
            "qr",
            "read_aloud",
            "received",
            "requests",
            "security",
            "service",
            "serve",
            "sharing",
            "sign_in",
        ],
        below_bytes: 4608,
        budget_bytes: 20_000,
        is_for_residents: true,
    },
    ChunkGroup { name: "shared", files: &[""], below_bytes: 4608, budget_bytes: 31_000, is_for_residents: true },
];
/// Everything that the office's files share: a desk has the network for a larger download.
const OFFICE_BYTES: u64 = u64::MAX;

/// Three tries; then `chunkfailed` is announced and the promise stays pending, because a rejection would break the
/// router permanently. It is tried again when the network returns or the page sends `chunkretry`; at once, if that
/// happened while the tries were under way, which nobody would tell it again.
const FETCH_CHUNK: &str = r"
let returns = 0;
for (const event of ['online', 'chunkretry']) addEventListener(event, () => returns++);
async function fetchChunk(name, kind = 'application/wasm') {
    const url = new URL(name, import.meta.url);
    for (;;) {
        const before = returns;
        for (let attempt = 0; attempt < 3; attempt++) {
            try {
                const response = await fetch(url);
                const type = response.headers.get('content-type') ?? '';
                if (response.ok && type.startsWith(kind)) return response;
                if (response.status === 404) break;
            } catch { /* no network: the next try follows */ }
            await new Promise((done) => setTimeout(done, 300 * 3 ** attempt));
        }
        if (returns > before) continue;
        dispatchEvent(new CustomEvent('chunkfailed', { detail: { name } }));
        await new Promise((done) => {
            addEventListener('online', done, { once: true });
            addEventListener('chunkretry', done, { once: true });
        });
    }
}
";

/// Texts that come with pages are added to those of the program.
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

/// How the splitter's names of chunks begin.
const CHUNK: &str = "__chunk_";

/// The beginnings of names by which files are grouped.
pub fn grouped_files() -> impl Iterator<Item = &'static str> {
    HEAPS.iter().flat_map(|heap| heap.files.iter().copied())
}

/// The groups with their budgets.
pub fn group_budgets() -> impl Iterator<Item = (&'static str, usize)> {
    HEAPS.iter().map(|heap| (heap.name, heap.budget_bytes))
}

/// Whether a file of the site is a group of chunks that no resident needs.
pub fn is_office_group(name: &str) -> bool {
    let own =
        |heap: &ChunkGroup| name.strip_suffix(".wasm").is_some_and(|name| name.ends_with(&["/", heap.name].concat()));
    HEAPS.iter().any(|heap| !heap.is_for_residents && own(heap))
}

/// The chunks that each file needs.
type Needs = BTreeMap<String, Vec<String>>;

fn needs(folder: &Path) -> Result<Needs> {
    Ok(serde_json::from_slice(&std::fs::read(folder.join(PREFETCH))?)?)
}

/// The chunks that are fetched individually, and the dust.
pub fn sort_out(folder: &Path, chunks: Vec<PathBuf>) -> Result<(Vec<PathBuf>, Vec<PathBuf>)> {
    let needs = needs(folder)?;
    let is_whole = |chunk: &PathBuf| {
        let name = name_of(chunk);
        let bytes = std::fs::metadata(chunk).map_or(0, |found| found.len());
        !name.starts_with("chunk_") || bytes >= group_of(name.trim_end_matches(".wasm"), &needs).below_bytes
    };
    Ok(chunks.into_iter().partition(is_whole))
}

fn name_of(chunk: &Path) -> String {
    chunk.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// `whole` chunks are fetched individually, `dust` in heaps.
pub fn patch_loader(folder: &Path, whole: &[PathBuf], dust: &[PathBuf], profile: Profile) -> Result<()> {
    let path = folder.join(LOADER);
    let mut text = std::fs::read_to_string(&path)?;
    let needs = needs(folder)?;
    let mut heaps: BTreeMap<&str, Vec<PathBuf>> = BTreeMap::new();
    for chunk in whole.iter().chain(dust) {
        let name = name_of(chunk);
        let call = format!("fetch(new URL(\"./{name}\", import.meta.url))");
        if !text.contains(&call) {
            // An empty module is emitted, but never requested.
            std::fs::remove_file(chunk)?;
        } else if dust.contains(chunk) {
            let heap = group_of(name.trim_end_matches(".wasm"), &needs).name;
            replace_once(&mut text, &format!("makeLoad({}, [])", fetcher(&call)), &format!("{heap}Dust"))?;
            heaps.entry(heap).or_default().push(chunk.clone());
        } else {
            replace_once(&mut text, &call, &format!("fetchChunk(\"./{name}\")"))?;
        }
    }
    if text.contains("fetch(") {
        bail!(
            "{} still calls fetch: the splitter writes its loader differently now; adapt xtask/src/build/loader.rs",
            root::show_path(&path)
        );
    }
    text = name_groups(&text);
    text.push_str(FETCH_CHUNK);
    text.push_str(FETCH_TEXTS);
    if !heaps.is_empty() {
        text.push_str(&LOAD_DUST.replace("{main}", small_chunks::MERGED_MAIN));
    }
    for (heap, pieces) in heaps {
        text.push_str(&LOAD_HEAP.replace("{heap}", heap));
        progress::run_step("app: dust", || small_chunks::merge_chunks(&pieces, &folder.join(format!("{heap}.wasm"))))?;
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

/// The splitter gives each chunk a constant, and names for each file all of its chunks: hundreds of names for a few
/// groups. Without the constants of grouped chunks, and with each group named once, a third of the text is left.
fn name_groups(text: &str) -> String {
    let group_of_line = |line: &str| {
        let (chunk, group) = line.strip_prefix("const ")?.strip_suffix("Dust;")?.split_once(" = ")?;
        chunk.starts_with(CHUNK).then(|| (chunk.to_owned(), format!("{group}Dust")))
    };
    let groups: BTreeMap<String, String> = text.lines().filter_map(group_of_line).collect();
    let mut named = String::with_capacity(text.len());
    for line in text.lines().filter(|line| group_of_line(line).is_none()) {
        match line.split_once(&format!("[{CHUNK}")).and_then(|(before, rest)| Some((before, rest.split_once(']')?))) {
            Some((before, (chunks, after))) => {
                let all = [CHUNK, chunks].concat();
                let mut names: Vec<&str> = Vec::new();
                for chunk in all.split(", ") {
                    let name = groups.get(chunk).map_or(chunk, String::as_str);
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
                named.push_str(&[before, "[", &names.join(", "), "]", after].concat());
            }
            None => named.push_str(line),
        }
        named.push('\n');
    }
    named
}

fn group_of(chunk: &str, needs: &Needs) -> &'static ChunkGroup {
    let has = |chunks: &[String]| chunks.iter().any(|needed| needed == chunk);
    let files: Vec<&String> = needs.iter().filter(|(_, chunks)| has(chunks)).map(|(file, _)| file).collect();
    let fits = |heap: &&ChunkGroup| files.iter().all(|file| heap.files.iter().any(|name| file.starts_with(name)));
    HEAPS.iter().find(fits).unwrap_or(&HEAPS[HEAPS.len() - 1])
}

/// The code that the splitter writes around the call that fetches a chunk.
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
    let mut command = Command::new(node::find_esbuild()?);
    command.arg(file).args([
        "--minify",
        "--format=esm",
        "--target=es2022",
        "--legal-comments=none",
        "--log-level=error",
        "--allow-overwrite",
    ]);
    command.arg(format!("--outfile={}", file.display()));
    progress::run_child(&mut command, "")
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
    fn a_file_names_each_group_once() {
        let text = "/* a, b */\nconst __chunk_1 = sharedDust;\nconst __chunk_2 = officeDust;\nconst __chunk_3 = makeLoad(x, []);\n\
            const __chunk_4 = sharedDust;\n\
            export const __wasm_split_load_a = wrapAsyncCb(makeLoad(() => {\n}\n, [__chunk_1, __chunk_3, __chunk_4, __chunk_2]));\n\
            export const __wasm_split_load_b = wrapAsyncCb(makeLoad(y, []));\n";
        let named = "/* a, b */\nconst __chunk_3 = makeLoad(x, []);\n\
            export const __wasm_split_load_a = wrapAsyncCb(makeLoad(() => {\n}\n, [sharedDust, __chunk_3, officeDust]));\n\
            export const __wasm_split_load_b = wrapAsyncCb(makeLoad(y, []));\n";
        assert_eq!(name_groups(text), named);
    }

    #[test]
    fn a_chunk_lies_in_the_heap_of_those_who_need_it() {
        let file = |name: &str, chunks: &[&str]| (name.to_owned(), chunks.iter().map(ToString::to_string).collect());
        let needs: Needs = [
            file("office_meeting_file_1", &["d"]),
            file("office_desk_file_1", &["a", "b", "c"]),
            file("officers_file_1", &["a"]),
            file("matter_file_1", &["b", "c"]),
            file("serve_file_1", &["c"]),
        ]
        .into();
        let found = ["d", "a", "b", "c"].map(|chunk| group_of(chunk, &needs).name);
        assert_eq!(found, ["chairing", "office", "deliberation", "shared"]);
    }
}
