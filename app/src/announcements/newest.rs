//! The newest announcements on the home page. Their code and texts are a file of their own: the first load has only the
//! place where they appear.

use super::row::announcement_row;
use crate::lazy_modules::lazy_modules;
use crate::load::load_reply;
use crate::location::{current_community, local_link, use_location};
use crate::ui::{Element, el, live, nothing, section_with_link};
use crate::words::{key, t};
use domain::announcements::AnnouncementQuery;
use domain::contract::ListAnnouncements;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Number of announcements on the home page.
const NEWEST: u32 = 3;

/// What shows the list, once it has come.
type ShowNewest = RwSignal<Option<fn() -> AnyView>>;

lazy_modules! {
    /// Fetches the list of the newest announcements.
    newest_announcements_file(ShowNewest) -> () = give_newest, "announcements";
}

/// Up to three announcements of the community in the address, unread ones marked; nothing if there are none.
pub fn newest_announcements() -> AnyView {
    let show = ShowNewest::new(None);
    spawn_local(newest_announcements_file(show));
    live(move || show.get().map_or_else(nothing, |show| show()))
}

pub fn give_newest(show: ShowNewest) {
    show.try_set(Some(newest_list));
}

fn newest_list() -> AnyView {
    let place = use_location();
    let found = load_reply::<ListAnnouncements>(move || {
        let query = AnnouncementQuery { limit: Some(NEWEST), ..AnnouncementQuery::default() };
        ((place.community().unwrap_or_else(current_community),), query)
    });
    // Without an answer the home page has enough else to show.
    live(move || {
        let Some(found) = found.value().filter(|found| !found.rows.is_empty()) else { return nothing() };
        let rows: Vec<Element> = found.rows.iter().map(announcement_row).collect();
        let all = Some((local_link("announcements"), t(key::HOME_ALL)));
        section_with_link("card", t(key::ANNOUNCEMENTS_TITLE), all).child(el("ul", "").child(rows)).any()
    })
}
