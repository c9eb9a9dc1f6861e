//! The frame of every residents' page: the skip link, the line about the network, the tab bar.
//!
//! Invariant: the same elements as in `index.html`; before a community is known, the tab bar is hidden. The office has
//! its own frame, and then this one is hidden.

use crate::connection::use_connection;
use crate::current_session::{Session, use_session};
use crate::location::{self, Location, community_link, use_location};
use crate::outbox::Outbox;
use crate::ui::{Element, el, icon, live, maybe, several, tab_icon, toast};
use crate::words::{Key, clock, key, moment, t, tf};
use domain::ids::CommunityCode;
use leptos::prelude::*;

/// Tabs: the icon, the words, where they lead in a community, and the beginnings of further pages under them.
const TABS: [(&str, Key, &str, &[&str]); 5] = [
    ("home", key::SHELL_TAB_HOME, "", &["poster"]),
    ("matters", key::SHELL_TAB_MATTERS, "matters", &[]),
    ("serve", key::SHELL_TAB_SERVE, "activities", &["hours"]),
    ("requests", key::SHELL_TAB_REQUESTS, "requests", &[]),
    ("me", key::SHELL_TAB_ME, "me", &["sign-in", "notices"]),
];

pub fn app_frame(routes: fn() -> AnyView) -> AnyView {
    let place = Location::provide();
    Session::provide();
    Outbox::provide();
    let bare = Memo::new(move |_| is_office(&place.path()));
    // The browser's own jump takes the focus along; the router's would not.
    let skip = || el("a", "skip").attr("href", "#main").attr("rel", "external").child(t(key::SHELL_SKIP));
    let unless_bare = move |view: fn() -> Element| live(move || maybe((!bare.get()).then(view)));
    let toast = toast();
    let class = move || if known_community(place).is_some() { "shell" } else { "shell alone" };
    let shell = el("div", "")
        .attr_live("class", move || (!bare.get()).then(|| class().to_owned()))
        .child(unless_bare(skip))
        .child(offline_line())
        .child(routes())
        .child(unless_bare(tabs));
    several([shell.any(), toast.any()])
}

/// The community of the page, or else the last one: where the tabs lead.
fn known_community(place: Location) -> Option<CommunityCode> {
    place.community().or_else(location::last_community)
}

/// Of a community; a region's office is shown in the common frame.
fn is_office(path: &str) -> bool {
    path.strip_prefix("/c/").and_then(|rest| rest.split('/').nth(1)) == Some("office")
}

fn offline_line() -> AnyView {
    let connection = use_connection();
    let words = move || match connection.stored_at.get() {
        Some(at) => {
            let today = at.day() == crate::call::current_time().day();
            Some(tf(key::SHELL_OFFLINE_SHOWS, &[("time", &if today { clock(at) } else { moment(at) })]))
        }
        None => (!connection.online.get()).then(|| t(key::SHELL_OFFLINE)),
    };
    live(move || maybe(words().map(|words| el("p", "offline").attr("role", "status").child(words))))
}

fn tabs() -> Element {
    let place = use_location();
    let links = TABS.map(|(icon, words, path, _)| {
        let href = move || known_community(place).map_or_else(|| "/".to_owned(), |code| community_link(&code, path));
        let current = move || (current_tab(&place.path()) == Some(path)).then(|| "page".to_owned());
        el("a", "")
            .attr_live("href", move || Some(href()))
            .attr_live("aria-current", current)
            .child(tab_icon(icon))
            .child(el("span", "").child(t(words)))
            .child((path == "me").then(unread_mark))
    });
    el("nav", "tabs").attr("aria-label", t(key::SHELL_TABS)).child(Vec::from(links)).child(office_link())
}

/// A dot, and words for those who do not see it.
fn unread_mark() -> AnyView {
    live(|| {
        let unread = use_session().me().is_some_and(|me| me.notices_unread > 0);
        maybe(unread.then(|| el("i", "dot").child(el("span", "unseen").child(t(key::HOME_UNREAD)))))
    })
}

/// The way to the office for those who have one, where there is room beside the page.
fn office_link() -> AnyView {
    live(|| {
        let link = || {
            let link = el("a", "desk").attr("href", location::local_link("office")).child(icon("settings"));
            link.child(el("span", "").child(t(key::HOME_OFFICE)))
        };
        maybe(use_session().has_office().then(link))
    })
}

/// The tab to which an address belongs.
fn current_tab(path: &str) -> Option<&'static str> {
    let first = path.strip_prefix("/c/")?.trim_end_matches('/').split('/').nth(1).unwrap_or_default();
    TABS.iter().find(|(.., own, further)| *own == first || further.contains(&first)).map(|(.., own, _)| *own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_office_of_a_community_brings_its_own_frame() {
        for (path, office) in [
            ("/c/511402901001/office", true),
            ("/c/511402901001/office/roster", true),
            ("/c/511402901001", false),
            ("/c/511402901001/me/office", false),
            ("/regions/511402901/office", false),
        ] {
            assert_eq!(is_office(path), office, "{path}");
        }
    }

    #[test]
    fn an_address_belongs_to_a_tab() {
        for (path, tab) in [
            ("/c/511402901001", Some("")),
            ("/c/511402901001/", Some("")),
            ("/c/511402901001/poster", Some("")),
            ("/c/511402901001/activities/01J", Some("activities")),
            ("/c/511402901001/hours", Some("activities")),
            ("/c/511402901001/notices", Some("me")),
            ("/c/511402901001/matters", Some("matters")),
            ("/c/511402901001/nonsense", None),
            ("/regions/51", None),
        ] {
            assert_eq!(current_tab(path), tab, "{path}");
        }
    }
}
