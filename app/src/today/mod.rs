//! What the home page says to its reader: what waits for a person, where to go, whom to call; and the whole home page of
//! the elder view. In a file of its own, which is fetched while the home page asks the API.
//!
//! Invariant: nothing moves on the screen. The public part of the page is shown when this part knows its height: then
//! `ready` is set.

mod elder;
mod items;
mod people;
mod quick;

pub use people::requests_page;

use crate::communities::stored_list;
use crate::current_session::use_session;
use crate::load::{Load, load_reply};
use crate::location::{current_community, local_link, use_location};
use crate::outbox::{OutboxRow, use_outbox};
use crate::sessions::newest_notice_file;
use crate::settings::{read_stored, use_settings, write_stored};
use crate::ui::{
    Element, Tone, badge, button, cell_link, cell_words, el, link_button, live, nothing, section, section_with_link,
    several, skeleton,
};
use crate::words::{day, key, number, t, tf, tn, weekday, word_text};
use domain::communities::{Home, Today, TodayItem};
use domain::contract::ShowToday;
use domain::decisions::DecisionState;
use items::ItemWords;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The functions of this file.
#[derive(Clone, Copy)]
pub struct HomeParts {
    /// The beginning of the page; in the elder view all of it.
    pub top: fn(Load<Home>, RwSignal<bool>) -> AnyView,
    /// Who holds which office.
    pub people: fn(&Home) -> Option<Element>,
}

pub fn home_parts((): ()) -> HomeParts {
    HomeParts { top, people: people::offices_card }
}

fn top(found: Load<Home>, ready: RwSignal<bool>) -> AnyView {
    let session = use_session();
    let person = Memo::new(move |_| session.me().map(|me| me.member));
    live(move || match person.get() {
        Some(_) => person_top(found, ready),
        None => guest_top(found, ready),
    })
}

/// Sets `ready` once it is known what is shown.
fn when_known(ready: RwSignal<bool>, known: impl Fn() -> bool + Send + Sync + 'static) {
    Effect::new(move |_| {
        // Once, or the public part would be built again with each answer.
        if known() && !ready.get_untracked() {
            ready.set(true);
        }
    });
}

fn guest_top(found: Load<Home>, ready: RwSignal<bool>) -> AnyView {
    let (session, elder) = (use_session(), use_settings().elder);
    let is_known = move || session.is_known() && found.get().is_some();
    when_known(ready, is_known);
    live(move || {
        if !is_known() {
            return skeleton();
        }
        let Some(home) = found.value() else { return nothing() };
        if elder.get() {
            return elder::elder_home(&home, None, &[], vec![]);
        }
        let left = use_outbox().ownerless().try_into().unwrap_or(i64::MAX);
        let below = if left > 0 { tn(key::OUTBOX_OWNERLESS, left, &[]) } else { t(key::HOME_SIGN_IN_BELOW) };
        let sign_in = cell_link(local_link("sign-in"), t(key::HOME_SIGN_IN), below, None);
        let rows = el("ul", "").child(sign_in).child(pin());
        let parts = [Some(el("section", "card").child(rows)), Some(quick::quick_actions(None)), decided_card(&home)];
        several(parts.into_iter().flatten().map(Element::any))
    })
}

