//! The journal: every command appends to it, the supervision committee reads it, nobody changes it.
//!
//! Every command with a key and every sign-in appends a row: sequence, time, actor, on whose behalf, command,
//! subject, and facts. Facts are ids, figures and words of the program; `domain::journal::without_text` removes
//! what people typed. Triggers refuse a row that is not the next one, and every change and deletion.
//!
//! The office page and the page of a region's journal compute the hashes again in the reader's browser. A chain shows
//! tampering to somebody who knows a later hash; exporting the whole journal, which is itself a row of it, gives one.
//!
//! The journal can be asked by person, body, matter and day. Triggers record which body a row concerns and where a
//! day begins (`journal_bodies`, `journal_days`), so the cost of a page is what it shows. Filtered rows are no
//! neighbours: only the hash of each single row proves something.

mod people;
mod show;
mod sql;

use crate::bind;
use crate::db::{Db, DbError};
use domain::journal::{FIRST_PREVIOUS, HashedRow, hash_row};
use domain::time::UtcMillis;

/// Appends a row to the chain. `actor` is empty for the system itself.
pub fn append_row(
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
    let entry = HashedRow { seq: seq.unsigned_abs(), at: now, actor, on_behalf_of, command, subject, detail };
    let hash = hash_row(&previous, &entry);
    let [who, whose] = [actor, on_behalf_of].map(|id| (!id.is_empty()).then_some(id));
    db.run(sql::APPEND, bind![seq, now, who, whose, command, subject, detail, previous, hash])?;
    Ok(entry.seq)
}
