//! The list of activities: coming ones, the reader's sign-ups, past ones.

use crate::activity_row::activity_row;
use crate::load::load_reply;
use crate::location::local_link;
use crate::ui::{Element, address_choice, choices, el, empty, live_text, loaded_view, page, pager, several};
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
const MINE: u32 = 1;

pub fn activities_page() -> AnyView {
    let place = crate::location::use_location();
    let chosen = address_choice(3);
    let filter = move || FILTERS[chosen.get() as usize];
    // Pages before the current one, so that "back" works without asking for the whole list.
    let after = RwSignal::new(vec![]);
    let list = load_reply::<ListActivities>(move || {
        let query = ActivityQuery {
            filter: Some(filter().0),
            after: after.with(|after: &Vec<_>| after.last().copied()),
            limit: Some(20),
        };
        ((place.community().unwrap_or_else(crate::location::current_community),), query)
    });
    let content = loaded_view(list, move |found| {
        let start = after.with(Vec::is_empty);
        let (filter, heading) = untrack(filter);
        if found.rows.is_empty() && start {
            return none(filter).any();
        }
        let rows: Vec<_> = found.rows.iter().map(activity_row).collect();
        let heading = el("h2", "unseen").child(t(heading));
        let list = el("section", "card").child(heading).child(el("ul", "").child(rows));
        several([list.any(), pager(after, found.next).any()])
    });
    let words = FILTERS.iter().map(|(_, words)| t(*words)).collect();
    let choices = choices(t(key::ACTIVITIES_FILTER), words, Some(MINE), chosen, move || after.set(vec![]));
    page(live_text(|| t(key::ACTIVITIES_TITLE)))
        .below(live_text(move || place.name.get()))
        .around(vec![choices.any(), content])
}

fn none(filter: ActivityFilter) -> Element {
    let (title, below) = match filter {
        ActivityFilter::Upcoming => (key::ACTIVITIES_NONE, key::ACTIVITIES_NONE_BELOW),
        ActivityFilter::Past => (key::ACTIVITIES_NONE_PAST, key::ACTIVITIES_NONE_PAST_BELOW),
        ActivityFilter::Mine => (key::ACTIVITIES_NONE_MINE, key::ACTIVITIES_NONE_MINE_BELOW),
    };
    let next = (filter == ActivityFilter::Upcoming).then(|| (local_link(""), t(key::SHELL_TO_HOME)));
    empty("calendar", t(title), t(below), next)
}
