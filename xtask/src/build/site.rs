//! The complete `dist/`, composed in memory and then written where it differs.
//!
//! Invariant: everything whose contents may change under the same name lies outside `/pkg/`; the folder in `/pkg/` is
//! named by the digest of its contents, so that an old page never loads a new chunk.

use super::pages::{self, Files};
use super::{APP, Profile, SHARED, compress, locales, split, style, wasm};
use crate::inputs::{self, Stamp};
use crate::openapi::DOCUMENT;
use crate::{progress, root};
use anyhow::{Context, Result, bail};
use std::path::Path;

const TEMPLATES: [&str; 6] = ["style", "public", "app/index.html", "app/boot.js", "app/sw.js", DOCUMENT];

pub fn build_site(profile: Profile) -> Result<bool> {
    let dist = root::root_path("dist");
    let digest = inputs::digest_inputs(&[&APP[..], &TEMPLATES[..], &SHARED[..]].concat(), &[profile.word()])?;
    let stamp = Stamp::new("site", digest);
    if stamp.holds(&[&dist.join("index.html")]) {
        return Ok(false);
    }
    let compiled = wasm::build_wasm(profile)?;
    stamp.clear();
    let mut files = public_files()?;
    let sheet = |name| progress::run_step("app: style", || style::bundle_style(name, profile));
    let pkg = pkg_files(&mut files, &compiled.folder, sheet("rest")?)?;
    pages::add_pages(&mut files, &pkg, &sheet("first")?, profile)?;
    files.insert("api/openapi.json".into(), std::fs::read(root::root_path(DOCUMENT)).context(DOCUMENT)?);
    // For the deploy: Cloudflare compresses by itself and would serve the siblings as separate pages.
    files.insert(".assetsignore".into(), b"*.br\n*.gz\nprefetch.json\n".to_vec());
    if profile == Profile::Release {
        let siblings = progress::run_step("app: brotli and gzip", || compress::compress_siblings(&files))?;
        files.extend(siblings);
    }
    progress::run_step("app: dist", || write(&dist, &files))?;
    stamp.write()?;
    Ok(true)
}

pub fn read_folder(folder: &Path, prefix: &str, files: &mut Files) -> Result<()> {
    let mut found = Vec::new();
    inputs::walk_files(folder, &mut found)?;
    for path in found {
        let name = path.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
        files.insert(format!("{prefix}{name}"), std::fs::read(&path)?);
    }
    Ok(())
}

fn public_files() -> Result<Files> {
    let mut files = Files::new();
    read_folder(&root::root_path("public"), "", &mut files)?;
    files.retain(|name, _| name != "_headers" && !name.starts_with("locales/"));
    Ok(files)
}

/// Adds the hashed folder and returns its address, such as `/pkg/0a1b2c3d4e5f`.
fn pkg_files(files: &mut Files, compiled: &Path, rest_of_style: Vec<u8>) -> Result<String> {
    let mut set = Files::new();
    read_folder(compiled, "", &mut set)?;
    locales::add_locales(&mut set)?;
    set.insert("rest.css".to_owned(), rest_of_style);
    for needed in ["app_bg.wasm", "app.js", split::LOADER] {
        if !set.contains_key(needed) {
            bail!("{needed} is missing from the compiled set; remove target/stamps and build again");
        }
    }
    let mut all = Vec::new();
    for (name, bytes) in &set {
        all.extend_from_slice(name.as_bytes());
        all.extend_from_slice(inputs::hex_digest(bytes).as_bytes());
    }
    let folder = format!("pkg/{}", &inputs::hex_digest(&all)[..12]);
    files.extend(set.into_iter().map(|(name, bytes)| (format!("{folder}/{name}"), bytes)));
    Ok(format!("/{folder}"))
}

/// Written in place, because a running workerd holds the folder open; `index.html` is written last.
fn write(dist: &Path, files: &Files) -> Result<()> {
    std::fs::create_dir_all(dist)?;
    let entry = |name: &str| name.starts_with("index.html") || name.starts_with("sw.js");
    for late in [false, true] {
        for (name, bytes) in files.iter().filter(|(name, _)| entry(name) == late) {
            let path = dist.join(name);
            if std::fs::read(&path).is_ok_and(|found| found == *bytes) {
                continue;
            }
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder)?;
            }
            std::fs::write(&path, bytes).with_context(|| format!("writing {}", root::show_path(&path)))?;
        }
    }
    let mut found = Vec::new();
    inputs::walk_files(dist, &mut found)?;
    for path in found {
        if !files.contains_key(&path.strip_prefix(dist)?.to_string_lossy().replace('\\', "/")) {
            std::fs::remove_file(&path)?;
        }
    }
    remove_empty(dist)
}

fn remove_empty(folder: &Path) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            remove_empty(&entry.path())?;
            let _ = std::fs::remove_dir(entry.path());
        }
    }
    Ok(())
}
