//! The reader: their profile here, what waits in this phone, display settings, and devices.

use super::devices::devices_view;
use super::preferences::preferences_card;
use crate::current_session::use_session;
use crate::location::{local_link, use_location};
use crate::outbox;
use crate::ui::{Element, Tone, badge, cell_link, el, live, live_text, maybe, page, section, several, signed_in};
use crate::words::{code_text, key, number, t};
use domain::sessions::{HeldRole, Me};
use leptos::prelude::*;

pub fn profile_page() -> AnyView {
    let place = use_location();
    let content =
        signed_in(|me| several([profile(&me).any(), outbox::outbox_list(None), ways().any(), devices_view(&me)]));
    let parts = vec![content, switch(), preferences_card().any()];
    page(live_text(|| t(key::ME_TITLE))).below(live_text(move || place.name.get())).around(parts)
}

/// To another community, for guests too.
fn switch() -> AnyView {
    let way = cell_link("/communities".to_owned(), t(key::ME_SWITCH), t(key::ME_SWITCH_BELOW), None);
    el("section", "card").child(el("ul", "").child(way)).any()
}

fn profile(me: &Me) -> Element {
    let faint = |text: String| el("span", "faint").child(text);
    let held: Vec<_> = me.held.iter().map(|held| faint(seat(held))).collect();
    let plain = held.is_empty().then(|| faint(t(key::ROLE_RESIDENT)));
    let words = el("div", "")
        .child(el("h2", "").child(me.name.clone()))
        .child(faint(me.phone_masked.clone()))
        .child(held)
        .child(plain);
    el("section", "card").child(el("div", "cell").child(words))
}

fn seat(held: &HeldRole) -> String {
    let role = code_text("role", held.role.as_str());
    let on = held.grid_name.clone().or_else(|| held.body_name.clone());
    let words: Vec<String> = on.into_iter().chain([role]).collect();
    words.join(" · ")
}

fn ways() -> Element {
    let session = use_session();
    let notices = live(move || {
        let unread = session.me().map_or(0, |me| me.notices_unread);
        let end = (unread > 0).then(|| badge(Tone::Blue, number(unread.into())));
        cell_link(local_link("notices"), t(key::NOTICES_TITLE), t(key::ME_NOTICES_BELOW), end).any()
    });
    let to_office = || cell_link(local_link("office"), t(key::HOME_OFFICE), t(key::HOME_OFFICE_BELOW), None);
    let office = live(move || maybe(session.has_office().then(to_office)));
    let hours = cell_link(local_link("hours"), t(key::HOURS_TITLE), t(key::ME_HOURS_BELOW), None);
    let assistance = cell_link(local_link("me/assistance"), t(key::ASSISTANCE_TITLE), t(key::ASSISTANCE_BELOW), None);
    let data = cell_link(local_link("me/data"), t(key::PRIVACY_TITLE), t(key::PRIVACY_BELOW), None);
    let security = cell_link(local_link("security"), t(key::SECURITY_TITLE), t(key::SECURITY_BELOW), None);
    let ways = el("ul", "").child(hours).child(notices).child(assistance).child(data).child(office).child(security);
    section("card", t(key::ME_WAYS)).child(ways)
}
