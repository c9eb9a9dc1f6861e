//! The Workers shell of Linli: a gate in front of objects, each with its own SQLite database and one writer.
//!
//! Everything below `community/` and the features is synchronous, uses no Workers types and runs on the host in tests;
//! `gate/`, `shell.rs` and `archive/object.rs` are the only parts that await.

pub mod answer;
pub mod archive;
pub mod assistance;
pub mod ballots;
pub mod clock;
pub mod communities;
pub mod community;
pub mod crypto;
pub mod db;
pub mod decisions;
pub mod demonstration;
pub mod due;
pub mod erasing;
pub mod gate;
pub mod inside;
pub mod journal;
pub mod ledger;
pub mod matters;
pub mod meetings;
pub mod members;
pub mod migrations;
pub mod notices;
pub mod objects;
pub mod outgoing;
pub mod privacy;
pub mod region;
pub mod reminders;
pub mod seal;
pub mod sessions;
pub mod volunteering;

#[cfg(test)]
mod plans;

#[cfg(target_arch = "wasm32")]
mod live;
#[cfg(target_arch = "wasm32")]
mod shell;
