//! The journal: appended to by every command, read by the supervision committee, changed by nobody.

mod sql;

use crate::answer::Answer;
use crate::bind;
use crate::community::Cx;
use crate::db::{Db, DbError};
use domain::access::Subject;
use domain::contract::{Empty, Page};
use domain::ids::CommunityCode;
use domain::journal::{Entry, FIRST_PREVIOUS, Journal, JournalRow, chain, hex};
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

/// The same with actor and on whose behalf, who is empty for nobody's. The row's sequence.
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

/// `GET …/journal`
pub fn show_journal(cx: &Cx<'_>, _: (CommunityCode,), page: &Page, _: &Empty) -> Answer<Journal> {
    cx.allow(&Subject::Community)?;
    let mut rows = vec![];
    for row in cx.run(sql::PAGE, bind![page.before(), page.limit()])? {
        rows.push(JournalRow {
            seq: row.int(0)?.unsigned_abs(),
            at: row.time(1)?,
            actor: row.maybe_parsed(2)?,
            actor_name: row.maybe_text(3)?,
            on_behalf_of: row.maybe_parsed(4)?,
            command: row.text(5)?,
            subject: row.text(6)?,
            detail: row.text(7)?,
            previous_hash: hex(&row.hash(8)?),
            hash: hex(&row.hash(9)?),
            on_behalf_of_name: row.maybe_text(10)?,
        });
    }
    let next_before = rows.last().map(|row| row.seq).filter(|seq| *seq > 1);
    Ok(Journal { rows, next_before })
}
