//! The home page: what is on in the community, what waits for the reader, who holds which office.

use crate::load::{Load, load};
use crate::place::{here, region_line, use_place};
use crate::session::use_session;
use crate::settings::use_settings;
use crate::ui::{Page, Section, Tone, badge, cell_link, shown};
use crate::words::{hours, key, number, t, tf, tn, weekday_span};
use crate::{activity_row, outbox, read_aloud};
use domain::communities::Home;
use domain::contract::ShowHome;
use leptos::prelude::*;

pub fn page() -> AnyView {
    let place = use_place();
    let home = load::<ShowHome>(move || ((place.community().unwrap_or_else(crate::place::community),), ()));
    Effect::new(move |_| {
        if let Some(home) = home.value() {
            place.remember(&home);
        }
    });
    let title = Signal::derive(move || {
        let name = place.name.get();
        if name.is_empty() { t(key::SHELL_NAME) } else { name }
    });
    let below = Signal::derive(move || home.value().map(|home| region_line(&home)).unwrap_or_default());
    let mark = Signal::derive(move || home.value().is_some_and(|home| home.demonstration));
    let elder = use_settings().elder;
    let content = shown(home, move |home| if elder.get() { elder_home(&home) } else { full_home(&home) });
    view! { <Page title=title below=below chooser="/regions/0".to_owned() mark=mark class="wide">{for_me(home)}{content}</Page> }.into_any()
}

/// What the reader has to do, or can begin with.
fn for_me(home: Load<Home>) -> AnyView {
    let session = use_session();
    let waiting = outbox::use_outbox();
    let rows = move || {
        let mut rows = vec![];
        let count = waiting.of_this_person().len();
        if count > 0 {
            let end = badge(Tone::Amber, number(count.try_into().unwrap_or(i64::MAX)));
            rows.push(cell_link(here("me"), t(key::OUTBOX_TITLE), t(key::OUTBOX_BELOW), Some(end)));
        }
        if let Some(me) = session.me() {
            if me.notices_unread > 0 {
                let title = tn(key::HOME_NOTICES, me.notices_unread.into(), &[]);
                rows.push(cell_link(here("notices"), title, t(key::HOME_NOTICES_BELOW), None));
            }
            if session.has_office() {
                rows.push(cell_link(here("office"), t(key::HOME_OFFICE), t(key::HOME_OFFICE_BELOW), None));
            }
        } else if session.is_known() {
            let left = waiting.ownerless().try_into().unwrap_or(i64::MAX);
            let below = if left > 0 { tn(key::OUTBOX_OWNERLESS, left, &[]) } else { t(key::HOME_SIGN_IN_BELOW) };
            rows.push(cell_link(here("sign-in"), t(key::HOME_SIGN_IN), below, None));
        }
        rows
    };
    (move || {
        let rows = rows();
        (!rows.is_empty() && home.get().is_some())
            .then(|| view! { <Section title=t(key::HOME_FOR_ME)><ul>{rows}</ul></Section> })
    })
    .into_any()
}

fn full_home(home: &Home) -> AnyView {
    let upcoming = if home.upcoming.is_empty() {
        view! { <div class="cell"><div><b>{t(key::ACTIVITIES_NONE)}</b><span class="faint">{t(key::ACTIVITIES_NONE_BELOW)}</span></div></div> }.into_any()
    } else {
        let rows = home.upcoming.iter().map(activity_row::row).collect_view();
        view! { <ul>{rows}</ul> }.into_any()
    };
    view! {
        <Section title=t(key::HOME_UPCOMING) link=Some((here("activities"), t(key::HOME_ALL)))>{upcoming}</Section>
        {service_figures(home)}
        {offices(home)}
    }
    .into_any()
}

fn service_figures(home: &Home) -> AnyView {
    let average = home.service_minutes_this_year / i64::from(home.services_this_year.max(1));
    let figures = [
        (key::HOME_HOURS, hours(home.service_minutes_this_year)),
        (key::HOME_SERVICES, number(home.services_this_year.into())),
        (key::HOME_AVERAGE, hours(average)),
    ]
    .map(|(name, value)| view! { <div><dt>{t(name)}</dt><dd>{value}</dd></div> });
    let figures = figures.into_iter().collect_view();
    view! { <Section title=t(key::HOME_SERVICE)><dl class="figures">{figures}</dl></Section> }.into_any()
}

fn offices(home: &Home) -> AnyView {
    let rows = home.offices.iter().map(|office| {
        let post = crate::words::look_up(&["post.", office.post.as_str()].concat()).unwrap_or_default();
        view! { <li><div class="cell"><div><b>{office.name.clone()}</b><span class="faint">{[office.body_name.as_str(), &post].join(" · ")}</span></div></div></li> }
    });
    let rows = rows.collect_view();
    (!home.offices.is_empty())
        .then(|| view! { <Section title=t(key::HOME_OFFICES)><ul>{rows}</ul></Section> })
        .into_any()
}

/// Fewer and larger things: the next activity with its button, the three ways on, and all of it read aloud.
fn elder_home(home: &Home) -> AnyView {
    let next = home.upcoming.iter().find(|row| !row.cancelled);
    let spoken = match next {
        Some(row) => tf(
            key::HOME_SPOKEN,
            &[
                ("community", &home.name),
                ("title", &row.title),
                ("time", &weekday_span(row.starts_at, row.ends_at)),
                ("place", &row.place),
            ],
        ),
        None => tf(key::HOME_SPOKEN_NONE, &[("community", &home.name)]),
    };
    let card = next.map(|row| {
        let href = here(&["activities/", &row.id.to_string()].concat());
        view! {
            <section class="card"><div class="body stack">
                <div><span class="due">{weekday_span(row.starts_at, row.ends_at)}</span><h2>{row.title.clone()}</h2><p class="faint">{row.place.clone()}</p></div>
                <a class="button block middle" href=href>{t(key::HOME_ELDER_LOOK)}</a>
            </div></section>
        }
    });
    let way = |path: &str, words| view! { <li><a class="cell bare" href=here(path)><b>{t(words)}</b></a></li> };
    view! {
        {read_aloud::button(spoken)}
        {card}
        <ul class="card menu">
            {way("activities", key::HOME_ELDER_ACTIVITIES)}
            {way("hours", key::HOME_ELDER_HOURS)}
            {way("me", key::HOME_ELDER_ME)}
        </ul>
        <p class="faint">{t(key::HOME_ELDER_HELP)}</p>
    }
    .into_any()
}
