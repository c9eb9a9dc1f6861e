//! The journal: every command appends to it, the supervision committee reads it, nobody changes it.

mod people;
mod show;
mod sql;

pub use people::find_people;
pub use show::{export_journal, show_journal};

use crate::bind;
use crate::db::{Db, DbError};
use domain::journal::{Entry, FIRST_PREVIOUS, chain};
use domain::time::UtcMillis;

/// Appends a row to the chain. `actor` is empty for the system itself.
pub fn append(
    db: &dyn Db,
    now: UtcMillis,
    actor: &str,
    command: &str,
    subject: &str,
    detail: &str,
) -> Result<(), DbError> {
    append_for(db, now, [actor, ""], command, subject, detail).map(|_| ())
}

/// The same with the actor and the resident acted for (empty for none). Returns the row's sequence.
pub fn append_for(
    db: &dyn Db,
    now: UtcMillis,
    [actor, on_behalf_of]: [&str; 2],
    command: &str,
    subject: &str,
    detail: &str,
) -> Result<u64, DbError> {
    let (seq, previous) = match db.run(sql::LAST, &[])?.first() {
        Some(row) => (row.int(0)? + 1, row.hash(1)?),
        None => (1, FIRST_PREVIOUS),
    };
    let entry = Entry { seq: seq.unsigned_abs(), at: now, actor, on_behalf_of, command, subject, detail };
    let hash = chain(&previous, &entry);
    let [who, whose] = [actor, on_behalf_of].map(|id| (!id.is_empty()).then_some(id));
    db.run(sql::APPEND, bind![seq, now, who, whose, command, subject, detail, previous, hash])?;
    Ok(entry.seq)
}
