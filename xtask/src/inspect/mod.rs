//! `cargo xtask inspect`: searches a stopped installation, or a copy of one, for states that no rule of the program
//! allows, and lists records that only the operator can judge.
//!
//! Invariant: nothing in the folder is changed, not even by opening it (`installation.rs`). A check is one line of
//! [`CHECKS`]; each check runs separately, so that one without findings says so.

mod answers;
mod ballots;
mod files;
mod installation;
mod offices;
mod sql;
#[cfg(test)]
mod tests;
mod tree;

use crate::arguments::Arguments;
use crate::root;
use anyhow::{Result, bail};
use installation::Installation;
use std::path::{Path, PathBuf};

/// What the reader of a finding should do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Two related records contradict each other: the program alone never leaves them so.
    Contradiction,
    /// Genuine and forged records look the same: compare it with what you know, and tick it off.
    Compare,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    pub weight: Weight,
    /// The code of the community or region.
    pub place: String,
    pub words: String,
}

impl Finding {
    pub fn contradiction(place: &str, words: String) -> Self {
        Self { weight: Weight::Contradiction, place: place.to_owned(), words }
    }

    pub fn compare(place: &str, words: String) -> Self {
        Self { weight: Weight::Compare, place: place.to_owned(), words }
    }
}

pub struct Check {
    name: &'static str,
    /// What a contradiction here would mean.
    means: &'static str,
    look: fn(&Installation) -> Result<Vec<Finding>>,
}

pub const CHECKS: &[Check] = &[
    Check {
        name: "answers of offices",
        means: "a community took an answer that the office of its street or township never gave",
        look: answers::check_answers,
    },
    Check {
        name: "questions to offices",
        means: "an office was asked something that its community never asked",
        look: answers::check_questions,
    },
    Check {
        name: "the tree",
        means: "a community or region stands where nobody opened it, or under another name",
        look: tree::check_tree,
    },
    Check {
        name: "communities that were opened",
        means: "compare each with your openings: code, day, first person, basis",
        look: offices::check_communities,
    },
    Check {
        name: "offices that were opened",
        means: "compare each with your openings: region, day, head, basis",
        look: offices::check_offices,
    },
    Check {
        name: "files without their bytes",
        means: "a file was registered that the archive never had, or that is not what was said of it",
        look: files::check_file_bytes,
    },
    Check {
        name: "files of several people",
        means: "the same bytes came from each of them, or the later one knew the hash alone",
        look: files::check_shared_files,
    },
    Check {
        name: "ballots that decided",
        means: "a step was closed by another ballot than the first with a quorum, or several were held: compare with the minutes",
        look: ballots::check_ballots,
    },
];

pub fn inspect_command(mut arguments: Arguments) -> Result<()> {
    let data = arguments.value("--data")?.map_or_else(|| root::root_path("data"), PathBuf::from);
    arguments.finish()?;
    let contradictions = report(&data)?;
    if contradictions > 0 {
        bail!("{contradictions} contradictions; docs/runbook.md says what to do about each");
    }
    Ok(())
}

/// Prints the findings of every check; returns the number of contradictions.
fn report(data: &Path) -> Result<usize> {
    let installation = Installation::open(data)?;
    let [communities, regions, archives] = installation.counts();
    println!("{}: {communities} communities, {regions} regions, {archives} archives", data.display());
    for store in &installation.unopened {
        println!("  empty, asked for and never opened: {}", store.display());
    }
    let mut contradictions = 0;
    for check in CHECKS {
        let mut findings = (check.look)(&installation)?;
        findings.sort();
        let wrong = findings.iter().filter(|finding| finding.weight == Weight::Contradiction).count();
        println!("\n{}: {wrong} contradictions, {} to compare", check.name, findings.len() - wrong);
        if !findings.is_empty() {
            println!("  ({})", check.means);
        }
        for finding in &findings {
            let mark = if finding.weight == Weight::Contradiction { "!!" } else { "[ ]" };
            println!("  {mark:<3} {}  {}", finding.place, finding.words);
        }
        contradictions += wrong;
    }
    println!();
    Ok(contradictions)
}
