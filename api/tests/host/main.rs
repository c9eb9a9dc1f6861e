//! The handlers of the community, driven on the host over real SQLite with workerd's limits.

// A test that cannot go on has failed; a problem is the whole answer of a refusal, handed on once.
#![allow(clippy::unwrap_used, clippy::result_large_err)]

mod access;
mod archive;
mod archive_store;
mod assistance;
mod bad_input;
mod ballots;
mod ballots_counts;
mod ballots_meeting;
mod ballots_network;
mod ballots_secrecy;
mod bodies;
mod cases;
mod cost;
mod council;
mod decisions;
mod demonstration;
mod desk;
mod doors;
mod due;
mod factor;
mod faults;
mod grids;
mod hall;
mod histories;
mod idempotency;
mod imports;
mod imports_after;
mod journal;
mod journey;
mod ledger;
mod matters;
mod meetings;
mod meetings_after;
mod office_doors;
mod office_factor;
mod office_seats;
mod officers;
mod opening;
mod outgoing;
mod passkey_proofs;
mod passkeys;
mod privacy;
mod rolls;
mod roster;
mod samples;
mod sessions;
mod sign_in;
mod slips;
#[path = "../../../domain/src/sessions/passkey/tests/software.rs"]
mod software;
mod stage;
mod town;
mod wire;
