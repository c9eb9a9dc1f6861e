//! Whether a part must be built again: digests of the contents it is made from.
//!
//! Invariant: only contents and names count, never times, so a fresh checkout of the same commit is unchanged.

use crate::root;
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// Folders that contain results, never sources.
const NOT_SOURCES: [&str; 4] = ["target", "build", "node_modules", "out"];

pub fn to_hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

pub fn hex_digest(bytes: &[u8]) -> String {
    to_hex(&Sha256::digest(bytes))
}

/// Every file under the given paths, in a fixed order; a path that does not exist counts as empty.
pub fn list_files(paths: &[&str]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in paths {
        walk_files(&root::root_path(path), &mut found)?;
    }
    found.sort();
    found.dedup();
    Ok(found)
}

pub fn walk_files(path: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_file() {
        found.push(path.to_owned());
    } else if path.is_dir() {
        for entry in std::fs::read_dir(path)? {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let hidden = name.starts_with('.');
            let result = entry.file_type()?.is_dir() && NOT_SOURCES.contains(&name.as_ref());
            if !hidden && !result {
                walk_files(&entry.path(), found)?;
            }
        }
    }
    Ok(())
}

/// One digest of names and contents, and of a few words such as the profile.
pub fn digest_inputs(paths: &[&str], words: &[&str]) -> Result<String> {
    let mut hasher = Sha256::new();
    for file in list_files(paths)? {
        let contents = std::fs::read(&file).with_context(|| format!("reading {}", root::show_path(&file)))?;
        hasher.update(root::show_path(&file));
        hasher.update([0]);
        hasher.update(Sha256::digest(contents));
    }
    for word in words {
        hasher.update(word);
        hasher.update([0]);
    }
    Ok(to_hex(&hasher.finalize()))
}

/// The digest of the inputs of the last build of a part, stored beside its results.
pub struct Stamp {
    path: PathBuf,
    digest: String,
}

impl Stamp {
    pub fn new(name: &str, digest: String) -> Self {
        Self { path: root::root_path("target/stamps").join(name), digest }
    }

    pub fn holds(&self, results: &[&Path]) -> bool {
        results.iter().all(|result| result.exists())
            && std::fs::read_to_string(&self.path).is_ok_and(|found| found == self.digest)
    }

    /// Called before a build, so that a failed build does not look finished.
    pub fn clear(&self) {
        let _ = std::fs::remove_file(&self.path);
    }

    pub fn write(&self) -> Result<()> {
        std::fs::create_dir_all(root::root_path("target/stamps"))?;
        Ok(std::fs::write(&self.path, &self.digest)?)
    }
}
