//! `GET …/journal` of a region: what was done in its office, for its heads.

use super::sql;
use crate::answer::HandlerResult;
use crate::bind;
use crate::object::Cx;
use domain::access::Subject;
use domain::contract::{Empty, Page, PageQuery};
use domain::ids::RegionCode;
use domain::regions::RegionJournalRow;

crate::handle!(ShowRegionJournal, show_region_journal);
pub fn show_region_journal(
    cx: &Cx<'_>,
    _: (RegionCode,),
    query: &PageQuery,
    _: &Empty,
) -> HandlerResult<Page<RegionJournalRow>> {
    cx.allow(&Subject::Region)?;
    let rows: Vec<RegionJournalRow> = cx.read_all(sql::JOURNAL, bind![query.below(), query.rows()])?;
    Ok(Page::cut(rows, query.rows(), |row| row.seq))
}
