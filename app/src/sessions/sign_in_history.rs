//! The reader's own sign-in history, newest first.

use super::devices::device_name;
use crate::load::{Load, load_reply};
use crate::location::use_location;
use crate::ui::{Element, cell_words, el, loaded_view, pager, section, several};
use crate::words::{Key, key, moment, t, word_text};
use domain::contract::{ListSignIns, Page, PageQuery};
use domain::sessions::SignInEvent;
use leptos::prelude::*;

/// The number of rows in one request.
pub const PAGE_ROWS: u32 = 20;

/// The history of the signed-in member of a community.
pub fn own_card() -> AnyView {
    let after = RwSignal::new(Vec::<u64>::new());
    let place = use_location();
    let found = load_reply::<ListSignIns>(move || {
        let code = place.community().unwrap_or_else(crate::location::current_community);
        ((code,), PageQuery { after: after.with(|after| after.last().copied()), limit: Some(PAGE_ROWS) })
    });
    history_card(found, after, key::SECURITY_HISTORY_BELOW)
}

/// `below` says what to do about unknown entries.
pub fn history_card(found: Load<Page<SignInEvent>>, after: RwSignal<Vec<u64>>, below: Key) -> AnyView {
    loaded_view(found, move |found| {
        let rows: Vec<Element> = found.rows.iter().map(row).collect();
        let list = if rows.is_empty() {
            el("p", "body faint").child(t(key::SECURITY_HISTORY_NONE))
        } else {
            el("ul", "").child(rows)
        };
        let card = section("card", t(key::SECURITY_HISTORY)).child(el("p", "body faint").child(t(below))).child(list);
        several([card.any(), pager(after, found.next).any()])
    })
}

fn row(event: &SignInEvent) -> Element {
    let device = device_name(&event.device).map(|name| [" · ", &name].concat()).unwrap_or_default();
    el("li", "").child(el("div", "cell").child(cell_words(word_text(event.kind), [moment(event.at), device].concat())))
}
