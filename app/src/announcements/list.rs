//! The announcements that are shown today, and those that are over or were put away.

use super::row::announcement_row;
use crate::load::load_reply;
use crate::location::{current_community, local_link, use_location};
use crate::ui::{Element, address_choice, choices, el, empty, live_text, loaded_view, page, pager, several};
use crate::words::{Key, key, t};
use domain::announcements::{AnnouncementFilter, AnnouncementQuery};
use domain::contract::ListAnnouncements;
use domain::ids::AnnouncementId;
use leptos::prelude::*;

const FILTERS: [(AnnouncementFilter, Key); 2] =
    [(AnnouncementFilter::Current, key::ANNOUNCEMENTS_CURRENT), (AnnouncementFilter::Past, key::ANNOUNCEMENTS_PAST)];

pub fn announcements_page() -> AnyView {
    let place = use_location();
    let chosen = address_choice(2);
    let after = RwSignal::new(Vec::<AnnouncementId>::new());
    let found = load_reply::<ListAnnouncements>(move || {
        let filter = Some(FILTERS[chosen.get() as usize].0);
        let query = AnnouncementQuery { filter, after: after.with(|after| after.last().copied()), limit: Some(20) };
        ((place.community().unwrap_or_else(current_community),), query)
    });
    let content = loaded_view(found, move |found| {
        if found.rows.is_empty() && after.with_untracked(Vec::is_empty) {
            return empty("inbox", t(key::ANNOUNCEMENTS_NONE), t(key::ANNOUNCEMENTS_NONE_BELOW), None).any();
        }
        let rows: Vec<Element> = found.rows.iter().map(announcement_row).collect();
        let heading = el("h2", "unseen").child(t(FILTERS[chosen.get_untracked() as usize].1));
        let list = el("section", "card").child(heading).child(el("ul", "").child(rows));
        several([list.any(), pager(after, found.next).any()])
    });
    let words = FILTERS.iter().map(|(_, words)| t(*words)).collect();
    let choices = choices(t(key::ANNOUNCEMENTS_FILTER), words, None, chosen, move || after.set(vec![]));
    page(live_text(|| t(key::ANNOUNCEMENTS_TITLE)))
        .below(live_text(move || place.name.get()))
        .back(local_link(""))
        .around(vec![choices.any(), content])
}
