//! Own communities (我的社区): those that this browser knows, where somebody is signed in, and the way to another.
//!
//! State: the list at the time when the page opened; its order does not change while the page is shown. Invariant: a
//! name is shown only when the API has just confirmed the session.

use super::leave_dialogs::{LeaveDialogs, leave_dialogs, shared_computer_card};
use super::stored_list::{self, OwnCommunity};
use crate::connection::use_connection;
use crate::current_session::{remembered_me, use_session};
use crate::location::{community_link, last_community};
use crate::outbox;
use crate::ui::{Element, button, cell_words, el, empty, link_button, live, live_text, page};
use crate::words::{key, t, tf};
use domain::ids::CommunityCode;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What is known of the session in a community.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignInState {
    Nobody,
    /// Somebody signed in here; the API could not be asked whether the session is still valid.
    Before,
    As(String),
}

/// A line of the list.
#[derive(Clone)]
pub struct Line {
    pub own: OwnCommunity,
    pub signed_in: RwSignal<SignInState>,
    pinned: RwSignal<bool>,
}

impl Line {
    fn new(own: OwnCommunity) -> Self {
        let before = remembered_me(&own.code).map_or(SignInState::Nobody, |_| SignInState::Before);
        Self { signed_in: RwSignal::new(before), pinned: RwSignal::new(own.pinned), own }
    }

    /// Asks who is signed in, if somebody was.
    async fn ask(self) {
        let code = &self.own.code;
        let live = match remembered_me(code) {
            Some(_) => use_session().ask(code).await,
            None => Some(false),
        };
        self.signed_in.try_set(match (remembered_me(code), live) {
            (Some(me), Some(true)) => SignInState::As(me.name),
            (Some(_), None) => SignInState::Before,
            _ => SignInState::Nobody,
        });
    }
}

pub fn communities_page() -> AnyView {
    let lines = RwSignal::new(stored_list::own_communities().into_iter().map(Line::new).collect::<Vec<_>>());
    let leaving = LeaveDialogs::new(lines);
    let connection = use_connection();
    Effect::new(move |_| {
        connection.renewed.track();
        for line in lines.get_untracked() {
            spawn_local(line.ask());
        }
    });
    let page = page(live_text(|| t(key::COMMUNITIES_TITLE))).below(live_text(|| t(key::COMMUNITIES_BELOW)));
    let page = match last_community() {
        Some(code) => page.back(community_link(&code, "")),
        None => page,
    };
    let rows = live(move || rows(&lines.get(), leaving));
    let find = link_button("button quiet", t(key::COMMUNITIES_FIND), "/regions/0".to_owned());
    page.around(vec![
        rows,
        outbox::outbox_list(None),
        el("div", "actions").child(find).any(),
        shared_computer_card(leaving),
        leave_dialogs(leaving),
    ])
}

fn rows(lines: &[Line], leaving: LeaveDialogs) -> AnyView {
    if lines.is_empty() {
        return empty("map-pin", t(key::COMMUNITIES_NONE), t(key::COMMUNITIES_NONE_BELOW), None).any();
    }
    let rows: Vec<_> = lines.iter().map(|line| row(line.clone(), leaving)).collect();
    el("ul", "stack").attr("aria-label", t(key::COMMUNITIES_LIST)).child(rows).any()
}

fn row(line: Line, leaving: LeaveDialogs) -> Element {
    let Line { own, signed_in, pinned } = line.clone();
    let state = move || {
        let who = match signed_in.get() {
            SignInState::Nobody => t(key::COMMUNITIES_GUEST),
            SignInState::Before => t(key::COMMUNITIES_SIGNED_IN_BEFORE),
            SignInState::As(name) => tf(key::COMMUNITIES_SIGNED_IN, &[("name", &name)]),
        };
        if pinned.get() { [t(key::COMMUNITIES_PINNED), who].join(" · ") } else { who }
    };
    let words = cell_words(own.name.clone(), own.region.clone()).child(el("span", "faint").text_live(state));
    let open = el("a", "cell").attr("href", community_link(&own.code, "")).child(words);
    let remove = button("button small quiet", t(key::COMMUNITIES_REMOVE), move || leaving.ask(&line))
        .attr("aria-label", of(&t(key::COMMUNITIES_REMOVE), &own.name));
    let actions = el("div", "actions").child(pin(own.code, own.name, pinned)).child(remove);
    el("li", "card").child(open).child(el("div", "body").child(actions))
}

fn pin(code: CommunityCode, name: String, pinned: RwSignal<bool>) -> Element {
    let words = move || t(if pinned.get() { key::COMMUNITIES_UNPIN } else { key::COMMUNITIES_PIN });
    let press = move || {
        pinned.update(|pinned| *pinned = !*pinned);
        stored_list::pin_community(&code, pinned.get_untracked());
    };
    button("button small quiet", String::new(), press)
        .attr_live("aria-label", move || Some(of(&words(), &name)))
        .text_live(words)
}

/// The accessible name of one of several buttons with the same words.
fn of(action: &str, name: &str) -> String {
    tf(key::SHELL_ACTION_OF, &[("action", action), ("title", name)])
}
