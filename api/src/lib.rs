//! The Workers shell of Linli: a gate in front of objects, each with its own SQLite database and one writer.
//!
//! The kernel (`object/`) and the features are synchronous, use no Workers types and run on the host in tests. Only
//! `gate/`, `internal_requests.rs`, `platform.rs`, `durable_objects.rs`, `followers.rs` and `archive/object.rs` await.

pub mod announcements;
pub mod answer;
pub mod archive;
pub mod assistance;
pub mod ballots;
pub mod clock;
pub mod communities;
pub mod crypto;
pub mod db;
pub mod decisions;
pub mod demonstration;
pub mod dispatch;
pub mod due;
pub mod duties;
pub mod erasing;
pub mod gate;
pub mod internal_requests;
pub mod journal;
pub mod ledger;
pub mod matters;
pub mod meetings;
pub mod members;
pub mod migrations;
pub mod notices;
pub mod object;
pub mod object_kind;
pub mod outgoing;
pub mod privacy;
pub mod regions;
pub mod reminders;
pub mod seal;
pub mod sessions;
pub mod volunteering;

#[cfg(test)]
mod query_plans;

#[cfg(target_arch = "wasm32")]
mod durable_objects;
#[cfg(target_arch = "wasm32")]
mod followers;
#[cfg(target_arch = "wasm32")]
mod platform;
