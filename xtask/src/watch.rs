//! Whether a source file has changed since the last check.
//!
//! Invariant: a check costs one `stat` for each file and reads no contents; the build decides by contents afterwards.

use crate::inputs;
use anyhow::Result;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::SystemTime;

const WATCHED: [&str; 6] = ["app", "api", "domain", "style", "public", "Cargo.toml"];

#[derive(PartialEq, Eq)]
pub struct Snapshot(BTreeMap<PathBuf, (Option<SystemTime>, u64)>);

pub fn take_snapshot() -> Result<Snapshot> {
    let mut seen = BTreeMap::new();
    for file in inputs::list_files(&WATCHED)? {
        // A file may vanish between the listing and the check; that counts as a change.
        if let Ok(found) = std::fs::metadata(&file) {
            seen.insert(file, (found.modified().ok(), found.len()));
        }
    }
    Ok(Snapshot(seen))
}
