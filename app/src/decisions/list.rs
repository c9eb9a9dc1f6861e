//! Open decisions and past ones.

use super::guards::meeting_words;
use super::{case_state, guard_title, step_line};
use crate::load::load_reply;
use crate::location::{local_link, use_location};
use crate::ui::{Element, el, empty, live_text, loaded_view, page, pager, section, several};
use crate::words::{day, key, t};
use domain::contract::{ListCases, PageQuery};
use domain::decisions::{CaseRow, GuardId};
use leptos::prelude::*;

pub fn cases_page() -> AnyView {
    let place = use_location();
    let after = RwSignal::new(Vec::<u64>::new());
    let found = load_reply::<ListCases>(move || {
        let query = PageQuery { after: after.with(|after| after.last().copied()), limit: Some(20) };
        ((place.community().unwrap_or_else(crate::location::current_community),), query)
    });
    let content = loaded_view(found, move |found| {
        if found.open.is_empty() && found.page.rows.is_empty() {
            return empty("inbox", t(key::DECISIONS_NONE), t(key::DECISIONS_NONE_BELOW), None).any();
        }
        let open = (!found.open.is_empty()).then(|| {
            section("card", t(key::DECISIONS_OPEN))
                .child(el("ul", "").child(found.open.iter().map(row).collect::<Vec<_>>()))
        });
        let ended = (!found.page.rows.is_empty()).then(|| {
            section("card", t(key::DECISIONS_ENDED))
                .child(el("ul", "").child(found.page.rows.iter().map(row).collect::<Vec<_>>()))
        });
        let pages = pager(after, found.page.next);
        several([open, ended, Some(pages)].into_iter().flatten().map(Element::any))
    });
    page(live_text(|| t(key::DECISIONS_TITLE)))
        .below(live_text(move || place.name.get()))
        .back(local_link("matters"))
        .around(content)
}

fn row(row: &CaseRow) -> Element {
    let href = local_link(&["cases/", &row.id.to_string()].concat());
    let next = row.next.as_ref().map(|guard| match guard.id {
        GuardId::Held => meeting_words(guard).unwrap_or_else(|| guard_title(guard)),
        _ => guard_title(guard),
    });
    let below = next.unwrap_or_else(|| day(row.ended_at.unwrap_or(row.opened_at)));
    let words = el("div", "")
        .child(case_state(row))
        .child(el("h3", "").child(row.title.clone()))
        .child(el("span", "faint").child(below))
        .child(step_line(row));
    el("li", "").child(el("a", "cell bare top-line").attr("href", href).child(words))
}
