//! `GET …/searches`, and the record of a search of the roster.

use super::sql;
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::Cx;
use domain::access::Subject;
use domain::contract::{Empty, page_before, page_limit};
use domain::ids::{CommunityCode, GridId};
use domain::members::RosterRow;
use domain::privacy::{Rules, SearchRow, Searches, SearchesQuery};

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
pub fn list_searches(cx: &Cx<'_>, _: (CommunityCode,), query: &SearchesQuery, _: &Empty) -> HandlerResult<Searches> {
    cx.allow(&Subject::Community)?;
    let limit = page_limit(query.limit);
    let before = page_before(query.before);
    let rows = match (query.worker, query.member) {
        (Some(worker), _) => cx.run(sql::SEARCHES_BY, bind![before, limit, worker])?,
        (None, Some(member)) => cx.run(sql::SEARCHES_FOR, bind![before, limit, member])?,
        (None, None) => cx.run(sql::SEARCHES, bind![before, limit])?,
    };
    let mut searches = vec![];
    for row in rows {
        searches.push(SearchRow {
            seq: row.int(0)?.unsigned_abs(),
            at: row.time(1)?,
            worker: row.parsed(2)?,
            worker_name: row.text(3)?,
            word: row.maybe_text(4)?,
            grid_name: row.maybe_text(5)?,
            hits: row.count(6)?,
            many: row.count(7)? > Rules::current().searches_marked_above,
        });
    }
    let next_before = searches.last().map(|row| row.seq).filter(|_| searches.len() == limit as usize);
    Ok(Searches { searches, next_before })
}
