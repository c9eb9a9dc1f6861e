//! Paths in the work tree.
//!
//! Invariant: every path begins at the workspace root, whatever folder the command was started in.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

pub fn find_root() -> &'static Path {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        let here = std::env::current_dir().unwrap_or_default();
        here.ancestors()
            .find(|folder| folder.join("xtask/Cargo.toml").is_file())
            .unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")))
            .to_owned()
    })
}

pub fn root_path(relative: &str) -> PathBuf {
    find_root().join(relative)
}

/// How a path is shown to a person: relative to the root where possible.
pub fn show_path(path: &Path) -> String {
    path.strip_prefix(find_root()).unwrap_or(path).display().to_string()
}
