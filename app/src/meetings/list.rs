//! Announced meetings, past ones, and those with the reader on the roll.

use super::row::meeting_row;
use crate::load::load_reply;
use crate::location::{local_link, use_location};
use crate::ui::{Element, address_choice, choices, el, empty, live_text, loaded_view, page, pager, several};
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
const MINE: u32 = 2;

pub fn meetings_page() -> AnyView {
    let place = use_location();
    let chosen = address_choice(3);
    let after = RwSignal::new(Vec::<MeetingId>::new());
    let found = load_reply::<ListMeetings>(move || {
        let query = MeetingQuery {
            filter: Some(FILTERS[chosen.get() as usize].0),
            after: after.with(|after| after.last().copied()),
            limit: Some(20),
            ..MeetingQuery::default()
        };
        ((place.community().unwrap_or_else(crate::location::current_community),), query)
    });
    let content = loaded_view(found, move |found| {
        let start = after.with_untracked(Vec::is_empty);
        if found.rows.is_empty() && start {
            return empty("calendar", t(key::MEETINGS_NONE), t(key::MEETINGS_NONE_BELOW), None).any();
        }
        let rows: Vec<Element> = found.rows.iter().map(meeting_row).collect();
        let heading = el("h2", "unseen").child(t(FILTERS[chosen.get_untracked() as usize].1));
        let list = el("section", "card").child(heading).child(el("ul", "").child(rows));
        several([list.any(), pager(after, found.next).any()])
    });
    let words = FILTERS.iter().map(|(_, words)| t(*words)).collect();
    let choices = choices(t(key::MEETINGS_FILTER), words, Some(MINE), chosen, move || after.set(vec![]));
    page(live_text(|| t(key::MEETINGS_TITLE)))
        .below(live_text(move || place.name.get()))
        .back(local_link("matters"))
        .around(vec![choices.any(), content])
}
