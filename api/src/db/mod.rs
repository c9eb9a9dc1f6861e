//! The store behind a trait, so that the same SQL runs in workerd and in host tests.
//!
//! Invariant: statements are constants; values are bound, never pasted. Every row is decoded into [`Value`]
//! first, so nothing can throw through Rust. Integers stay below 2^53 on their way through JavaScript.

#[cfg(not(target_arch = "wasm32"))]
pub mod native;
pub mod rows;
#[cfg(target_arch = "wasm32")]
pub mod workerd;

use core::fmt;
pub use domain::stored::{FromValue, Value};

/// One row, by position.
#[derive(Debug, Clone, PartialEq)]
pub struct Row(pub Vec<Value>);

/// A failure of the store itself. Always a fault: rules are decided before anything is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DbError(pub String);

impl fmt::Display for DbError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a transaction's writes are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransactionOutcome {
    Commit,
    RollBack,
}

/// One SQLite database with one writer.
pub trait Db {
    /// Runs one statement and reads all its rows.
    fn run(&self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, DbError>;
    /// Runs a migration: several statements without parameters.
    fn run_script(&self, sql: &'static str) -> Result<(), DbError>;
    /// Runs a statement from the schema of the store itself, or made of the names in it: a table cannot be rewritten in
    /// any other way. It never contains input of people.
    fn run_schema(&self, sql: &str) -> Result<(), DbError>;
    /// Bytes of the file that are in use, without freed pages.
    fn used_bytes(&self) -> Result<i64, DbError>;
    /// Runs `body` in one synchronous transaction that is committed or rolled back as a whole, also when it panics.
    fn transaction(&self, body: &mut dyn FnMut() -> TransactionOutcome) -> Result<(), DbError>;
}

/// Reading by position, for rows of a few columns; wider ones are declared by `row!` (see [`rows`]).
impl Row {
    fn column<T: FromValue>(&self, at: usize) -> Result<T, DbError> {
        let value = self.0.get(at).ok_or_else(|| DbError(format!("no column {at}")))?;
        T::from_value(value).ok_or_else(|| DbError(format!("column {at} does not decode")))
    }

    pub fn int(&self, at: usize) -> Result<i64, DbError> {
        self.column(at)
    }

    pub fn maybe_int(&self, at: usize) -> Result<Option<i64>, DbError> {
        self.column(at)
    }

    /// A count or another small number that is never negative.
    pub fn count(&self, at: usize) -> Result<u32, DbError> {
        self.column(at)
    }

    pub fn time(&self, at: usize) -> Result<domain::time::UtcMillis, DbError> {
        self.column(at)
    }

    pub fn maybe_time(&self, at: usize) -> Result<Option<domain::time::UtcMillis>, DbError> {
        self.column(at)
    }

    pub fn flag(&self, at: usize) -> Result<bool, DbError> {
        self.column(at)
    }

    pub fn text(&self, at: usize) -> Result<String, DbError> {
        self.column(at)
    }

    pub fn maybe_text(&self, at: usize) -> Result<Option<String>, DbError> {
        self.column(at)
    }

    /// An id, a closed word, or another value that says how it stands in a column.
    pub fn parsed<T: FromValue>(&self, at: usize) -> Result<T, DbError> {
        self.column(at)
    }

    pub fn maybe_parsed<T: FromValue>(&self, at: usize) -> Result<Option<T>, DbError> {
        self.column(at)
    }

    pub fn blob(&self, at: usize) -> Result<Vec<u8>, DbError> {
        self.column(at)
    }

    pub fn maybe_blob(&self, at: usize) -> Result<Option<Vec<u8>>, DbError> {
        self.column(at)
    }

    pub fn hash(&self, at: usize) -> Result<[u8; 32], DbError> {
        self.column(at)
    }
}

/// Runs something as one transaction.
pub fn run_transaction<T, E: From<DbError>>(db: &dyn Db, act: impl Fn() -> Result<T, E>) -> Result<T, E> {
    let mut result = Err(DbError("the transaction did not run".to_owned()).into());
    db.transaction(&mut || {
        result = act();
        if result.is_ok() { TransactionOutcome::Commit } else { TransactionOutcome::RollBack }
    })?;
    result
}

/// Binds values in order: `bind![id, now, "text"]`.
#[macro_export]
macro_rules! bind {
    ($($value:expr),* $(,)?) => { &[$($crate::db::Value::from($value)),*] };
}
