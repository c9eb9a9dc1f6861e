//! Records which refusals each endpoint gave while tests ran. `cargo xtask test` compares the records of all suites with
//! what the endpoints declare.

use domain::contract::{Problem, find_endpoint};
use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::sync::Mutex;

/// The file that the records are added to, one `endpoint code` a line. Without it nothing is recorded.
const RECORD_FILE: &str = "LINLI_REFUSALS";

static SEEN: Mutex<BTreeSet<(&str, String)>> = Mutex::new(BTreeSet::new());

/// Notes an answer to this method and path, if it is a problem.
///
/// # Panics
/// When the file cannot be written: then the suite has recorded nothing.
pub fn note_answer(method: &str, path: &str, status: u16, body: &[u8]) {
    if status < 400 {
        return;
    }
    let Some(file) = std::env::var_os(RECORD_FILE) else { return };
    let Ok((_, spec, _)) = find_endpoint(method, path.split('?').next().unwrap_or_default()) else { return };
    let Ok(problem) = serde_json::from_slice::<Problem>(body) else { return };
    let line = format!("{} {}\n", spec.name, problem.code);
    if SEEN.lock().is_ok_and(|mut seen| seen.insert((spec.name, problem.code))) {
        let written = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&file)
            .and_then(|mut to: File| to.write_all(line.as_bytes()));
        assert!(written.is_ok(), "{} cannot be written", file.display());
    }
}
