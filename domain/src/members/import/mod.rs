//! Importing a roster (名册导入): from a spreadsheet as committees keep them to people in households.
//!
//! | Step | File |
//! |---|---|
//! | the text of a table to rows | `table.rs` |
//! | the meaning of each column | `columns.rs` |
//! | a row to a person, or its faults | `line.rs` |
//! | a person compared with the roster and the earlier lines | `judge.rs` |
//! | which imports can still be undone | `undoing.rs` |
//! | over the wire | `wire.rs` |
//!
//! Invariant: nothing is written to the roster before the import is confirmed, and then all or nothing. Importing the
//! same file twice changes nobody.

mod columns;
pub mod endpoints;
mod judge;
mod line;
mod table;
mod undoing;
mod wire;

pub use columns::{Column, Heading, find_heading};
pub use judge::{Finding, Judgement, KnownPerson, PersonRef, judge_person};
pub use line::{DwellingAddress, Fields, ImportedPerson, Issue, LineReading, read_line};
pub use table::{exported_words, read_table, write_table};
pub use undoing::{Footprint, leaves_the_one_before};
pub use wire::*;

#[cfg(test)]
mod tests;
