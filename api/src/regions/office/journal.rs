//! `GET …/journal` of a region: what was done in its office, for its heads.

use super::sql;
use crate::answer::HandlerResult;
use crate::bind;
use crate::object::Cx;
use domain::access::Subject;
use domain::contract::{Empty, Page};
use domain::ids::RegionCode;
use domain::regions::{RegionJournal, RegionJournalRow};

crate::handle!(ShowRegionJournal, show_region_journal);
pub fn show_region_journal(cx: &Cx<'_>, _: (RegionCode,), page: &Page, _: &Empty) -> HandlerResult<RegionJournal> {
    cx.allow(&Subject::Region)?;
    let limit = page.limit();
    let mut rows: Vec<RegionJournalRow> = cx.read_all(sql::JOURNAL, bind![page.before(), limit + 1])?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next_before = rows.last().map(|row| row.seq).filter(|_| more);
    Ok(RegionJournal { rows, next_before })
}
