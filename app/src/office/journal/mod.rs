//! The journal (操作日志) for the supervision committee: every change in words, newest first, filtered by a person, a
//! body, a matter or days; the hashes recomputed in this browser; and all of it as a file.
//!
//! State: the query, and the ends of the pages read so far (`search.rs`). Invariant: a row counts as intact only if its
//! hash follows from its content and from the row before it; filtered rows are not consecutive, so for them only the
//! first is checked.

mod export;
mod export_file;
mod filters;
mod people;
mod row;
mod rows_list;
mod search;

pub use row::{JournalRowView, journal_row_view};
pub use rows_list::of_neighbours;
pub use search::ExpectedHashes;

use domain::access::{Capability, Subject};
use domain::contract::{Endpoint, ListBodies, ShowJournal};

use super::frame::{OfficeContext, page_head};
use super::sheet::page_begin;
use crate::ui::{Calls, Element, el, loading_view};
use crate::words::{key, t};
use search::JournalSearch;

pub fn journal_page(desk: OfficeContext) -> Element {
    let asking = JournalSearch::new();
    let export = desk
        .session
        .may(Capability::ExportJournal, &Subject::Community)
        .then(|| export::export_journal_card(desk.code.clone(), &asking));
    let page = el("div", "stack")
        .child(page_head(t(key::OFFICE_JOURNAL), Some(t(key::OFFICE_JOURNAL_BELOW)), None))
        .child(filters::journal_filter_form(desk.code.clone(), &asking))
        .child(filters::active_filters(&asking))
        .child(export);
    page.child(loading_view(move || {
        let (here, asking) = ((desk.code.clone(),), asking.clone());
        let mut query = asking.filter.with(search::Filter::query);
        query.after = page_begin(&asking.after);
        let mut urls = vec![ShowJournal::url(&here, &query)];
        // The bodies to choose from come with the first page.
        let without_bodies = asking.bodies.peek(Vec::is_empty);
        if without_bodies {
            urls.push(ListBodies::url(&here, &()));
        }
        Calls::new(urls, move |answers| {
            let journal = answers.next::<ShowJournal>()?;
            if without_bodies {
                let bodies = answers.next::<ListBodies>()?.bodies;
                asking.bodies.set(bodies.into_iter().map(|body| (body.id.to_string(), body.name)).collect());
            }
            Some(rows_list::journal_rows_list(&journal, &asking).any())
        })
    }))
}
