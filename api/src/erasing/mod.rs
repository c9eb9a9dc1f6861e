//! Erased data is gone from the file: what was in a deleted row or in an emptied column remains nowhere in it.
//!
//! SQLite frees the bytes of a deleted row as they are, and leaves copies wherever it moved a row from one page to
//! another. Overwriting a row before its deletion reaches neither those copies nor the cells of indexes (measured: 46
//! to 198 of 200 phones were still there). `VACUUM` does, and is refused in an object. So its work is done here, for
//! the tables of `tables.rs`: each is copied, dropped, and rewritten from its own definition in the schema, with its
//! indexes, on pages that were filled with zeros; the old pages are filled with zeros afterwards.
//!
//! State: a due row for each table that is to be rewritten. Invariant: all is rewritten or nothing, and no row differs
//! afterwards. Foreign keys are off meanwhile, because no table that others refer to could be dropped; the caller of
//! [`run`] has no transaction open, and checks [`constraints_are_on`] afterwards.
//!
//! # When, and what is out of reach
//!
//! The alarm rewrites imports as soon as they are dropped or confirmed, people in the night after they were erased,
//! and expired data once a week. A test finds every statement that erases, and fails when `tables.rs` does not name
//! its table. Files in the Archive are overwritten where they lie.
//!
//! Out of reach are: backups made before; the `-wal` file, until the object has rested for a minute or the server
//! stops; Cloudflare's point-in-time history; and a page that another table took over before the night, in the few
//! bytes between its rows.

mod sql;
mod tables;

pub use tables::{NOTHING_PERSONAL, TABLES};

use crate::answer::HandlerError;
use crate::bind;
use crate::db::{Db, DbError, run_transaction};
use domain::process::DueKind;
use domain::time::{DAY, HOUR, MINUTE, UtcMillis};

/// Three at night in China (UTC+8).
const NIGHT: i64 = 19 * HOUR;
const DAYS_OF_A_WEEK: i64 = 7;
/// The most bytes in one row of zeros.
const FILL_BYTES: i64 = 1_000_000;
/// Zeros beyond the largest possible unused size, because filling counts in whole rows.
const SPARE_BYTES: i64 = 65_536;

/// Call before erasing something that fills few pages: its tables are rewritten as soon as the alarm rings.
pub fn erase_soon(db: &dyn Db, now: UtcMillis, tables: &[&str]) -> Result<(), HandlerError> {
    ask(db, now, tables)
}

/// Call before erasing a person: tables are rewritten in the next night, because no request is answered meanwhile.
pub fn erase_tonight(db: &dyn Db, now: UtcMillis) -> Result<(), HandlerError> {
    ask(db, night_after(now), TABLES)
}

/// Call before the daily deletion of old data.
pub fn this_week(db: &dyn Db, now: UtcMillis) -> Result<(), HandlerError> {
    ask(db, night_after(now.plus((DAYS_OF_A_WEEK - 1) * DAY)), TABLES)
}

fn night_after(now: UtcMillis) -> UtcMillis {
    let night = UtcMillis(now.0 - now.0.rem_euclid(DAY) + NIGHT);
    if night > now { night } else { night.plus(DAY) }
}

fn ask(db: &dyn Db, at: UtcMillis, tables: &[&str]) -> Result<(), HandlerError> {
    remember_size(db)?;
    for table in tables {
        db.run(sql::ASK, bind![DueKind::Rewrite, *table, at])?;
    }
    Ok(())
}

fn remember_size(db: &dyn Db) -> Result<(), DbError> {
    db.run(sql::REMEMBER_SIZE, bind![db.used_bytes()?])?;
    Ok(())
}

/// Rewrites the tables that are due and returns how many. A failure puts them off, so that the alarm does not ring all
/// day.
pub fn rewrite_due_tables(db: &dyn Db, now: UtcMillis) -> Result<usize, HandlerError> {
    let due =
        db.run(sql::DUE, bind![DueKind::Rewrite, now])?.iter().map(|row| row.text(0)).collect::<Result<Vec<_>, _>>()?;
    if due.is_empty() {
        return Ok(0);
    }
    let written = rewrite_all(db, &due);
    // Always, also after a failure. In an object it takes effect when the writes are committed.
    db.run(sql::CONSTRAINTS_ON, &[])?;
    let later = match written {
        Ok(true) => return Ok(due.len()),
        // This event was writing something else at the same time.
        Ok(false) => now.plus(MINUTE),
        Err(_) => now.plus(DAY),
    };
    db.run(sql::PUT_OFF, bind![later, DueKind::Rewrite, now])?;
    written.map(|_| 0)
}

