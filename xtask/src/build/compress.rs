//! Brotli and gzip siblings of the files that are served.
//!
//! Invariant: the compressed form of a file is found by the digest of its contents, so that it is made only once.

use crate::{inputs, root};
use anyhow::{Result, anyhow};
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Mutex;

const COMPRESSIBLE: [&str; 10] = ["html", "js", "mjs", "css", "json", "svg", "wasm", "txt", "webmanifest", "xml"];

pub fn compress_brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut output = Vec::new();
    let parameters =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut output, &parameters)?;
    Ok(output)
}

pub fn compress_gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn cached(bytes: &[u8], digest: &str, suffix: &str, make: fn(&[u8]) -> Result<Vec<u8>>) -> Result<Vec<u8>> {
    let folder = root::root_path("target/compressed");
    let path = folder.join(format!("{digest}.{suffix}"));
    if let Ok(found) = std::fs::read(&path) {
        return Ok(found);
    }
    let packed = make(bytes)?;
    std::fs::create_dir_all(&folder)?;
    let unfinished = folder.join(format!("{digest}.{suffix}.{}", std::process::id()));
    std::fs::write(&unfinished, &packed)?;
    std::fs::rename(unfinished, path)?;
    Ok(packed)
}

/// `name.br` and `name.gz` for each file whose compression is worthwhile.
pub fn compress_siblings(files: &BTreeMap<String, Vec<u8>>) -> Result<BTreeMap<String, Vec<u8>>> {
    let worth = |name: &str| name.rsplit_once('.').is_some_and(|(_, ending)| COMPRESSIBLE.contains(&ending));
    let queue = Mutex::new(files.iter().filter(|(name, _)| worth(name)).collect::<Vec<_>>());
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    let work = || -> Result<Vec<(String, Vec<u8>)>> {
        let mut made = Vec::new();
        while let Some((name, bytes)) = queue.lock().ok().and_then(|mut queue| queue.pop()) {
            let digest = inputs::hex_digest(bytes);
            for (suffix, packed) in [
                ("br", cached(bytes, &digest, "br", compress_brotli)?),
                ("gz", cached(bytes, &digest, "gz", compress_gzip)?),
            ] {
                if packed.len() < bytes.len() {
                    made.push((format!("{name}.{suffix}"), packed));
                }
            }
        }
        Ok(made)
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let mut all = BTreeMap::new();
        for thread in threads {
            all.extend(thread.join().map_err(|_| anyhow!("a compressing thread panicked"))??);
        }
        Ok(all)
    })
}
