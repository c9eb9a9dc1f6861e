//! The list of activities: coming ones, the reader's sign-ups, past ones.

use crate::activity_row::row;
use crate::load::load;
use crate::place::here;
use crate::session::use_session;
use crate::ui::{Element, choice, choices, el, empty, forth_and_back, live, nothing, page, several, shown, words};
use crate::words::{Key, key, t};
use domain::contract::ListActivities;
use domain::volunteering::{ActivityFilter, ActivityQuery};
use leptos::prelude::*;

/// The choices in their order, with what each is called.
const FILTERS: [(ActivityFilter, Key); 3] = [
    (ActivityFilter::Upcoming, key::ACTIVITIES_UPCOMING),
    (ActivityFilter::Mine, key::ACTIVITIES_MINE),
    (ActivityFilter::Past, key::ACTIVITIES_PAST),
];

pub fn activities() -> AnyView {
    let place = crate::place::use_place();
    let session = use_session();
    let chosen = RwSignal::new(0_u32);
    let filter = move || FILTERS[chosen.get() as usize];
    // Pages before the current one, so that "back" works without asking for the whole list.
    let after = RwSignal::new(vec![]);
    let list = load::<ListActivities>(move || {
        let query = ActivityQuery {
            filter: Some(filter().0),
            after: after.with(|after: &Vec<_>| after.last().copied()),
            limit: Some(20),
        };
        ((place.community().unwrap_or_else(crate::place::community),), query)
    });
    let choice = move |which: u32| choice(chosen, which, t(FILTERS[which as usize].1), move || after.set(vec![]));
    let mine = live(move || if session.me().is_some() { choice(1).any() } else { nothing() });
    let content = shown(list, move |found| {
        let start = after.with(Vec::is_empty);
        let (filter, heading) = untrack(filter);
        if found.activities.is_empty() && start {
            return none(filter).any();
        }
        let last = found.activities.last().map(|row| row.id);
        let rows: Vec<_> = found.activities.iter().map(row).collect();
        let heading = el("h2", "unseen").child(t(heading));
        let list = el("section", "card").child(heading).child(el("ul", "").child(rows));
        several([list.any(), forth_and_back(after, last.filter(|_| found.more)).any()])
    });
    let choices = choices(t(key::ACTIVITIES_FILTER)).child(choice(0)).child(mine).child(choice(2));
    page(words(|| t(key::ACTIVITIES_TITLE))).below(words(move || place.name.get())).around(vec![choices.any(), content])
}

fn none(filter: ActivityFilter) -> Element {
    let (title, below) = match filter {
        ActivityFilter::Upcoming => (key::ACTIVITIES_NONE, key::ACTIVITIES_NONE_BELOW),
        ActivityFilter::Past => (key::ACTIVITIES_NONE_PAST, key::ACTIVITIES_NONE_PAST_BELOW),
        ActivityFilter::Mine => (key::ACTIVITIES_NONE_MINE, key::ACTIVITIES_NONE_MINE_BELOW),
    };
    let next = (filter == ActivityFilter::Upcoming).then(|| (here(""), t(key::SHELL_TO_HOME)));
    empty("calendar", t(title), t(below), next)
}
