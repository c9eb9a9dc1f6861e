//! The home page: what happens in the community, what waits for the reader, who holds which office.

use crate::communities::stored_list;
use crate::current_session::use_session;
use crate::load::{Load, load_reply};
use crate::location::{local_link, region_line, use_location};
use crate::outbox::OutboxRow;
use crate::sessions::newest_notice_file;
use crate::settings::use_settings;
use crate::ui::{
    Element, Tone, badge, button, cell_link, cell_words, el, figure, link_button, live, live_text, loaded_view,
    nothing, page, section, section_with_link, several,
};
use crate::words::{Key, code_text, hours, key, last_day, moment, number, t, tf, tn, weekday_span, word_text};
use crate::{activity_row, outbox, read_aloud};
use domain::communities::Home;
use domain::contract::ShowHome;
use leptos::prelude::*;
use leptos::task::spawn_local;

pub fn home_page() -> AnyView {
    let place = use_location();
    let found =
        load_reply::<ShowHome>(move || ((place.community().unwrap_or_else(crate::location::current_community),), ()));
    Effect::new(move |_| {
        if let Some(home) = found.value() {
            place.remember(&home);
        }
    });
    let title = live_text(move || {
        let name = place.name.get();
        if name.is_empty() { t(key::SHELL_NAME) } else { name }
    });
    let below = live_text(move || found.value().map(|home| region_line(&home)).unwrap_or_default());
    let elder = use_settings().elder;
    let content = loaded_view(found, move |home| if elder.get() { elder_home(&home) } else { full_home(&home) });
    page(title)
        .below(below)
        .chooser("/communities".to_owned())
        .mark(move || found.value().is_some_and(|home| home.demonstration))
        .wide()
        .around(vec![for_me(found), content])
}

/// What the reader has to do, or can start.
fn for_me(home: Load<Home>) -> AnyView {
    let newest = RwSignal::new(String::new());
    Effect::new(move |before: Option<u32>| {
        let unread = use_session().me().map_or(0, |me| me.notices_unread);
        if unread > 0 && before != Some(unread) {
            spawn_local(newest_notice_file(newest));
        }
        unread
    });
    live(move || {
        let rows = rows_for_me(newest);
        if rows.is_empty() || home.get().is_none() {
            return nothing();
        }
        section("card", t(key::HOME_FOR_ME)).child(el("ul", "").child(rows)).any()
    })
}

fn rows_for_me(newest: RwSignal<String>) -> Vec<Element> {
    let session = use_session();
    let waiting = outbox::use_outbox();
    let mut rows = vec![];
    let (left, refused): (Vec<_>, Vec<_>) = waiting.of_this_person().into_iter().partition(OutboxRow::is_waiting);
    let count = |rows: Vec<OutboxRow>| rows.len().try_into().unwrap_or(i64::MAX);
    if !refused.is_empty() {
        let end = badge(Tone::Red, t(key::OUTBOX_NOT_TAKEN));
        let title = tn(key::HOME_NOT_TAKEN, count(refused), &[]);
        rows.push(cell_link(local_link("me"), title, t(key::HOME_NOT_TAKEN_BELOW), Some(end)));
    }
    if !left.is_empty() {
        let end = badge(Tone::Amber, number(count(left)));
        rows.push(cell_link(local_link("me"), t(key::OUTBOX_TITLE), t(key::OUTBOX_BELOW), Some(end)));
    }
    if let Some(me) = session.me() {
        if me.notices_unread > 0 {
            let title = tn(key::HOME_NOTICES, me.notices_unread.into(), &[]);
            let below = Some(newest.get()).filter(|words| !words.is_empty());
            let below = below.unwrap_or_else(|| t(key::HOME_NOTICES_BELOW));
            rows.push(cell_link(local_link("notices"), title, below, None));
        }
        if session.has_office() {
            rows.push(cell_link(local_link("office"), t(key::HOME_OFFICE), t(key::HOME_OFFICE_BELOW), None));
        }
    } else if session.is_known() {
        let left = waiting.ownerless().try_into().unwrap_or(i64::MAX);
        let below = if left > 0 { tn(key::OUTBOX_OWNERLESS, left, &[]) } else { t(key::HOME_SIGN_IN_BELOW) };
        rows.push(cell_link(local_link("sign-in"), t(key::HOME_SIGN_IN), below, None));
        rows.extend(pin());
    }
    rows
}

/// For a guest, who may have come by a poster: pins the community to the top of the list.
fn pin() -> Option<Element> {
    let code = crate::location::current_community();
    if stored_list::is_pinned(&code) {
        return None;
    }
    let pinned = RwSignal::new(false);
    let below = move || t(if pinned.get() { key::HOME_PINNED } else { key::HOME_PIN_BELOW });
    let words = cell_words(t(key::HOME_PIN), String::new()).child(el("span", "faint").text_live(below));
    let press = move || {
        pinned.update(|pinned| *pinned = !*pinned);
        stored_list::pin_community(&code, pinned.get_untracked());
    };
    let pressed = move || Some(if pinned.get() { "true" } else { "false" }.to_owned());
    let button = button("cell bare", String::new(), press).attr_live("aria-pressed", pressed).child(words);
    Some(el("li", "").child(button))
}

