//! The dust: chunks that several pages share and that are too small for a request of their own. A group of them becomes
//! one module, because a page needs dozens, and each would cost a slow processor a millisecond or two.
//!
//! Invariant: a piece of dust imports everything it needs from the main module, and fills only its own places of the
//! memory and the table. Therefore the pieces can be merged into one module, and a page may get more than it needs.

use super::split::FEATURES;
use crate::{node, progress, root};
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasmparser::{Parser, Payload, TypeRef};

/// The name by which the pieces import the main module, and by which the merged module does.
const MAIN: &str = "__wasm_split";
pub const MERGED_MAIN: &str = "main";

/// Merges many modules into one.
pub fn merge_chunks(pieces: &[PathBuf], merged: &Path) -> Result<()> {
    let folder = root::root_path("target/dust");
    std::fs::create_dir_all(&folder)?;
    let (hub, text) = (folder.join("hub.wasm"), folder.join("hub.wat"));
    std::fs::write(&text, hub_text(pieces)?)?;
    progress::read_output(
        Command::new(node::find_binaryen("wasm-as")?).args(FEATURES).arg(&text).arg("-o").arg(&hub),
        "",
    )?;
    let mut command = Command::new(node::find_binaryen("wasm-merge")?);
    command.args(FEATURES).arg(&hub).arg(MAIN);
    for (at, piece) in pieces.iter().enumerate() {
        command.arg(piece).arg(format!("piece-{at}"));
    }
    progress::read_output(command.arg("-o").arg(merged), "")?;
    let mut command = Command::new(node::find_binaryen("wasm-opt")?);
    command.arg("-Oz").args(FEATURES).args([
        "--remove-unused-module-elements",
        "--strip-producers",
        "--strip-target-features",
    ]);
    progress::read_output(command.arg(merged).arg("-o").arg(merged), "")?;
    Ok(())
}

/// A module that imports from the main one what the pieces need and re-exports it, so that it is imported only once.
fn hub_text(pieces: &[PathBuf]) -> Result<String> {
    let mut wanted = BTreeMap::new();
    for piece in pieces {
        add_imports(&std::fs::read(piece)?, &mut wanted)
            .with_context(|| format!("reading {}", root::show_path(piece)))?;
    }
    let mut text = "(module\n".to_owned();
    for (name, (kind, what)) in &wanted {
        writeln!(text, "(import \"{MERGED_MAIN}\" \"{name}\" ({kind} ${name} {what}))")?;
    }
    for (name, (kind, _)) in &wanted {
        writeln!(text, "(export \"{name}\" ({kind} ${name}))")?;
    }
    text.push(')');
    Ok(text)
}

fn add_imports(piece: &[u8], wanted: &mut BTreeMap<String, (&'static str, String)>) -> Result<()> {
    for payload in Parser::new(0).parse_all(piece) {
        let Payload::ImportSection(section) = payload? else { continue };
        for import in section.into_imports() {
            let import = import?;
            let found = match import.ty {
                TypeRef::Memory(memory) => ("memory", memory.initial.to_string()),
                TypeRef::Table(table) => ("table", format!("{} funcref", table.initial)),
                TypeRef::Global(global) => {
                    let inner = global.content_type;
                    ("global", if global.mutable { format!("(mut {inner})") } else { inner.to_string() })
                }
                other => bail!("it imports {} as {other:?}, which the dust is not made for", import.name),
            };
            if import.module != MAIN {
                bail!("it imports from {}", import.module);
            }
            wanted.insert(import.name.to_owned(), found);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_tells_what_it_wants_from_the_main_module() {
        // (module (import "__wasm_split" "memory" (memory 18)) (data (i32.const 0) "a"))
        let piece = b"\0asm\x01\0\0\0\x02\x18\x01\x0c__wasm_split\x06memory\x02\0\x12\x0b\x07\x01\0A\0\x0b\x01a";
        let mut wanted = BTreeMap::new();
        add_imports(piece, &mut wanted).unwrap();
        assert_eq!(wanted.into_iter().collect::<Vec<_>>(), [("memory".to_owned(), ("memory", "18".to_owned()))]);
        let foreign = String::from_utf8_lossy(piece).replace("__wasm_split", "__wasm_xplit");
        assert!(add_imports(foreign.as_bytes(), &mut BTreeMap::new()).is_err());
    }
}