/// Whether foreign keys are enforced again; tries once more to enable them where they are not.
pub fn constraints_are_on(db: &dyn Db) -> Result<bool, HandlerError> {
    let on =
        || -> Result<bool, DbError> { db.run(sql::CONSTRAINTS, &[])?.first().map_or(Ok(false), |row| row.flag(0)) };
    if !on()? {
        db.run(sql::CONSTRAINTS_ON, &[])?;
    }
    Ok(on()?)
}

/// False where foreign keys could not be disabled.
fn rewrite_all(db: &dyn Db, due: &[String]) -> Result<bool, HandlerError> {
    db.run(sql::CONSTRAINTS_OFF, &[])?;
    if db.run(sql::CONSTRAINTS, &[])?.first().is_none_or(|row| row.flag(0) != Ok(false)) {
        return Ok(false);
    }
    run_transaction(db, || {
        let mut parts = vec![];
        for table in TABLES.iter().filter(|table| due.iter().any(|name| name == *table)) {
            parts.extend(TableSchema::read(db, table)?);
        }
        // SQLite reuses a page as it is, and an empty table leaves its content there: so unused pages are filled before
        // anything is created.
        fill(db)?;
        parts.iter().try_for_each(|part| part.set_aside(db))?;
        parts.iter().try_for_each(|part| part.drop(db))?;
        fill(db)?;
        parts.iter().try_for_each(|part| part.rewrite_table(db))?;
        remember_size(db)?;
        parts.iter().try_for_each(|part| part.drop_aside(db))?;
        fill(db)?;
        parts.iter().try_for_each(|part| part.make_rest(db))?;
        for table in due {
            db.run(sql::DONE, bind![DueKind::Rewrite, table.as_str()])?;
        }
        Ok(true)
    })
}

/// One table, as in the schema.
struct TableSchema {
    name: &'static str,
    table: String,
    /// The definitions of its indexes, then of its triggers, in the order of their creation.
    rest: Vec<String>,
}

impl TableSchema {
    /// `None` where this kind of store has no such table.
    fn read(db: &dyn Db, name: &'static str) -> Result<Option<Self>, DbError> {
        let mut words = db.run(sql::SCHEMA, bind![name])?.into_iter().map(|row| row.text(0));
        let Some(table) = words.next().transpose()? else { return Ok(None) };
        Ok(Some(Self { name, table, rest: words.collect::<Result<_, _>>()? }))
    }

    fn set_aside(&self, db: &dyn Db) -> Result<(), DbError> {
        let name = self.name;
        db.run_schema(&format!("create table aside_{name} as select * from {name}"))
    }

    fn drop(&self, db: &dyn Db) -> Result<(), DbError> {
        db.run_schema(&format!("drop table {}", self.name))
    }

    fn rewrite_table(&self, db: &dyn Db) -> Result<(), DbError> {
        let name = self.name;
        db.run_schema(&self.table)?;
        db.run_schema(&format!("insert into {name} select * from aside_{name}"))
    }

    fn drop_aside(&self, db: &dyn Db) -> Result<(), DbError> {
        db.run_schema(&format!("drop table aside_{}", self.name))
    }

    fn make_rest(&self, db: &dyn Db) -> Result<(), DbError> {
        self.rest.iter().try_for_each(|words| db.run_schema(words))
    }
}

/// Writes zeros on every unused page.
fn fill(db: &dyn Db) -> Result<(), DbError> {
    remember_size(db)?;
    let (most, used) = (db.run(sql::SIZE, &[])?.first().map_or(Ok(0), |row| row.int(0))?, db.used_bytes()?);
    let mut left = most - used + SPARE_BYTES;
    while left > 0 {
        db.run(sql::FILL, bind![left.min(FILL_BYTES)])?;
        left -= FILL_BYTES;
    }
    remember_size(db)?;
    db.run(sql::EMPTY, &[])?;
    Ok(())
}
