//! The standing adversary: attacks on real servers, as one suite with one table.
//!
//! `cargo xtask test --only adversary` runs its short form, `cargo xtask bench --only adversary` the long one. By hand:
//! `LINLI_ADVERSARY=long cargo test -p tests --test adversary -- power kills` runs two groups of the long form.
//!
//! Invariant: every group has a control, in which the same check gets a bad case and must detect it. Every attack is
//! bounded in number and time, talks only to 127.0.0.1, and ends with its own servers.
//!
//! The root of this binary is here, beside the servers and people that it shares with the tests over HTTP; the attacks
//! are in `tests/adversary/`.

// As in any test: a failure may panic, and the contract is imported as a whole.
#![allow(clippy::unwrap_used, clippy::wildcard_imports)]
#![allow(clippy::large_stack_arrays, clippy::match_same_arms, clippy::needless_for_each, clippy::unused_self)]
// Tests measure and limit their own waiting; no house rule depends on these clocks.
#![allow(clippy::disallowed_methods)]
// A problem is the complete answer of a refusal; a test passes it on once.
#![allow(clippy::result_large_err)]
// Parts of `it` that no attack uses.
#![allow(dead_code, unused_imports)]

mod activities;
mod build_paths;
mod client;
mod community_books;
mod gate;
mod kill;
mod matrix;
mod offices;
mod open_meetings;
mod parallel;
mod passkeys;
mod people;
mod server;
#[path = "../../domain/src/sessions/passkey/tests/software.rs"]
mod software;
mod template;
mod vote_load;

// The modules that make the prepared requests of the matrix.
mod archive {
    pub mod upload_file;
}
mod assistance {
    pub mod open_assistance;
}
mod communities {
    pub mod open_community;
}
mod decisions {
    pub mod open_case;
    pub mod record_authorisation;
    pub mod set_rule;
}
mod matters {
    pub mod add_matter_files;
    pub mod add_version;
    pub mod answer_matter;
    pub mod appeal_hiding;
    pub mod decide_appeal;
    pub mod propose_matter;
    pub mod replace_catalogue;
    pub mod report_post;
    pub mod revise_matter;
    pub mod rewrite_post;
    pub mod summarise_matter;
}
mod meetings {
    pub mod announce_meeting;
    pub mod list_voters;
    pub mod name_proxy;
    pub mod record_outcomes;
    pub mod write_minutes;
}
mod members {
    pub mod fill_seat;
    pub mod import;
}
mod privacy {
    pub mod close_account;
}
mod regions {
    pub mod answer_check;
}
mod sessions {
    pub mod print_slip;
}
mod volunteering {
    pub mod check_in;
}

#[path = "../adversary/attacks/mod.rs"]
#[warn(dead_code, unused_imports)]
mod attacks;
#[path = "../adversary/table.rs"]
#[warn(dead_code, unused_imports)]
mod table;

use std::process::ExitCode;
use table::Form;

fn main() -> ExitCode {
    let groups: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    table::run_attacks(&attacks::all_attacks(), Form::asked(), &groups)
}
