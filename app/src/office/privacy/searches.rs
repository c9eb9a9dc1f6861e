//! Searches of the roster: shown to the supervision committee, worker by worker.

use domain::contract::{Endpoint, ListSearches, Page};
use domain::ids::MemberId;
use domain::privacy::{SearchRow, SearchesQuery};

use crate::light_signal::LightSignal;
use crate::office::frame::OfficeContext;
use crate::office::sheet::{PageStack, Sheet, badge_span, line_cell, page_begin, plain_cell, sheet_pager, titled_cell};
use crate::ui::{Calls, Element, el, empty, loading_view};
use crate::words::{key, moment, t, tf, tn};

/// The worker whose searches are shown; `None` for all.
type WorkerFilter = LightSignal<Option<MemberId>>;

pub fn searches_view(desk: &OfficeContext) -> Element {
    let (after, worker, desk) = (PageStack::new(vec![]), WorkerFilter::new(None), desk.clone());
    let content = loading_view(move || {
        let (after, worker) = (after.clone(), worker.clone());
        let query = SearchesQuery { worker: worker.get(), after: page_begin(&after), ..SearchesQuery::default() };
        Calls::new(vec![ListSearches::url(&(desk.code.clone(),), &query)], move |answers| {
            Some(shown(&answers.next::<ListSearches>()?, &after, &worker).any())
        })
    });
    el("section", "stack")
        .child(el("h2", "").child(t(key::OFFICE_SEARCHES)))
        .child(el("p", "faint").child(t(key::OFFICE_SEARCHES_BELOW)))
        .child(content)
}

fn shown(found: &Page<SearchRow>, after: &PageStack, worker: &WorkerFilter) -> Element {
    if found.rows.is_empty() && after.peek(Vec::is_empty) {
        return empty("search", t(key::OFFICE_NO_SEARCHES), t(key::OFFICE_NO_SEARCHES_NEXT), None);
    }
    let columns = [key::OFFICE_ASSIST_WORKER, key::OFFICE_SEARCH_WORD, key::OFFICE_SEARCH_HITS].map(Some);
    let mut sheet = Sheet::new(t(key::OFFICE_SEARCHES), &[&columns[..], &[None]].concat());
    for row in &found.rows {
        sheet.row(cells(row, after, worker));
    }
    let all = worker.peek(Option::is_some).then(|| choose(after, worker, None, "button small quiet"));
    let list = sheet.done().child(sheet_pager(after, found.next.map(|next| next.to_string())));
    el("div", "stack").child(all).child(list)
}

fn cells(row: &SearchRow, after: &PageStack, worker: &WorkerFilter) -> Vec<Element> {
    let label = tf(key::SHELL_ACTION_OF, &[("action", &t(key::OFFICE_SEARCH_OF)), ("title", &row.worker_name)]);
    let only = choose(after, worker, Some(row.worker), "badge").attr("aria-label", label);
    let place = row.grid_name.clone().unwrap_or_else(|| t(key::OFFICE_SEARCH_WHOLE));
    vec![
        titled_cell(row.worker_name.clone(), moment(row.at))
            .child(row.many.then(|| badge_span("badge amber", t(key::OFFICE_SEARCH_MANY)))),
        line_cell(row.word.clone().unwrap_or_else(|| t(key::OFFICE_SEARCH_GONE)), place),
        plain_cell(tn(key::OFFICE_SEARCH_PEOPLE, i64::from(row.hits), &[])),
        el("div", "").child(only),
    ]
}

fn choose(after: &PageStack, worker: &WorkerFilter, whom: Option<MemberId>, class: &'static str) -> Element {
    let (chosen, pages) = (worker.clone(), after.clone());
    let name = if whom.is_some() { key::OFFICE_SEARCH_OF } else { key::OFFICE_REVEAL_ALL };
    el("button", class)
        .attr("type", "button")
        .on_click(move || {
            pages.set(vec![]);
            chosen.set(whom);
        })
        .child(t(name))
}
