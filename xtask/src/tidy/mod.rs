//! House rules that no compiler checks.
//!
//! Invariant: a rule checks every file of the project, and all complaints are shown at once.

mod closed_words;
mod contract;
mod forms;
pub mod imports;
mod layers;
mod lazy_files;
mod lengths;
mod locales;
mod names;
pub mod rows;
mod rules;
mod runbooks;
mod words;

pub use words::contains_word;

use crate::arguments::Arguments;
use crate::tools::cargo_program;
use crate::{progress, root};
use anyhow::{Result, bail};
use std::process::Command;

/// A file of the project, its path relative to the root. Binary files have no text.
pub struct SourceFile {
    pub path: String,
    pub bytes: usize,
    pub text: Option<String>,
}

pub fn tidy_command(mut arguments: Arguments) -> Result<()> {
    let quick = arguments.flag("--quick");
    arguments.finish()?;
    look(quick)
}

pub fn check_everything() -> Result<()> {
    look(false)
}

fn look(quick: bool) -> Result<()> {
    let mut complaints = Vec::new();
    let files = read_tracked()?;
    lengths::check_lengths(&files, &mut complaints);
    words::check_words(&files, &mut complaints);
    names::check_names(&files, &mut complaints);
    layers::check_layers(&files, &mut complaints);
    layers::check_named_files(&files, &mut complaints);
    lazy_files::check_lazy_files(&files, &mut complaints);
    rules::check_rules(&files, &mut complaints);
    rows::check_rows(&files, &mut complaints);
    runbooks::check_runbooks(&files, &mut complaints);
    locales::check_locales(&files, &mut complaints);
    locales::check_chinese(&files, &mut complaints);
    closed_words::check_closed_words(&files, &mut complaints);
    if !quick {
        contract::check_contract(&files, &mut complaints)?;
    }
    for complaint in &complaints {
        println!("{complaint}");
    }
    println!("tidy: {} files, {} complaints", files.len(), complaints.len());
    let mut failed: Vec<&str> = Vec::new();
    if !complaints.is_empty() {
        failed.push("the house rules above");
    }
    if !quick {
        for (name, words) in [
            ("cargo fmt --check", &["fmt", "--all", "--check"][..]),
            ("cargo clippy", &["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"][..]),
        ] {
            let outcome = progress::run_step(name, || {
                progress::run_child(Command::new(cargo_program()).args(words).current_dir(root::find_root()), "")
            });
            if outcome.is_err() {
                failed.push(name);
            }
        }
    }
    if !failed.is_empty() {
        bail!("not tidy: {}", failed.join(", "));
    }
    Ok(())
}

/// Committed files and files that would be committed: neither ignored files nor results.
pub fn read_tracked() -> Result<Vec<SourceFile>> {
    let mut git = Command::new("git");
    git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(root::find_root());
    let listed = progress::read_output(&mut git, "tidy asks git for the project's files.")?;
    let mut files = Vec::new();
    for path in listed.split('\0').filter(|path| !path.is_empty()) {
        // Deleted in the work tree and not yet committed: nothing to check.
        let Ok(bytes) = std::fs::read(root::root_path(path)) else { continue };
        let size = bytes.len();
        files.push(SourceFile { path: path.to_owned(), bytes: size, text: String::from_utf8(bytes).ok() });
    }
    Ok(files)
}

impl SourceFile {
    pub fn ends_with(&self, endings: &[&str]) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, ending)| endings.contains(&ending))
    }

    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Lines with their numbers, up to the beginning of a test module.
    pub fn lines_outside_tests(&self) -> impl Iterator<Item = (usize, &str)> {
        let text = if self.name() == "tests.rs" || self.path.split('/').any(|part| part == "tests" || part == "xtask") {
            ""
        } else {
            self.text.as_deref().unwrap_or("")
        };
        let lines: Vec<&str> = text.lines().collect();
        let begins = |at: usize| {
            lines[at].trim() == "#[cfg(test)]"
                && lines
                    .get(at + 1)
                    .is_some_and(|next| next.trim_start().starts_with("mod ") && next.trim_end().ends_with('{'))
        };
        let end = (0..lines.len()).find(|at| begins(*at)).unwrap_or(lines.len());
        lines.into_iter().take(end).enumerate().map(|(at, line)| (at + 1, line))
    }
}
