//! The list of matters: those under discussion, all of them, the reader's own ones.

use super::row::row;
use crate::load::load;
use crate::place::{here, use_place};
use crate::session::use_session;
use crate::ui::{
    Element, cell_link, choice, choices, el, empty, link_button, live, nothing, page, pager, several, shown, words,
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

pub fn list((): ()) -> AnyView {
    let place = use_place();
    let session = use_session();
    let chosen = RwSignal::new(0_u32);
    let before = RwSignal::new(Vec::<u64>::new());
    let found = load::<ListMatters>(move || {
        let (stage, of, _) = CHOICES[chosen.get() as usize];
        let before = before.with(|before| before.last().copied());
        let query = MattersQuery { stage, of: Some(of), before, limit: Some(20) };
        ((place.community().unwrap_or_else(crate::place::community),), query)
    });
    let choice = move |which: u32| choice(chosen, which, t(CHOICES[which as usize].2), move || before.set(vec![]));
    let mine = live(move || if session.me().is_some() { choice(MINE).any() } else { nothing() });
    let content = shown(found, move |found| {
        let which = chosen.get_untracked();
        if found.matters.is_empty() && before.with_untracked(Vec::is_empty) {
            return none(which).any();
        }
        let rows: Vec<Element> = found.matters.iter().map(row).collect();
        let heading = el("h2", "unseen").child(t(CHOICES[which as usize].2));
        let list = el("section", "card").child(heading).child(el("ul", "").child(rows));
        several([list.any(), el("div", "actions").child(pager(before, found.next_before)).any()])
    });
    let choices = choices(t(key::MATTERS_FILTER));
    let choices = (0..MINE).fold(choices, |choices, which| choices.child(choice(which))).child(mine);
    let new = link_button("button block middle", t(key::MATTERS_NEW), here("matters/new"));
    let meetings = cell_link(here("meetings"), t(key::MATTERS_TO_MEETINGS), t(key::MATTERS_TO_MEETINGS_BELOW), None);
    let cases = cell_link(here("cases"), t(key::MATTERS_TO_CASES), t(key::MATTERS_TO_CASES_BELOW), None);
    let meetings = el("section", "card").child(el("ul", "").child(cases).child(meetings));
    page(words(|| t(key::SHELL_TAB_MATTERS))).below(words(move || place.name.get())).around(vec![
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