fn full_home(home: &Home) -> AnyView {
    let upcoming = if home.upcoming.is_empty() {
        el("div", "cell").child(cell_words(t(key::ACTIVITIES_NONE), t(key::ACTIVITIES_NONE_BELOW)))
    } else {
        el("ul", "").child(home.upcoming.iter().map(activity_row::activity_row).collect::<Vec<_>>())
    };
    let all = Some((local_link("activities"), t(key::HOME_ALL)));
    let upcoming = section_with_link("card", t(key::HOME_UPCOMING), all).child(upcoming).any();
    let share = cell_link(local_link("poster"), t(key::HOME_SHARE), t(key::HOME_SHARE_BELOW), None);
    let share = el("section", "card").child(el("ul", "").child(share));
    let parts = [
        deciding(home).map(Element::any),
        Some(upcoming),
        Some(service_figures(home).any()),
        offices(home).map(Element::any),
        Some(share.any()),
    ];
    several(parts.into_iter().flatten())
}

/// What is being decided and discussed now, with the next step.
fn deciding(home: &Home) -> Option<Element> {
    let row = |href: String, about: Element, title: &str, below: String| {
        let below = (!below.is_empty()).then(|| el("span", "faint").child(below));
        let words = el("div", "").child(about).child(el("h3", "").child(title.to_owned())).child(below);
        el("li", "").child(el("a", "cell bare top-line").attr("href", href).child(words))
    };
    let cases = home.deciding.iter().map(|one| {
        let step = code_text("home.step", one.step.as_str());
        let meets = one.starts_at.map(|at| tf(key::HOME_MEETS, &[("time", &moment(at))])).unwrap_or_default();
        let href = local_link(&["cases/", &one.case.to_string()].concat());
        row(href, badge(Tone::Green, tf(key::HOME_DECIDING_STEP, &[("step", &step)])), &one.title, meets)
    });
    let matters = home.discussing.iter().map(|one| {
        let until = one.discussing_until.map(|at| tf(key::HOME_DISCUSSING_UNTIL, &[("date", &last_day(at))]));
        let href = local_link(&["matters/", &one.id.to_string()].concat());
        row(href, badge(Tone::Blue, t(key::HOME_DISCUSSING)), &one.title, until.unwrap_or_default())
    });
    let rows: Vec<Element> = cases.chain(matters).collect();
    let all = if home.deciding.is_empty() { "matters" } else { "cases" };
    let all = Some((local_link(all), t(key::HOME_ALL)));
    (!rows.is_empty()).then(|| section_with_link("card", t(key::HOME_DECIDING), all).child(el("ul", "").child(rows)))
}

fn service_figures(home: &Home) -> Element {
    let average = home.service_minutes_this_year / i64::from(home.services_this_year.max(1));
    let figures = el("dl", "figures")
        .child(figure(t(key::HOME_HOURS), hours(home.service_minutes_this_year)))
        .child(figure(t(key::HOME_SERVICES), number(home.services_this_year.into())))
        .child(figure(t(key::HOME_AVERAGE), hours(average)));
    section("card", t(key::HOME_SERVICE)).child(figures)
}

fn offices(home: &Home) -> Option<Element> {
    let rows = home.offices.iter().map(|office| {
        let below = [office.body_name.as_str(), &word_text(office.post)].join(" · ");
        el("li", "").child(el("div", "cell").child(cell_words(office.name.clone(), below)))
    });
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty()).then(|| section("card", t(key::HOME_OFFICES)).child(el("ul", "").child(rows)))
}

/// Fewer and larger elements: the next activity with its button, three links, and all of it read aloud.
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
        let href = local_link(&["activities/", &row.id.to_string()].concat());
        let words = el("div", "")
            .child(el("span", "due").child(weekday_span(row.starts_at, row.ends_at)))
            .child(el("h2", "").child(row.title.clone()))
            .child(el("p", "faint").child(row.place.clone()));
        let body = el("div", "body stack").child(words);
        let body = body.child(link_button("button block middle", t(key::HOME_ELDER_LOOK), href));
        el("section", "card").child(body).any()
    });
    let way = |path: &str, words: Key| {
        el("li", "").child(el("a", "cell bare").attr("href", local_link(path)).child(el("b", "").child(t(words))))
    };
    let ways = el("ul", "card menu")
        .child(way("matters", key::HOME_ELDER_MATTERS))
        .child(way("activities", key::HOME_ELDER_ACTIVITIES))
        .child(way("hours", key::HOME_ELDER_HOURS))
        .child(way("me", key::HOME_ELDER_ME))
        .child(way("poster", key::HOME_SHARE));
    let help = el("p", "faint").child(t(key::HOME_ELDER_HELP));
    several(
        [Some(read_aloud::read_aloud_button(spoken)), card, Some(ways.any()), Some(help.any())].into_iter().flatten(),
    )
}
