//! Announced meetings, past ones, and those with the reader on the roll.

use super::row::row;
use crate::load::load;
use crate::place::{here, use_place};
use crate::session::use_session;
use crate::ui::{Element, choice, choices, el, empty, forth_and_back, live, nothing, page, several, shown, words};
use crate::words::{Key, key, t};
use domain::contract::ListMeetings;
use domain::ids::MeetingId;
use domain::meetings::{MeetingFilter, MeetingQuery};
use leptos::prelude::*;

const FILTERS: [(MeetingFilter, Key); 3] = [
    (MeetingFilter::Upcoming, key::MEETINGS_UPCOMING),
    (MeetingFilter::Past, key::MEETINGS_PAST),
    (MeetingFilter::Mine, key::MEETINGS_MINE),
];

pub fn list((): ()) -> AnyView {
    let place = use_place();
    let session = use_session();
    let chosen = RwSignal::new(0_u32);
    let after = RwSignal::new(Vec::<MeetingId>::new());
    let found = load::<ListMeetings>(move || {
        let query = MeetingQuery {
            filter: Some(FILTERS[chosen.get() as usize].0),
            after: after.with(|after| after.last().copied()),
            limit: Some(20),
            ..MeetingQuery::default()
        };
        ((place.community().unwrap_or_else(crate::place::community),), query)
    });
    let choice = move |which: u32| choice(chosen, which, t(FILTERS[which as usize].1), move || after.set(vec![]));
    let mine = live(move || if session.me().is_some() { choice(2).any() } else { nothing() });
    let content = shown(found, move |found| {
        let start = after.with_untracked(Vec::is_empty);
        if found.meetings.is_empty() && start {
            return empty("calendar", t(key::MEETINGS_NONE), t(key::MEETINGS_NONE_BELOW), None).any();
        }
        let last = found.meetings.last().map(|row| row.id);
        let rows: Vec<Element> = found.meetings.iter().map(row).collect();
        let heading = el("h2", "unseen").child(t(FILTERS[chosen.get_untracked() as usize].1));
        let list = el("section", "card").child(heading).child(el("ul", "").child(rows));
        several([list.any(), forth_and_back(after, last.filter(|_| found.more)).any()])
    });
    let choices = choices(t(key::MEETINGS_FILTER)).child(choice(0)).child(choice(1)).child(mine);
    page(words(|| t(key::MEETINGS_TITLE)))
        .below(words(move || place.name.get()))
        .back(here("matters"))
        .around(vec![choices.any(), content])
}
