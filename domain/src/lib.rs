//! The rules of Linli (邻里) and its wire contract.
//!
//! Everything here is pure: no clock, no randomness, no I/O, no Workers, no Leptos. Time (`now`) and
//! chance (new ids, salts) are arguments, so that every rule is a table of cases on the host. Features
//! import each other only through this crate.

pub mod access;
pub mod announcements;
pub mod archive;
pub mod assistance;
pub mod ballots;
pub mod calendar;
pub mod calendar_file;
pub mod communities;
pub mod contract;
pub mod decisions;
pub mod ids;
pub mod journal;
pub mod ledger;
pub mod limits;
pub mod masking;
pub mod matters;
pub mod meetings;
pub mod members;
pub mod network;
pub mod notices;
pub mod number;
mod pack;
pub mod privacy;
pub mod process;
pub mod regions;
pub mod sessions;
pub mod stored;
pub mod text;
pub mod time;
pub mod volunteering;
pub mod workbook;
