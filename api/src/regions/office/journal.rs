//! `GET …/journal` of a region: what was done in its office, for its heads.

use super::sql;
use crate::answer::HandlerResult;
use crate::bind;
use crate::db::Row;
use crate::object::Cx;
use domain::access::Subject;
use domain::contract::{Empty, Page};
use domain::ids::RegionCode;
use domain::journal::to_hex;
use domain::regions::{RegionJournal, RegionJournalRow};

crate::handle!(ShowRegionJournal, show_region_journal);
pub fn show_region_journal(cx: &Cx<'_>, _: (RegionCode,), page: &Page, _: &Empty) -> HandlerResult<RegionJournal> {
    cx.allow(&Subject::Region)?;
    let limit = page.limit();
    let rows = cx.run(sql::JOURNAL, bind![page.before(), limit + 1])?;
    let mut rows = rows.iter().map(read).collect::<HandlerResult<Vec<_>>>()?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next_before = rows.last().map(|row| row.seq).filter(|_| more);
    Ok(RegionJournal { rows, next_before })
}

fn read(row: &Row) -> HandlerResult<RegionJournalRow> {
    Ok(RegionJournalRow {
        seq: row.int(0)?.unsigned_abs(),
        at: row.time(1)?,
        actor: row.maybe_parsed(2)?,
        actor_name: row.maybe_text(3)?,
        command: row.text(4)?,
        subject: row.text(5)?,
        detail: row.text(6)?,
        previous_hash: to_hex(&row.hash(7)?),
        hash: to_hex(&row.hash(8)?),
    })
}
