//! Who has file, log and journal, and pairs every order of votes with every order of voters; and how often that is right.

use super::{HeldBallot, JournalRow};
use crate::sqlite_pages;
use std::collections::{BTreeMap, BTreeSet};

/// The guesses from the available data: every order of receipts, and every order of voters.
struct Guesser<'h> {
    held: &'h HeldBallot,
    file: &'h [u8],
    journal: &'h [JournalRow],
}

/// Picks one of the places where something occurs: page, and offset in it.
type Pick = fn(&[(usize, usize)]) -> Option<(usize, usize)>;

/// Positions sorted by the place of their occurrence; those without one come last.
fn in_order(seen: Vec<Vec<(usize, usize)>>, pick: Pick) -> Vec<usize> {
    let mut order: Vec<usize> = (0..seen.len()).collect();
    order.sort_by_key(|at| pick(&seen[*at]).unwrap_or((usize::MAX, 0)));
    order
}

impl Guesser<'_> {
    fn votes(&self) -> Vec<(&'static str, Vec<[u8; 32]>)> {
        // The receipts of a ballot are public: they are listed.
        let receipts: Vec<[u8; 32]> = self.held.truth.keys().copied().collect();
        let wanted: Vec<Vec<u8>> = receipts.iter().map(|receipt| receipt.to_vec()).collect();
        let of = |order: Vec<usize>| order.into_iter().map(|at| receipts[at]).collect::<Vec<_>>();
        let cells = sqlite_pages::table_cells(self.file, "ballot_cast");
        let in_cells: Vec<&[u8]> = cells.iter().map(|cell| &cell.bytes[..cell.bytes.len().min(96)]).collect();
        let in_file = sqlite_pages::find_occurrences(sqlite_pages::file_pages(self.file), &wanted);
        let in_log = sqlite_pages::find_occurrences(sqlite_pages::log_pages(&self.held.copy), &wanted);
        vec![
            (
                "cells of the page",
                of(in_order(sqlite_pages::find_occurrences(in_cells.into_iter(), &wanted), |seen| {
                    seen.first().copied()
                })),
            ),
            ("first in the file", of(in_order(in_file.clone(), |seen| seen.first().copied()))),
            ("last in the file", of(in_order(in_file, |seen| seen.last().copied()))),
            (
                "first in the log",
                of(in_order(in_log, |seen| seen.first().map(|(frame, at)| (*frame, usize::MAX - at)))),
            ),
        ]
    }

    fn voters(&self) -> Vec<(&'static str, Vec<String>)> {
        let ballot = self.held.ballot.to_string();
        let voters: BTreeSet<String> = self.held.truth.values().map(ToString::to_string).collect();
        let voters: Vec<String> = voters.into_iter().collect();
        let wanted: Vec<Vec<u8>> = voters.iter().map(|voter| format!("{ballot}{voter}").into_bytes()).collect();
        let of = |order: Vec<usize>| order.into_iter().map(|at| voters[at].clone()).collect::<Vec<_>>();
        let cells = sqlite_pages::table_cells(self.file, "ballot_tokens");
        let in_cells: Vec<&[u8]> = cells.iter().map(|cell| &cell.bytes[..cell.bytes.len().min(140)]).collect();
        let at: BTreeMap<String, Vec<u8>> = in_cells
            .iter()
            .filter_map(|cell| {
                let begin = cell.windows(26).position(|part| part == ballot.as_bytes())?;
                let voter = String::from_utf8_lossy(&cell[begin + 26..begin + 52]).into_owned();
                // The time follows the hash of the blinded element.
                Some((voter, cell[begin + 84..begin + 90].to_vec()))
            })
            .collect();
        let mut by_moment = voters.clone();
        by_moment.sort_by_key(|voter| at.get(voter).cloned());
        let told = self.journal.iter().filter(|(subject, _)| *subject == ballot).map(|(_, voter)| voter.clone());
        vec![
            ("moments of tokens", by_moment),
            (
                "cells of tokens",
                of(in_order(sqlite_pages::find_occurrences(in_cells.into_iter(), &wanted), |seen| {
                    seen.first().copied()
                })),
            ),
            ("rows of the journal", told.collect()),
        ]
    }

    /// How many voters each pair of orders links correctly.
    fn links(&self) -> BTreeMap<(&'static str, &'static str), usize> {
        let (votes, voters) = (self.votes(), self.voters());
        let mut links = BTreeMap::new();
        for (of_votes, receipts) in &votes {
            for (of_voters, voters) in &voters {
                assert_eq!(receipts.len(), voters.len(), "{of_voters}");
                let right = receipts.iter().zip(voters);
                let right = right.filter(|(receipt, voter)| self.held.truth[*receipt].to_string() == **voter);
                links.insert((*of_votes, *of_voters), right.count());
            }
        }
        links
    }
}

#[derive(Default)]
pub struct Score {
    pub ballots: usize,
    pub voters: usize,
    links: BTreeMap<(&'static str, &'static str), usize>,
}

impl Score {
    pub fn add(&mut self, held: &[HeldBallot], file: &[u8], journal: &[JournalRow]) {
        for held in held {
            self.ballots += 1;
            self.voters += held.truth.len();
            for (pair, right) in (Guesser { held, file, journal }).links() {
                *self.links.entry(pair).or_default() += right;
            }
        }
    }

    /// Five deviations above the mean of chance.
    pub fn bound(&self) -> usize {
        (1..=25 * self.ballots).find(|root| root * root >= 25 * self.ballots).unwrap_or(0) + self.ballots
    }

    pub fn best(&self) -> usize {
        self.links.values().copied().max().unwrap_or(0)
    }

    pub fn say(&self, what: &str) {
        println!(
            "{what}: {} ballots, {} voters, chance {}, bound {}",
            self.ballots,
            self.voters,
            self.ballots,
            self.bound()
        );
        for ((votes, voters), right) in &self.links {
            println!("  {votes} beside {voters}: {right} linked");
        }
    }
}
