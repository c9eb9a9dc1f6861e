//! `kill -9` under load: each acknowledged command is there, once, and the journal's chain is whole.
//!
//! The load and the settling of accounts are those of `it/kill.rs`, with more rounds.

use crate::kill::{commands_survive, votes};
use crate::table::{Attack, Form, Tally};
use crate::template::{community_database, open_database};
use std::panic::catch_unwind;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

pub const ATTACKS: &[Attack] = &[
    Attack { group: "kills", name: "kill -9 in the middle of commands", run: commands },
    Attack { group: "kills", name: "kill -9 in the middle of votes", run: votes_of_all_kinds },
    Attack { group: "kills", name: "control: one acknowledged command taken out is missed", run: one_taken_out },
];

fn commands(form: Form) -> Tally {
    let survived = commands_survive(form.of(6, 1_000), |_| ());
    let mut tally = Tally::default();
    tally.count_held(survived.acknowledged);
    tally.noting(survived.words())
}

fn votes_of_all_kinds(form: Form) -> Tally {
    // The number of voters is limited: they run out before the kills do.
    let kills = form.of(6, 60);
    let words = votes::votes_survive(kills);
    let mut tally = Tally::default();
    tally.count_held(kills);
    tally.noting(words)
}

fn one_taken_out(_: Form) -> Tally {
    static TAKEN: AtomicBool = AtomicBool::new(false);
    let take_out = |data: &Path| {
        let db = open_database(&community_database(data));
        let sql = "delete from commands where key = (select max(key) from commands)";
        assert_eq!(db.execute(sql, []), Ok(1), "one is taken out");
        TAKEN.store(true, Ordering::Relaxed);
    };
    let mut tally = Tally::default();
    let missed = catch_unwind(|| commands_survive(1, take_out)).is_err();
    tally.count(!(missed && TAKEN.load(Ordering::Relaxed)), String::new);
    tally.must_breach("a lost command")
}
