//! The list of matters: those under discussion, all of them, the reader's own ones.

use super::row::matter_row;
use crate::load::load_reply;
use crate::location::{local_link, use_location};
use crate::ui::{
    Element, address_choice, cell_link, choices, el, empty, link_button, live_text, loaded_view, page, pager, several,
};
use crate::words::{Key, key, t};
use domain::contract::ListMatters;
use domain::matters::{MattersOf, MattersQuery, Stage};
use leptos::prelude::*;

/// The choices in their order, with what each is called.
const CHOICES: [(Option<Stage>, MattersOf, Key); 4] = [
    (Some(Stage::Discussing), MattersOf::Everybody, key::MATTERS_NOW),
    (Some(Stage::Collecting), MattersOf::Everybody, key::MATTERS_COLLECTING),
    (None, MattersOf::Everybody, key::MATTERS_ALL),
    (None, MattersOf::Mine, key::MATTERS_MINE),
];
const MINE: u32 = 3;

pub fn matters_page() -> AnyView {
    let place = use_location();
    let chosen = address_choice(4);
    let after = RwSignal::new(Vec::<u64>::new());
    let found = load_reply::<ListMatters>(move || {
        let (stage, of, _) = CHOICES[chosen.get() as usize];
        let after = after.with(|after| after.last().copied());
        let query = MattersQuery { stage, of: Some(of), after, limit: Some(20) };
        ((place.community().unwrap_or_else(crate::location::current_community),), query)
    });
    let content = loaded_view(found, move |found| {
        let which = chosen.get_untracked();
        if found.rows.is_empty() && after.with_untracked(Vec::is_empty) {
            return none(which).any();
        }
        let rows: Vec<Element> = found.rows.iter().map(matter_row).collect();
        let heading = el("h2", "unseen").child(t(CHOICES[which as usize].2));
        let list = el("section", "card").child(heading).child(el("ul", "").child(rows));
        several([list.any(), pager(after, found.next).any()])
    });
    let words = CHOICES.iter().map(|(.., words)| t(*words)).collect();
    let choices = choices(t(key::MATTERS_FILTER), words, Some(MINE), chosen, move || after.set(vec![]));
    let new = link_button("button block middle", t(key::MATTERS_NEW), local_link("matters/new"));
    let meetings =
        cell_link(local_link("meetings"), t(key::MATTERS_TO_MEETINGS), t(key::MATTERS_TO_MEETINGS_BELOW), None);
    let cases = cell_link(local_link("cases"), t(key::MATTERS_TO_CASES), t(key::MATTERS_TO_CASES_BELOW), None);
    let meetings = el("section", "card").child(el("ul", "").child(cases).child(meetings));
    page(live_text(|| t(key::SHELL_TAB_MATTERS))).below(live_text(move || place.name.get())).around(vec![
        choices.any(),
        content,
        new.any(),
        meetings.any(),
    ])
}

fn none(which: u32) -> Element {
    let (title, below) = match which {
        0 => (key::MATTERS_NONE_NOW, key::MATTERS_NONE_NOW_BELOW),
        MINE => (key::MATTERS_NONE_MINE, key::MATTERS_NONE_MINE_BELOW),
        _ => (key::MATTERS_NONE, key::MATTERS_NONE_BELOW),
    };
    empty("inbox", t(title), t(below), None)
}
