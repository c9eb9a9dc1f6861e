//! The order of casting, read from the files of a stopped server, as a person with access to them could.
//!
//! Invariant: an attacker guesses that the newest votes are lowest in a page, and that voters cast in the order in
//! which they took their tokens. By chance this links one voter of a ballot, whatever their number.

use crate::kill::{next_random, random_seed};
use crate::server::{Mode, Server, ServerSettings, fresh_server, new_folder};
use crate::table::{Attack, Form, Tally};
use crate::template::community_database;
use domain::ballots::{Choice, Method};
use domain::contract::{CastSecretBallot, CloseBallot, Empty, ShowTurnout};
use std::collections::HashMap;
use std::path::Path;
use tests::scenes::client::Call;
use tests::scenes::open_meetings::{AT, large_meeting, secret_vote};
use tests::scenes::people::Person;

pub const ATTACKS: &[Attack] = &[
    Attack { group: "order", name: "votes of a closed secret ballot, by their place in the files", run: of_a_server },
    Attack { group: "order", name: "control: rows written as they were cast", run: as_cast },
];

const VOTERS: usize = 14;
const PAGE: usize = 4096;

/// The positions of the receipts of all ballots in a file: ballot, number of the cast, offset.
fn places(file: &[u8], ballots: &[Vec<[u8; 32]>]) -> Vec<Vec<(usize, usize)>> {
    let begin = |bytes: &[u8]| u64::from_be_bytes(bytes[..8].try_into().expect("eight bytes"));
    let mut known = HashMap::new();
    for (ballot, cast) in ballots.iter().enumerate() {
        known.extend(cast.iter().enumerate().map(|(number, receipt)| (begin(receipt), (ballot, number))));
    }
    let mut places = vec![vec![]; ballots.len()];
    for at in 0..file.len().saturating_sub(31) {
        if let Some((ballot, number)) = known.get(&begin(&file[at..])).copied()
            && file[at..at + 32] == ballots[ballot][number]
        {
            places[ballot].push((at, number));
        }
    }
    places
}

/// For each ballot, the number of votes whose position in the order of casting was guessed right, by the best way of
/// reading.
fn linked(files: &[Vec<u8>], ballots: &[Vec<[u8; 32]>]) -> Vec<usize> {
    let mut best = vec![0; ballots.len()];
    for file in files {
        for (ballot, found) in places(file, ballots).into_iter().enumerate() {
            // Page by page: the highest offset in each was written first. Also the whole file, as a log is read.
            let mut pages: Vec<usize> = found.iter().map(|(at, _)| at / PAGE).collect();
            pages.dedup();
            let in_pages =
                pages.into_iter().map(|page| in_order(found.iter().copied().filter(|(at, _)| at / PAGE == page), true));
            let most = in_pages.chain([in_order(found.iter().copied(), false)]).max().unwrap_or(0);
            best[ballot] = most.max(best[ballot]);
        }
    }
    best
}

/// The number of votes at the position at which they were cast.
fn in_order(found: impl Iterator<Item = (usize, usize)>, falling: bool) -> usize {
    let mut found: Vec<(usize, usize)> = found.collect();
    found.sort_unstable();
    if falling {
        found.reverse();
    }
    let mut seen: Vec<usize> = vec![];
    for (_, number) in found {
        if !seen.contains(&number) {
            seen.push(number);
        }
    }
    seen.iter().enumerate().filter(|(place, number)| place == *number).count()
}

fn files(path: &Path) -> Vec<Vec<u8>> {
    ["", "-wal"].iter().filter_map(|end| std::fs::read(format!("{}{end}", path.display())).ok()).collect()
}

