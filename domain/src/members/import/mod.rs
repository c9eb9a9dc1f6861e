//! Bringing a roster in (名册导入): from a spreadsheet as committees keep them to people in households.
//!
//! | Step | File |
//! |---|---|
//! | a table's text to rows | `table.rs` |
//! | which column is what | `columns.rs` |
//! | a row to a person, or what is wrong with it | `line.rs` |
//! | a person against the roster and the lines before | `judge.rs` |
//! | what can still be taken back after it | `undoing.rs` |
//! | over the wire | `wire.rs` |
//!
//! Invariant: nothing is written to the roster before it is confirmed, and then all or nothing. The same file a second
//! time changes nobody.

mod columns;
pub mod endpoints;
mod judge;
mod line;
mod table;
mod undoing;
mod wire;

pub use columns::{Column, Heading, find_heading};
pub use judge::{Finding, Judgement, Known, Who, judge};
pub use line::{Fields, Issue, Person, Place, Reading, read_line};
pub use table::{read_table, write_table};
pub use undoing::{Footprint, leaves_the_one_before};
pub use wire::*;

#[cfg(test)]
mod tests;
