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

mod build_paths;
mod community_books;
mod gate;
mod http;
mod kill;
mod parallel;
mod server;
mod template;
mod vote_load;

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
