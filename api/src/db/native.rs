//! SQLite on the host, with the limits and the number binding of workerd, so that what passes here passes there.

use super::{Db, DbError, Row, TransactionOutcome, Value};
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, StatementStatus, ToSql};
use std::cell::Cell;

pub struct Native {
    connection: Connection,
    /// Statements until an injected failure; `None` for no failure.
    fail_after: Cell<Option<u32>>,
    statements: Cell<u32>,
    work: Cell<u64>,
}

/// Limits of workerd's SQLite (`src/workerd/util/sqlite.c++`).
const LIMITS: [(Limit, i32); 9] = [
    (Limit::SQLITE_LIMIT_LENGTH, 4 * 1024 * 1024),
    (Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000),
    (Limit::SQLITE_LIMIT_COLUMN, 100),
    (Limit::SQLITE_LIMIT_EXPR_DEPTH, 100),
    (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 5),
    (Limit::SQLITE_LIMIT_VARIABLE_NUMBER, 100),
    (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50),
    (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 10),
    (Limit::SQLITE_LIMIT_ATTACHED, 0),
];

impl Native {
    pub fn in_memory() -> Result<Self, DbError> {
        Self::new(Connection::open_in_memory())
    }

    /// In a file with a write-ahead log beside it, as an object has it.
    pub fn in_file(path: &std::path::Path) -> Result<Self, DbError> {
        let opened = Self::new(Connection::open(path))?;
        opened.connection.execute_batch("pragma journal_mode = wal; pragma secure_delete = off;").map_err(db_error)?;
        Ok(opened)
    }

    /// Writes the log into the file.
    pub fn checkpoint(&self) -> Result<(), DbError> {
        self.connection.execute_batch("pragma wal_checkpoint(truncate)").map_err(db_error)
    }

    /// A copy of the present content and nothing older, as a backup is made.
    pub fn copy_to(&self, path: &str) -> Result<(), DbError> {
        let attached = self.connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 1).map_err(db_error)?;
        let copied = self.connection.execute("vacuum into ?1", [path]).map(drop).map_err(db_error);
        self.connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, attached).map_err(db_error)?;
        copied
    }

    fn new(connection: rusqlite::Result<Connection>) -> Result<Self, DbError> {
        let connection = connection.map_err(db_error)?;
        connection.execute_batch("pragma foreign_keys = on;").map_err(db_error)?;
        for (limit, value) in LIMITS {
            connection.set_limit(limit, value).map_err(db_error)?;
        }
        connection.set_prepared_statement_cache_capacity(256);
        Ok(Self { connection, fail_after: Cell::new(None), statements: Cell::new(0), work: Cell::new(0) })
    }

    /// The connection itself, for what tests write into a store without the API.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Lets the statement after the next `statements` fail, once: a crash in the middle.
    pub fn fail_after(&self, statements: Option<u32>) {
        self.fail_after.set(statements);
    }

    /// Statements run so far.
    pub fn statements(&self) -> u32 {
        self.statements.get()
    }

    /// Steps of SQLite's virtual machine so far: the cost of requests, whether or not rows are returned.
    pub fn work(&self) -> u64 {
        self.work.get()
    }

    fn maybe_fail(&self) -> Result<(), DbError> {
        self.statements.set(self.statements.get() + 1);
        match self.fail_after.get() {
            Some(0) => {
                self.fail_after.set(None);
                Err(DbError("injected".to_owned()))
            }
            Some(left) => {
                self.fail_after.set(Some(left - 1));
                Ok(())
            }
            None => Ok(()),
        }
    }
}

impl Db for Native {
    fn run(&self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, DbError> {
        self.maybe_fail()?;
        let mut statement = self.connection.prepare_cached(sql).map_err(db_error)?;
        let columns = statement.column_count();
        let mut found = statement.query(rusqlite::params_from_iter(params.iter().map(BoundValue))).map_err(db_error)?;
        let mut rows = vec![];
        while let Some(row) = found.next().map_err(db_error)? {
            let values = (0..columns).map(|at| row.get_ref(at).map(read)).collect::<Result<Vec<_>, _>>();
            rows.push(Row(values.map_err(db_error)?));
        }
        drop(found);
        let steps = statement.reset_status(StatementStatus::VmStep);
        self.work.set(self.work.get() + u64::from(steps.unsigned_abs()));
        Ok(rows)
    }

    fn run_script(&self, sql: &'static str) -> Result<(), DbError> {
        self.connection.execute_batch(sql).map_err(db_error)
    }

    fn run_schema(&self, sql: &str) -> Result<(), DbError> {
        self.maybe_fail()?;
        self.connection.execute_batch(sql).map_err(db_error)
    }

    fn used_bytes(&self) -> Result<i64, DbError> {
        let pragma = |name: &str| self.connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
        let pages = pragma("page_count").and_then(|all| Ok(all - pragma("freelist_count")?));
        pages.and_then(|pages| Ok(pages * pragma("page_size")?)).map_err(db_error)
    }

    fn transaction(&self, body: &mut dyn FnMut() -> TransactionOutcome) -> Result<(), DbError> {
        self.connection.execute_batch("savepoint command").map_err(db_error)?;
        let end = match body() {
            TransactionOutcome::Commit => "release command",
            TransactionOutcome::RollBack => "rollback to command; release command",
        };
        self.connection.execute_batch(end).map_err(db_error)
    }
}

/// workerd binds every number as a double.
struct BoundValue<'a>(&'a Value);

impl ToSql for BoundValue<'_> {
    #[allow(clippy::cast_precision_loss)]
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        Ok(match self.0 {
            Value::Null => rusqlite::types::Null.into(),
            Value::Int(value) => (*value as f64).into(),
            Value::Text(text) => text.as_str().into(),
            Value::Blob(bytes) => bytes.as_slice().into(),
        })
    }
}

#[allow(clippy::cast_possible_truncation)]
fn read(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(value) => Value::Int(value),
        ValueRef::Real(value) => Value::Int(value as i64),
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
    }
}

fn db_error(error: rusqlite::Error) -> DbError {
    DbError(error.to_string())
}
