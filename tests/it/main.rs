//! The integration tests over HTTP against raw `workerd`; one binary, so that it links once, and mostly with one
//! server.
//!
//! Tests about all endpoints come first (`conformance.rs`, `matrix.rs`); the file of a feature holds what only HTTP adds to
//! it. What the tests prepare with is in `scenes/`.

// Tests measure and limit their own waiting; no house rule depends on these clocks.
#![allow(clippy::disallowed_methods)]
// A problem is the complete answer of a refusal; a test passes it on once.
#![allow(clippy::result_large_err)]

mod activities;
mod build_paths;
mod client;
mod offices;
mod open_meetings;
mod passkeys;
mod people;
mod server;
#[path = "../../domain/src/sessions/passkey/tests/software.rs"]
mod software;
mod template;

mod archive;
mod assistance;
mod ballots;
mod communities;
mod meetings;
mod members;
mod regions;
mod sessions;
mod volunteering;

mod community_books;
mod conformance;
mod damage;
mod floods;
mod gate;
mod kill;
mod matrix;
mod object_isolation;
mod parallel;
mod production;
mod sender;
mod static_files;
mod tenant_isolation;
mod vote_load;

mod scenes {
    pub mod archive;
    pub mod assistance;
    pub mod communities;
    pub mod decisions;
    pub mod matters;
    pub mod meetings;
    pub mod members;
    pub mod regions;
    pub mod sessions;
    pub mod volunteering;
}
