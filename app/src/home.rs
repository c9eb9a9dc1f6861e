//! The home page: what happens in the community. What it says to its reader comes from `today/`, in a file of its own.

use crate::lazy_modules::lazy_modules;
use crate::load::load_reply;
use crate::location::{local_link, region_line, use_location};
use crate::settings::use_settings;
use crate::today::HomeParts;
use crate::ui::{
    Element, Tone, badge, cell_words, el, figure, live, live_text, loaded_view, nothing, page, section,
    section_with_link, several, skeleton,
};
use crate::words::{code_text, hours, key, last_day, moment, number, t, tf};
use crate::{activity_row, announcements};
use domain::communities::Home;
use domain::contract::ShowHome;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

lazy_modules! {
    /// What the page says to its reader.
    home_parts_file(()) -> HomeParts = crate::today::home_parts, "today decided";
}

/// How long the public part waits for the reader's part to know its height.
const WAITS: Duration = Duration::from_secs(4);

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
    let (parts, ready) = (RwSignal::new(None::<HomeParts>), RwSignal::new(false));
    spawn_local(async move {
        parts.try_set(Some(home_parts_file(()).await));
    });
    set_timeout(
        move || {
            if ready.try_get_untracked() == Some(false) {
                ready.set(true);
            }
        },
        WAITS,
    );
    let top = live(move || parts.get().map_or_else(skeleton, |parts| (parts.top)(found, ready)));
    let content = loaded_view(found, move |home| {
        if elder.get() || !ready.get() {
            return nothing();
        }
        full_home(&home, parts.get().and_then(|parts| (parts.people)(&home)))
    });
    page(title)
        .below(below)
        .chooser("/communities".to_owned())
        .mark(move || found.value().is_some_and(|home| home.demonstration))
        .wide()
        .around(vec![top, content])
}

fn full_home(home: &Home, offices: Option<Element>) -> AnyView {
    let upcoming = if home.upcoming.is_empty() {
        el("div", "cell").child(cell_words(t(key::ACTIVITIES_NONE), t(key::ACTIVITIES_NONE_BELOW)))
    } else {
        el("ul", "").child(home.upcoming.iter().map(activity_row::activity_row).collect::<Vec<_>>())
    };
    let all = Some((local_link("activities"), t(key::HOME_ALL)));
    let upcoming = section_with_link("card", t(key::HOME_UPCOMING), all).child(upcoming).any();
    let parts = [
        deciding(home).map(Element::any),
        Some(announcements::newest_announcements()),
        Some(upcoming),
        Some(service_figures(home).any()),
        offices.map(Element::any),
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