/// The sum over all ballots, compared with chance: one each, with a spread of one. Each voter is an attempt.
fn judge(linked: &[usize]) -> Tally {
    let (mut tally, sum) = (Tally::default(), linked.iter().sum::<usize>());
    #[expect(clippy::cast_precision_loss, reason = "a limit of chance")]
    let (ballots, all) = (linked.len() as f64, sum as f64);
    // Two files, each read in two ways: the best of several random guesses is two or three.
    let limit = 3.0 * ballots + 4.0 * ballots.sqrt();
    let beyond = if all <= limit { 0 } else { sum };
    tally.count_held(linked.len() * VOTERS - beyond);
    (0..beyond)
        .for_each(|_| tally.count(false, || format!("{sum} voters linked, {limit:.0} at most by chance: {linked:?}")));
    tally.noting(format!("{} ballots of {VOTERS}, {sum} linked, limit {limit:.0}", linked.len()))
}

fn of_a_server(form: Form) -> Tally {
    let mut server = fresh_server();
    server.leave();
    let (data, mut chance) = (server.data.clone(), random_seed());
    let mut ballots = vec![];
    let voters: Vec<Person> = (0..VOTERS).map(|_| server.resident()).collect();
    let chair = server.chair();
    for _ in 0..form.of(6, 36) {
        let ballot = server.open_ballot(large_meeting(), Method::Secret);
        let mut order: Vec<usize> = (0..VOTERS).collect();
        for at in (1..VOTERS).rev() {
            order.swap(at, usize::try_from(next_random(&mut chance) % (at as u64 + 1)).expect("an index"));
        }
        let cast: Vec<[u8; 32]> =
            order.into_iter().map(|at| vote(&server, &ballot, &voters[at], &mut chance)).collect();
        ballots.push((ballot, cast));
    }
    server.stop();
    // They close after their minute.
    let around = ServerSettings { clock_ahead_minutes: 5, ..ServerSettings::default() };
    let mut server = Server::start_with(&data, Mode::Demonstration, &around);
    server.leave();
    for (ballot, cast) in &ballots {
        server.call::<CloseBallot>(&chair, ballot, &AT);
        let turnout = server.call::<ShowTurnout>(&Person::guest(), ballot, &Empty {});
        assert_eq!(turnout.voted as usize, cast.len());
    }
    server.stop();
    let files = files(&community_database(&data));
    let casts: Vec<Vec<[u8; 32]>> = ballots.into_iter().map(|(_, cast)| cast).collect();
    let present = places(&files[0], &casts).iter().all(|found| found.len() >= VOTERS);
    assert!(present, "all receipts stand in the file: the reader looks at the right one");
    let _ = std::fs::remove_dir_all(&data);
    judge(&linked(&files, &casts))
}

/// Votes as a phone does; returns what identifies the vote.
fn vote(
    server: &Server,
    ballot: &(domain::ids::CommunityCode, domain::ids::BallotId),
    who: &Person,
    chance: &mut u64,
) -> [u8; 32] {
    let choice = if next_random(chance).is_multiple_of(2) { Choice::For } else { Choice::Against };
    let body = secret_vote(server.token(ballot, who), choice);
    let answer = server.send(&Call::of::<CastSecretBallot>(&Person::guest(), ballot, &(), &body));
    assert_eq!(answer.status, 200, "{}", answer.text());
    let hex = body.input.receipt().to_string();
    core::array::from_fn(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).expect("hex"))
}

/// A table without row ids, into which votes are written one by one.
fn as_cast(_: Form) -> Tally {
    let mut chance = random_seed();
    let found: Vec<usize> = (0..6)
        .map(|_| {
            let path = new_folder().join("as-cast.sqlite");
            let db = crate::template::open_database(&path);
            db.execute_batch("create table urn (receipt blob primary key, choice text) strict, without rowid")
                .expect("a table");
            let cast: Vec<[u8; 32]> = (0..VOTERS)
                .map(|_| {
                    let mut receipt = [0; 32];
                    receipt
                        .chunks_mut(8)
                        .for_each(|part| part.copy_from_slice(&next_random(&mut chance).to_be_bytes()));
                    db.execute("insert into urn values (?1, 'for')", [&receipt[..]]).expect("a vote");
                    receipt
                })
                .collect();
            drop(db);
            linked(&files(&path), &[cast])[0]
        })
        .collect();
    judge(&found).must_breach("rows in the order of casting")
}
