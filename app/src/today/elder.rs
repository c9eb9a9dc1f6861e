//! The home page of the elder view: reading aloud and larger letters on top, then four very large buttons, of which the
//! first is the telephone.

use super::items::ItemWords;
use super::people;
use crate::current_session::use_session;
use crate::location::local_link;
use crate::settings::{choose_size, text_size};
use crate::ui::read_aloud::read_aloud_button;
use crate::ui::{Element, button, el, icon, several};
use crate::words::{key, t, tf};
use domain::communities::{Home, Today, TodayItem};
use leptos::prelude::*;

/// Steps of the text's size; after the last one the letters are small again.
const SIZES: [&str; 3] = ["1", "2", "3"];

/// `others`: rows about what waits in the phone and about notices.
pub fn elder_home(home: &Home, today: Option<&Today>, items: &[TodayItem], others: Vec<Element>) -> AnyView {
    let tools = el("div", "actions").child(read_aloud_button("button quiet block", "")).child(larger_letters());
    let report = giant(local_link("requests"), icon("camera"), t(key::TODAY_WAY_REPORT), t(key::TODAY_ELDER_REPORT));
    let cases =
        giant(local_link("cases"), icon("clipboard-list"), t(key::TODAY_ELDER_CASES), t(key::TODAY_ELDER_CASES_BELOW));
    let buttons = [call_button(home, today), own_day(items), report, cases];
    let rows: Vec<Element> = items.iter().skip(1).map(super::item_row).chain(others).collect();
    let rest = super::rest(rows, true);
    let giants = buttons.map(Element::any);
    several([tools.any()].into_iter().chain(giants).chain(rest.map(Element::any)))
}

fn larger_letters() -> Element {
    let size = RwSignal::new(text_size());
    let is_largest = move || size.with(|size| *size == SIZES[SIZES.len() - 1]);
    let press = move || {
        let at = SIZES.iter().position(|known| size.with_untracked(|size| size == known)).unwrap_or(0);
        let next = SIZES[(at + 1) % SIZES.len()];
        choose_size(next);
        size.set(next.to_owned());
    };
    let words = move || t(if is_largest() { key::TODAY_SMALLER } else { key::TODAY_LARGER });
    button("button quiet block", String::new(), press).child(icon("type")).child(el("span", "").text_live(words))
}

fn giant(href: String, sign: Element, title: String, below: String) -> Element {
    let words = el("div", "").child(el("b", "").child(title)).child(el("span", "").child(below));
    el("a", "card giant").attr("href", href).child(sign).child(words)
}

/// Calls the worker of the reader's grid where that is known; otherwise it leads to all who can be called.
fn call_button(home: &Home, today: Option<&Today>) -> Element {
    let own = today.and_then(|today| today.grid_worker.as_ref());
    let button = if let Some((worker, href)) = own.zip(people::call_link(own)) {
        let grid = worker.grid_name.clone().unwrap_or_default();
        let title = tf(key::TODAY_CALL_NAME, &[("name", &worker.name)]);
        giant(href, icon("phone"), title, tf(key::TODAY_CALL_OWN, &[("grid", &grid)]))
    } else {
        let below = tf(key::TODAY_CALL_BELOW, &[("community", &home.name)]);
        giant(local_link("requests"), icon("phone"), t(key::TODAY_WAY_CALL), below)
    };
    button.attr("class", "card giant today")
}

/// What the day brings, in words.
fn own_day(items: &[TodayItem]) -> Element {
    let title = t(key::TODAY_ELDER_DAY);
    let sign = icon("sun");
    if let Some(item) = items.first() {
        let words = ItemWords::of(item);
        return giant(words.href.clone(), sign, title, [words.sentence(), words.below].join(" "));
    }
    if use_session().me().is_none() {
        return giant(local_link("sign-in"), sign, title, t(key::TODAY_ELDER_SIGN_IN));
    }
    giant(local_link("notices"), sign, title, t(key::TODAY_ELDER_NOTHING))
}