/// For a guest, who may have come by a poster: pins the community to the top of the list.
fn pin() -> Option<Element> {
    let code = current_community();
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

fn person_top(found: Load<Home>, ready: RwSignal<bool>) -> AnyView {
    let place = use_location();
    let today = load_reply::<ShowToday>(move || ((place.community().unwrap_or_else(current_community),), ()));
    when_known(ready, move || found.get().is_some() && today.get().is_some());
    let newest = RwSignal::new(String::new());
    Effect::new(move |before: Option<u32>| {
        let unread = use_session().me().map_or(0, |me| me.notices_unread);
        if unread > 0 && before != Some(unread) {
            spawn_local(newest_notice_file(newest));
        }
        unread
    });
    live(move || {
        let (Some(home), Some(answer)) = (found.get(), today.get()) else { return skeleton() };
        // Without network and without a stored answer, what lies in the phone is still shown.
        let Ok(home) = home else { return nothing() };
        let today = answer.ok();
        person_view(&home, today.as_deref(), newest)
    })
}

fn person_view(home: &Home, today: Option<&Today>, newest: RwSignal<String>) -> AnyView {
    let (left, refused): (Vec<_>, Vec<_>) = use_outbox().of_this_person().into_iter().partition(OutboxRow::is_waiting);
    let items = items::with_refused(today.map_or(vec![], |today| today.items.clone()), refused.len());
    let others = other_rows(left.len(), newest);
    if use_settings().elder.get() {
        return elder::elder_home(home, today, &items, others);
    }
    let first = items.first().map(today_card);
    let mut rows: Vec<Element> = items.iter().skip(1).map(item_row).collect();
    rows.extend(others);
    let worker = today.and_then(|today| today.grid_worker.as_ref());
    let quick = quick::quick_actions(worker);
    let parts = [greeting(), elder_offer(), first, rest(rows, !items.is_empty()), Some(quick), decided_card(home)];
    several(parts.into_iter().flatten().map(Element::any))
}

fn greeting() -> Option<Element> {
    let name = use_session().me()?.name;
    let hello = el("h2", "").child(tf(key::TODAY_HELLO, &[("name", &name)]));
    Some(el("div", "hello").child(hello).child(el("p", "faint").child(weekday(crate::call::current_time()))))
}

/// Asked once in this browser, of people for whom the roster says that papers are printed large.
fn elder_offer() -> Option<Element> {
    let large = use_session().me()?.large_print;
    if !large || read_stored("view").is_some() {
        return None;
    }
    let refused = RwSignal::new(false);
    let refuse = move || {
        write_stored("view", Some("normal"));
        refused.set(true);
    };
    let actions = el("div", "actions")
        .child(button("button", t(key::TODAY_ELDER_YES), || use_settings().switch_view()))
        .child(button("button quiet", t(key::TODAY_ELDER_NO), refuse));
    let body = el("div", "body stack").child(el("p", "").child(t(key::TODAY_ELDER_ASK))).child(actions);
    let card = section("card", t(key::TODAY_ELDER_TITLE)).child(body);
    Some(card.flag_live("hidden", move || refused.get()))
}

/// The only filled surface of the page.
fn today_card(item: &TodayItem) -> Element {
    let words = ItemWords::of(item);
    let below = (!words.below.is_empty()).then(|| el("p", "").child(words.below));
    let text = el("div", "").child(el("p", "").child(words.head)).child(el("h2", "").child(words.title)).child(below);
    el("section", "card today").attr("aria-label", t(key::HOME_FOR_ME)).child(text).child(link_button(
        "button block",
        t(words.verb),
        words.href,
    ))
}

/// The newest decision, one tap away.
fn decided_card(home: &Home) -> Option<Element> {
    let latest = home.decided.as_ref()?;
    let tone = if latest.state == DecisionState::NotPassed { Tone::Plain } else { Tone::Green };
    let href = local_link(&["cases/", &latest.case.to_string()].concat());
    let end = badge(tone, word_text(latest.state));
    let row = cell_link(href, latest.title.clone(), day(latest.ended_at), Some(end));
    let all = Some((local_link("cases"), t(key::HOME_ALL)));
    Some(section_with_link("card", t(key::TODAY_DECIDED), all).child(el("ul", "").child(row)))
}

fn item_row(item: &TodayItem) -> Element {
    let words = ItemWords::of(item);
    let below = [words.head.as_str(), &words.below].join(" · ");
    cell_link(words.href, words.title, below.trim_end_matches(" · ").to_owned(), None)
}

/// What waits in this phone, and unread notices.
fn other_rows(waiting: usize, newest: RwSignal<String>) -> Vec<Element> {
    let mut rows = vec![];
    if waiting > 0 {
        let end = badge(Tone::Amber, number(waiting.try_into().unwrap_or(i64::MAX)));
        rows.push(cell_link(local_link("me"), t(key::OUTBOX_TITLE), t(key::OUTBOX_BELOW), Some(end)));
    }
    let unread = use_session().me().map_or(0, |me| me.notices_unread);
    if unread > 0 {
        let title = tn(key::HOME_NOTICES, unread.into(), &[]);
        let below = Some(newest.get()).filter(|words| !words.is_empty());
        let below = below.unwrap_or_else(|| t(key::HOME_NOTICES_BELOW));
        rows.push(cell_link(local_link("notices"), title, below, None));
    }
    rows
}

/// One line under the card, which opens to everything else; without a card, the rows themselves.
fn rest(rows: Vec<Element>, below_card: bool) -> Option<Element> {
    if rows.is_empty() {
        return None;
    }
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let list = el("ul", "").child(rows);
    Some(if below_card {
        let summary = el("summary", "cell plain").child(tn(key::TODAY_MORE, count, &[]));
        el("details", "card").child(summary).child(list)
    } else {
        el("section", "card").attr("aria-label", t(key::HOME_FOR_ME)).child(list)
    })
}
