//! Refusals that no other test of a feature meets, each by its code: every refusal that an endpoint declares is given in
//! some test.

mod archive;
mod assistance;
mod ballots;
mod decisions;
mod matters;
mod meetings;
mod meetings_after;
mod members;
mod privacy;
mod regions;
mod sessions;
mod volunteering;
