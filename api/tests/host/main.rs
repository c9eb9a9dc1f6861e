//! The handlers of the community, driven on the host over real SQLite with workerd's limits.

mod access;
mod cases;
mod desk;
mod faults;
mod idempotency;
mod journey;
mod ledger;
mod samples;
mod stage;
