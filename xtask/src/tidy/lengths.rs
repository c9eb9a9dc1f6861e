//! Files short enough to be read in one go, and no large blobs.
//!
//! Invariant: generated files are named here; all other files observe the limits.

use super::SourceFile;

const SOFT_LINES: usize = 400;
const HARD_LINES: usize = 600;
const LARGEST_BYTES: usize = 512 * 1024;
/// Generated from the declarations; not meant to be read at once.
const GENERATED: [&str; 1] = ["docs/openapi.json"];

pub fn check_lengths(files: &[SourceFile], complaints: &mut Vec<String>) {
    for file in files {
        if file.bytes > LARGEST_BYTES && !GENERATED.contains(&file.path.as_str()) {
            complaints.push(format!(
                "{}: {} KiB, more than {} KiB",
                file.path,
                file.bytes / 1024,
                LARGEST_BYTES / 1024
            ));
        }
        let Some(text) = file.text.as_ref().filter(|_| file.ends_with(&["rs", "js", "mjs", "css"])) else { continue };
        let lines = text.lines().count();
        if lines > HARD_LINES {
            complaints.push(format!("{}: {lines} lines, more than {HARD_LINES}: divide it", file.path));
        } else if lines > SOFT_LINES {
            println!("note: {}: {lines} lines; {SOFT_LINES} is the aim", file.path);
        }
    }
}
