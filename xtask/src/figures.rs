//! Figures of the source: how much there is, how often one fact is written, how tangled it is. Run by the same program
//! in two checkouts, they show what a change of the structure has cost or saved.

use crate::arguments::Arguments;
use crate::root;
use crate::tidy::imports::{Crate, find_circles};
use crate::tidy::rows::{COLUMN_MAX, columns_read};
use crate::tidy::{SourceFile, read_tracked};
use anyhow::Result;
use std::collections::BTreeSet;

const CRATES: [&str; 3] = ["domain/src/", "api/src/", "app/src/"];

pub fn figures_command(arguments: Arguments) -> Result<()> {
    arguments.finish()?;
    let files = read_tracked()?;
    let rust: Vec<&SourceFile> = files.iter().filter(|file| file.ends_with(&["rs"])).collect();
    println!("| figure | |\n|---|---|");
    for (name, of) in [
        ("domain", &["domain/"][..]),
        ("api", &["api/src/"]),
        ("app", &["app/"]),
        ("xtask", &["xtask/"]),
        ("tests (api/tests, tests)", &["api/tests/", "tests/"]),
        ("all", &[""]),
    ] {
        let of = rust.iter().filter(|file| of.iter().any(|folder| file.path.starts_with(folder)));
        let (count, lines) = of.fold((0, 0), |(count, lines), file| (count + 1, lines + line_count(file)));
        println!("| Rust, {name} | {lines} lines in {count} files |");
    }
    let endpoints = endpoint_names(&rust);
    let places: usize = endpoints.iter().map(|name| rust.iter().filter(|file| contains_name(file, name)).count()).sum();
    println!("| endpoints | {} |", endpoints.len());
    println!("| files of Rust that an endpoint's name stands in | {} |", tenths(places, endpoints.len()));
    let (all, far) = positional_reads(&rust);
    println!("| positional reads of rows | {all}, of which {far} beyond column {COLUMN_MAX} |");
    for root in CRATES {
        let circles = find_circles(&Crate::read(&files, root).graph());
        let largest = circles.first().map_or(0, Vec::len);
        println!("| circles of imports, {root} | {}, the largest of {largest} files |", circles.len());
    }
    for module in ["api/build/index_bg.wasm", "docs/openapi.json"] {
        if let Ok(facts) = std::fs::metadata(root::root_path(module)) {
            println!("| bytes of {module} | {} |", facts.len());
        }
    }
    Ok(())
}

fn line_count(file: &SourceFile) -> usize {
    file.text.as_deref().map_or(0, |text| text.lines().count())
}

/// The names in the declarations of endpoints: `CheckIn = "volunteering/check-in" Post "…" {`.
fn endpoint_names(rust: &[&SourceFile]) -> BTreeSet<String> {
    let declared = rust.iter().filter(|file| file.name() == "endpoints.rs" && file.path.starts_with("domain/"));
    let lines = declared.flat_map(|file| file.text.as_deref().unwrap_or_default().lines());
    let declaration = |line: &str| {
        let (name, rest) = line.trim().split_once(" = \"")?;
        (rest.contains("\" Get \"") || rest.contains("\" Post \"")).then(|| name.to_owned())
    };
    lines.filter_map(declaration).collect()
}

fn contains_name(file: &SourceFile, name: &str) -> bool {
    file.text.as_deref().is_some_and(|text| crate::tidy::contains_word(text, name))
}

/// `row.text(17)` and its like: all of them, and those beyond the limit.
fn positional_reads(rust: &[&SourceFile]) -> (usize, usize) {
    let texts = rust.iter().filter(|file| file.path.starts_with("api/src/")).filter_map(|file| file.text.as_deref());
    let columns: Vec<u32> = texts.flat_map(columns_read).collect();
    (columns.len(), columns.iter().filter(|column| **column > COLUMN_MAX).count())
}

fn tenths(all: usize, of: usize) -> String {
    let tenths = (all * 10).checked_div(of).unwrap_or_default();
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_one_decimal() {
        assert_eq!(tenths(27, 2), "13.5");
        assert_eq!(tenths(1, 0), "0.0");
    }
}
