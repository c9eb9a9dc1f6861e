//! The integration tests over HTTP against raw `workerd`; one binary, so that it links once, and mostly with one
//! server.
//!
//! Tests about all endpoints come first (`conformance.rs`, `matrix.rs`); the file of a feature holds what only HTTP adds to
//! it. What they prepare is in `tests/scenes/`, for the host too.

// Tests measure and limit their own waiting; no house rule depends on these clocks.
#![allow(clippy::disallowed_methods)]
// A problem is the complete answer of a refusal; a test passes it on once.
#![allow(clippy::result_large_err)]

mod build_paths;
mod http;
mod server;
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
mod field_variations;
mod floods;
mod gate;
mod kill;
mod matrix;
mod object_isolation;
mod parallel;
mod path_tricks;
mod production;
mod sender;
mod static_files;
mod tenant_isolation;
mod vote_load;
