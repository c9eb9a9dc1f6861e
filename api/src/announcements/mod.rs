//! Announcements: publishing and withdrawing in `publish.rs`, lists and pages in `show.rs`, what a reader does in
//! `reading.rs`, telling those addressed in `tell.rs`.
//!
//! State: the announcements; who was told, has read or has put away one stands in the row of the notice. Invariant: the
//! contents of an announcement are never changed; a trigger refuses it.

mod publish;
mod reading;
mod show;
pub mod sql;
mod tell;

pub use tell::tell_announcement;
