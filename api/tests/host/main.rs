//! The handlers of the community, driven on the host over real SQLite with workerd's limits.

mod desk;
mod journey;
