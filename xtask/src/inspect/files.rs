//! Files of communities, compared with the bytes in their archives.

use super::{Finding, Installation, sql};
use anyhow::Result;

/// Each registered file has its bytes, with the registered size and kind.
pub fn check_file_bytes(all: &Installation) -> Result<Vec<Finding>> {
    let mut findings = vec![];
    for store in all.communities.values() {
        let archive = all.archives.get(&store.code);
        for row in store.rows(sql::FILES, &[])? {
            let (file, kind, bytes) = (row.text(0), row.text(1), row.number(2));
            let found = archive.map(|archive| archive.rows(sql::BYTES, &[&file])).transpose()?.unwrap_or_default();
            let why = match found.first() {
                None => "the archive does not have it".to_owned(),
                Some(has) if has.number(0) != bytes => format!("{bytes} bytes were said, {} are there", has.number(0)),
                Some(has) if kind_of(&has.text(1)) != kind => format!("it is no {kind}"),
                Some(_) => continue,
            };
            let words = format!("{}  {file} of {}: {why}", row.text(3), row.text(4));
            findings.push(Finding::contradiction(&store.code, words));
        }
    }
    Ok(findings)
}

/// Uploading the same file twice is allowed; for files that are not public it is rare.
pub fn check_shared_files(all: &Installation) -> Result<Vec<Finding>> {
    let mut findings = vec![];
    for store in all.communities.values() {
        for row in store.rows(sql::SHARED, &[])? {
            let (file, at, by, first) = (row.text(0), row.text(1), row.text(2), row.text(3));
            findings.push(Finding::compare(&store.code, format!("{at}  {file} by {by}, first brought in by {first}")));
        }
    }
    Ok(findings)
}

/// Detects the kind by the first twelve bytes, in hexadecimal digits.
fn kind_of(start: &str) -> &'static str {
    match start {
        _ if start.starts_with("FFD8FF") => "jpeg",
        _ if start.starts_with("89504E470D0A1A0A") => "png",
        _ if start.starts_with("25504446") => "pdf",
        _ if start.starts_with("52494646") && start.ends_with("57454250") => "webp",
        _ => "",
    }
}
