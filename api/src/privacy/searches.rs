//! `GET …/searches`, and the record of a search of the roster.

use super::sql;
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::Cx;
use domain::access::Subject;
use domain::contract::{Empty, Page, page_below, page_limit};
use domain::ids::{CommunityCode, GridId};
use domain::members::RosterRow;
use domain::privacy::{SearchRow, SearchesQuery};

/// Records who searched for what, and everybody on the result page.
pub fn remember_search(cx: &Cx<'_>, word: &str, grid: Option<GridId>, found: &[RosterRow]) -> HandlerResult<()> {
    let hits = u32::try_from(found.len()).unwrap_or(u32::MAX);
    let row = cx.first(sql::ADD_SEARCH, bind![cx.member()?, cx.now, word, grid.map(|grid| grid.to_string()), hits])?;
    let search = row.ok_or_else(|| HandlerError::Fault("a search has no number".to_owned()))?.int(0)?;
    let members: Vec<_> = found.iter().map(|row| row.id).collect();
    let members = serde_json::to_string(&members).map_err(|error| HandlerError::Fault(error.to_string()))?;
    cx.run(sql::ADD_HITS, bind![search, members])?;
    Ok(())
}

crate::handle!(ListSearches, list_searches);
pub fn list_searches(
    cx: &Cx<'_>,
    _: (CommunityCode,),
    query: &SearchesQuery,
    _: &Empty,
) -> HandlerResult<Page<SearchRow>> {
    cx.allow(&Subject::Community)?;
    let (below, limit) = (page_below(query.after), page_limit(query.limit));
    let searches: Vec<SearchRow> = match (query.worker, query.member) {
        (Some(worker), _) => cx.read_all(sql::SEARCHES_BY, bind![below, limit, worker])?,
        (None, Some(member)) => cx.read_all(sql::SEARCHES_FOR, bind![below, limit, member])?,
        (None, None) => cx.read_all(sql::SEARCHES, bind![below, limit])?,
    };
    Ok(Page::cut(searches, limit, |row| row.seq))
}
