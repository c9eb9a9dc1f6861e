//! The app's files of code that load on demand, read from their declarations: the table of pages (`app/src/pages.rs`)
//! and `lazy_modules!`.
//!
//! Invariant: every file that the build groups or budgets by its name exists.

use super::SourceFile;
use crate::{build, size};
use std::collections::BTreeSet;

pub fn check_lazy_files(files: &[SourceFile], complaints: &mut Vec<String>) {
    let declared = read_lazy_files(files);
    let budgeted = size::LARGE.iter().map(|(name, _)| *name);
    for name in build::grouped_files().chain(budgeted) {
        if !declared.iter().any(|file| file.starts_with(name)) {
            complaints.push(format!("xtask names the files {name}… of the app, and none is declared"));
        }
    }
}

fn read_lazy_files(files: &[SourceFile]) -> BTreeSet<&str> {
    let sources = files.iter().filter(|file| file.path.starts_with("app/src/") && file.ends_with(&["rs"]));
    sources.flat_map(SourceFile::lines_outside_tests).filter_map(|(_, line)| declared_name(line)).collect()
}

/// The name in `hours_file = …` and `qr_file(String) -> String = …`.
fn declared_name(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let end = line.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?;
    let (name, rest) = line.split_at(end);
    (name.ends_with("_file") && rest.contains(" = ")).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::read_tracked;

    #[test]
    fn the_files_of_the_app_are_found() {
        let files = read_tracked().unwrap();
        let found = read_lazy_files(&files);
        for name in ["hours_file", "office_hours_file", "qr_file"] {
            assert!(found.contains(name), "{name} in {found:?}");
        }
    }

    #[test]
    fn a_name_without_a_file_is_told() {
        let (mut all, mut none) = (vec![], vec![]);
        check_lazy_files(&read_tracked().unwrap(), &mut all);
        assert_eq!(all, [""; 0]);
        check_lazy_files(&[], &mut none);
        assert!(none.len() > size::LARGE.len(), "{none:?}");
    }
}
