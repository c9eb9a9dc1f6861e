//! Searches of the roster: shown to the supervision committee, worker by worker.

use domain::contract::{Endpoint, ListSearches};
use domain::ids::MemberId;
use domain::privacy::{SearchRow, Searches, SearchesQuery};

use crate::office::frame::Desk;
use crate::office::loading::{Calls, loading};
use crate::office::sheet::{Left, Sheet, badge, begin, empty, lines, pager, plain, titled};
use crate::ui::{Element, el};
use crate::watched::Watched;
use crate::words::{key, moment, t, tf, tn};

/// The worker whose searches are shown; `None` for all.
type Chosen = Watched<Option<MemberId>>;

pub fn searches(desk: &Desk) -> Element {
    let (before, worker, desk) = (Left::new(vec![]), Chosen::new(None), desk.clone());
    let content = loading(move || {
        let (before, worker) = (before.clone(), worker.clone());
        let query = SearchesQuery { worker: worker.get(), before: begin(&before), ..SearchesQuery::default() };
        Calls::new(vec![ListSearches::url(&(desk.code.clone(),), &query)], move |answers| {
            Some(shown(&answers.next::<ListSearches>()?, &before, &worker).any())
        })
    });
    el("section", "stack")
        .child(el("h2", "").child(t(key::OFFICE_SEARCHES)))
        .child(el("p", "faint").child(t(key::OFFICE_SEARCHES_BELOW)))
        .child(content)
}

fn shown(found: &Searches, before: &Left, worker: &Chosen) -> Element {
    if found.searches.is_empty() && before.peek(Vec::is_empty) {
        return empty(key::OFFICE_NO_SEARCHES, key::OFFICE_NO_SEARCHES_NEXT, None);
    }
    let columns = [key::OFFICE_ASSIST_WORKER, key::OFFICE_SEARCH_WORD, key::OFFICE_SEARCH_HITS].map(Some);
    let mut sheet = Sheet::new(t(key::OFFICE_SEARCHES), &[&columns[..], &[None]].concat());
    for row in &found.searches {
        sheet.row(cells(row, before, worker));
    }
    let all = worker.peek(Option::is_some).then(|| choose(before, worker, None, "button small quiet"));
    let list = sheet.done().child(pager(before, found.next_before.map(|next| next.to_string())));
    el("div", "stack").child(all).child(list)
}

fn cells(row: &SearchRow, before: &Left, worker: &Chosen) -> Vec<Element> {
    let label = tf(key::SHELL_ACTION_OF, &[("action", &t(key::OFFICE_SEARCH_OF)), ("title", &row.worker_name)]);
    let only = choose(before, worker, Some(row.worker), "badge").attr("aria-label", label);
    let place = row.grid_name.clone().unwrap_or_else(|| t(key::OFFICE_SEARCH_WHOLE));
    vec![
        titled(row.worker_name.clone(), moment(row.at))
            .child(row.many.then(|| badge("badge amber", t(key::OFFICE_SEARCH_MANY)))),
        lines(row.word.clone().unwrap_or_else(|| t(key::OFFICE_SEARCH_GONE)), place),
        plain(tn(key::OFFICE_SEARCH_PEOPLE, i64::from(row.hits), &[])),
        el("div", "").child(only),
    ]
}

fn choose(before: &Left, worker: &Chosen, whom: Option<MemberId>, class: &'static str) -> Element {
    let (chosen, pages) = (worker.clone(), before.clone());
    let name = if whom.is_some() { key::OFFICE_SEARCH_OF } else { key::OFFICE_REVEAL_ALL };
    el("button", class)
        .attr("type", "button")
        .on_click(move || {
            pages.set(vec![]);
            chosen.set(whom);
        })
        .child(t(name))
}
