//! Locations of the parts under test: given by the environment, or found from the workspace root.

use std::path::{Path, PathBuf};

fn named(variable: &str, otherwise: &str) -> PathBuf {
    std::env::var_os(variable).map_or_else(|| project_root().join(otherwise), PathBuf::from)
}

pub fn project_root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    std::env::var_os("LINLI_ROOT").map_or_else(|| here.parent().unwrap_or(here).to_owned(), PathBuf::from)
}

pub fn workerd_path() -> PathBuf {
    let machine = if cfg!(target_arch = "aarch64") { "arm64" } else { "64" };
    must_exist(named("LINLI_WORKERD", &format!("node_modules/@cloudflare/workerd-linux-{machine}/bin/workerd")))
}

pub fn worker_config_path() -> PathBuf {
    must_exist(project_root().join("api/build/index_bg.wasm"));
    must_exist(named("LINLI_CONFIG", "api/worker.capnp"))
}

pub fn dist_path() -> PathBuf {
    named("LINLI_DIST", "dist")
}

fn must_exist(path: PathBuf) -> PathBuf {
    assert!(path.is_file(), "{} is missing: cargo xtask build", path.display());
    path
}
