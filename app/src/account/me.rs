//! The reader: who they are here, what waits in this phone, how they want to see the app, where they are signed in.

use super::{devices, preferences};
use crate::outbox;
use crate::place::{here, use_place};
use crate::session::use_session;
use crate::ui::{Page, Section, Tone, badge, cell_link, signed_in};
use crate::words::{key, number, t};
use domain::sessions::{HeldRole, Me};
use leptos::prelude::*;

pub fn page() -> AnyView {
    let place = use_place();
    let content =
        signed_in(|me| view! { {profile(&me)}{outbox::queue(None)}{ways()}{devices::section(&me)} }.into_any());
    view! { <Page title=t(key::ME_TITLE) below=place.name>{content}{preferences::section()}</Page> }.into_any()
}

fn profile(me: &Me) -> AnyView {
    let held = me.held.iter().map(seat).collect_view();
    let plain = me.held.is_empty().then(|| view! { <span class="faint">{t(key::ROLE_RESIDENT)}</span> });
    view! {
        <section class="card"><div class="cell"><div><h2>{me.name.clone()}</h2><span class="faint">{me.phone_masked.clone()}</span>{held}{plain}</div></div></section>
    }
    .into_any()
}

fn seat(held: &HeldRole) -> AnyView {
    let role = crate::words::look_up(&["role.", held.role.as_str()].concat()).unwrap_or_default();
    let on = held.grid_name.clone().or_else(|| held.body_name.clone());
    let words: Vec<String> = on.into_iter().chain([role]).collect();
    view! { <span class="faint">{words.join(" · ")}</span> }.into_any()
}

fn ways() -> AnyView {
    let session = use_session();
    let unread = move || session.me().map_or(0, |me| me.notices_unread);
    let notices = move || {
        let end = (unread() > 0).then(|| badge(Tone::Blue, number(unread().into())));
        cell_link(here("notices"), t(key::NOTICES_TITLE), t(key::ME_NOTICES_BELOW), end)
    };
    let office = move || {
        session.has_office().then(|| cell_link(here("office"), t(key::HOME_OFFICE), t(key::HOME_OFFICE_BELOW), None))
    };
    view! {
        <Section title=t(key::ME_WAYS)>
            <ul>{cell_link(here("hours"), t(key::HOURS_TITLE), t(key::ME_HOURS_BELOW), None)}{notices}{office}</ul>
        </Section>
    }
    .into_any()
}
