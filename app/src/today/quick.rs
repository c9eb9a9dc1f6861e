//! The ways from the home page that people take most, each with its sign.

use super::people;
use crate::current_session::use_session;
use crate::location::local_link;
use crate::ui::{Element, el, icon, tab_icon};
use crate::words::{Key, key, t};
use domain::communities::OfficeHolder;

/// `worker`: of the reader's own grid, whom one tap calls.
pub fn quick_actions(worker: Option<&OfficeHolder>) -> Element {
    let here = |sign: Element, words: Key, path: &str| way(sign, words, local_link(path));
    let call = people::call_link(worker).unwrap_or_else(|| local_link("requests"));
    let last = if use_session().has_office() {
        here(icon("settings"), key::HOME_OFFICE, "office")
    } else {
        here(icon("qr-code"), key::HOME_SHARE, "poster")
    };
    let ways = vec![
        here(icon("camera"), key::TODAY_WAY_REPORT, "requests"),
        here(tab_icon("matters"), key::TODAY_WAY_MATTERS, "matters"),
        here(icon("clipboard-list"), key::TODAY_WAY_CASES, "cases"),
        here(icon("users"), key::TODAY_WAY_MEETINGS, "meetings"),
        here(tab_icon("serve"), key::TODAY_WAY_ACTIVITIES, "activities"),
        here(icon("clock"), key::TODAY_WAY_HOURS, "hours"),
        way(icon("phone"), key::TODAY_WAY_CALL, call),
        last,
    ];
    let list = el("ul", "card quick").child(ways);
    el("nav", "").attr("aria-label", t(key::TODAY_WAYS)).child(list)
}

fn way(sign: Element, words: Key, href: String) -> Element {
    let link = el("a", "").attr("href", href).child(sign).child(el("span", "").child(t(words)));
    el("li", "").child(link)
}
