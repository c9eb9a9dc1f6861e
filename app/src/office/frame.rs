//! The frame of every office page: sidebar, content, place for the dialog.
//!
//! State: who is signed in, as far as it decides whether the page may be shown. Invariant: the frame is rebuilt only
//! when that changes, never because of a count: somebody may be typing.

use std::cell::RefCell;
use std::ops::Deref;
use std::sync::Arc;

use domain::contract::{Empty, Endpoint, HttpMethod, RequestError};
use domain::ids::CommunityCode;
use js_sys::Reflect;
use leptos::leptos_dom::helpers::window_event_listener_untyped;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use super::page_dialog::PageDialog;
use crate::call::{CallError, exchange_text};
use crate::current_session::{Session, use_session};
use crate::location::{community_link, current_community, local_link, use_location};
use crate::pages::{OfficePage, SIDEBAR};
use crate::ui::{Element, el, empty, error_panel, live_text, nothing, set_title, skeleton, take_focus};
use crate::words::{Key, call_error, key, moment, t, tf};

/// The context of every page. One pointer, because every button of every row holds it.
#[derive(Clone)]
pub struct OfficeContext(Arc<OfficeContextData>);

impl Deref for OfficeContext {
    type Target = OfficeContextData;

    fn deref(&self) -> &OfficeContextData {
        &self.0
    }
}

pub struct OfficeContextData {
    pub code: CommunityCode,
    pub session: Session,
    pub ask: PageDialog,
    /// What waits at each entry of the sidebar, as last counted.
    waiting: RwSignal<Vec<WaitingCount>>,
    /// Answers arrive outside of any reactive owner; the page's own gives access to the contexts.
    owner: Owner,
}

type WaitingCount = (OfficePage, usize);

thread_local!(static WAITING: RefCell<Vec<WaitingCount>> = const { RefCell::new(vec![]) });

/// Reads an answer and uses it; `None` when it cannot be read.
type ReadAnswer = Box<dyn FnOnce(&str) -> Option<()>>;

impl OfficeContext {
    pub fn link(&self, path: &str) -> String {
        community_link(&self.code, &["office/", path].concat())
    }

    /// The address of an entry of the sidebar.
    fn address(&self, entry: OfficePage) -> String {
        community_link(&self.code, entry.path())
    }

    /// Shows one sentence on the last act; it outlives the page.
    pub fn say(&self, text: String) {
        self.owner.with(|| crate::ui::show_toast(text));
    }

    /// Sets the figures of the sidebar; an entry that is not named has none.
    pub fn count(&self, waiting: Vec<WaitingCount>) {
        WAITING.replace(waiting.clone());
        self.waiting.try_set(waiting);
    }

    pub fn go(&self, path: &str) {
        crate::navigation::open_address(&self.link(path));
    }

    /// Reads what a dialog begins with, before it opens; without an answer it says why there is none.
    pub fn read_first<E: Endpoint<Body = Empty>>(
        &self,
        params: E::Params,
        query: E::Query,
        then: impl FnOnce(E::Reply) + 'static,
    ) {
        let read = move |text: &str| crate::json::parse_json::<E::Reply>(text).ok().map(then);
        self.ask_first(E::url(&params, &query), Box::new(read));
    }

    fn ask_first(&self, url: String, read: ReadAnswer) {
        let desk = self.clone();
        spawn_local(async move {
            let answer = exchange_text(HttpMethod::Get, &url, None, None).await;
            if let Err(error) = answer.and_then(|(text, _)| read(&text).ok_or(CallError::Unreadable)) {
                desk.say(call_error(&error));
            }
        });
    }
}

fn shown(page: OfficePage, waiting: &[WaitingCount]) -> String {
    let count = waiting.iter().find(|(counted, count)| *counted == page && *count > 0);
    count.map(|(_, count)| count.to_string()).unwrap_or_default()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Entrance {
    Unknown,
    Guest,
    Denied,
    /// The deadline for a second factor has passed.
    Closed,
    Open,
}

pub type Content = fn(OfficeContext) -> Element;

pub fn office_page(which: OfficePage, content: Content) -> AnyView {
    let session = use_session();
    let desk = OfficeContext(Arc::new(OfficeContextData {
        code: current_community(),
        session,
        ask: PageDialog::new(),
        waiting: RwSignal::new(WAITING.with_borrow(Clone::clone)),
        owner: Owner::current().unwrap_or_default(),
    }));
    open_palette_by_key(&desk);
    let entrance = Memo::new(move |_| match (session.is_known(), session.me().is_some()) {
        (false, _) => Entrance::Unknown,
        (true, false) => Entrance::Guest,
        (true, true) if which.is_for(session) && is_overdue(session) => Entrance::Closed,
        (true, true) if which.is_for(session) => Entrance::Open,
        (true, true) => Entrance::Denied,
    });
    el("div", "office")
        .child(el("a", "skip").attr("href", "#main").attr("rel", "external").child(t(key::OFFICE_SKIP)))
        .child(side(which, &desk))
        .child(
            el("main", "work")
                .attr("id", "main")
                .attr("tabindex", "-1")
                .child(el("div", "").live(move || factor_due(session)))
                .child(el("div", "stack").live({
                    let desk = desk.clone();
                    move || entered(entrance.get(), which, desk.clone(), content)
                }))
                .child(desk.ask.place()),
        )
        .any()
}

/// Ctrl-K everywhere, and `/` where nobody is typing, open the search; not over another dialog.
fn open_palette_by_key(desk: &OfficeContext) {
    let desk = desk.clone();
    let listening = window_event_listener_untyped("keydown", move |event| {
        let held = |name: &str| Reflect::get(&event, &name.into()).is_ok_and(|held| held.is_truthy());
        let typing = || {
            let active = document().active_element();
            active.is_some_and(|active| active.matches("input, select, textarea").unwrap_or_default())
        };
        let asked = match key_of(&event).as_str() {
            "k" | "K" => held("ctrlKey") || held("metaKey"),
            "/" => !typing(),
            _ => false,
        };
        let other = || document().query_selector("dialog[open]").ok().flatten().is_some();
        if asked && desk.session.has_office() && !other() {
            event.prevent_default();
            spawn_local(super::palette::office_palette_file(desk.clone()));
        }
    });
    on_cleanup(move || listening.remove());
}

/// The name of the pressed key.
pub fn key_of(event: &web_sys::Event) -> String {
    Reflect::get(event, &"key".into()).ok().and_then(|key| key.as_string()).unwrap_or_default()
}

fn entered(entrance: Entrance, which: OfficePage, desk: OfficeContext, content: Content) -> AnyView {
    match entrance {
        Entrance::Unknown => skeleton(),
        Entrance::Guest => sign_in(&desk),
        Entrance::Denied => match first_of(desk.session).filter(|_| which == OfficePage::Tasks) {
            // A person without tasks begins at the first page that is open to them.
            Some(entry) => {
                let address = desk.address(entry);
                request_animation_frame(move || crate::navigation::replace_address(&address));
                skeleton()
            }
            None => closed(),
        },
        Entrance::Closed => factor_closed(&desk),
        Entrance::Open => content(desk).any(),
    }
}

fn sign_in(desk: &OfficeContext) -> AnyView {
    let path = String::from(js_sys::encode_uri_component(&use_location().path()));
    let address = [&community_link(&desk.code, "sign-in"), "?next=", &path].concat();
    let panel =
        empty("log-in", t(key::SHELL_SIGN_IN_FIRST), t(key::SHELL_SIGN_IN_WHY), Some((address, t(key::SHELL_SIGN_IN))));
    el("div", "stack").child(page_head(t(key::OFFICE_TITLE), None, None)).child(panel).any()
}

/// Whether the pages of an office are closed; pages for everybody stay open.
fn is_overdue(session: Session) -> bool {
    session.me().and_then(|me| me.second_factor).is_some_and(|factor| factor.overdue)
}

/// The deadline for enrolling a second factor, as long as it has not passed.
fn factor_due(session: Session) -> AnyView {
    let factor = session.me().and_then(|me| me.second_factor).filter(|factor| !factor.overdue);
    let Some(due_at) = factor.and_then(|factor| factor.due_at) else { return nothing() };
    let words = tf(key::OFFICE_FACTOR_DUE, &[("due_at", &moment(due_at))]);
    let link = el("a", "").attr("href", local_link("security")).child(t(key::OFFICE_FACTOR_TO));
    el("p", "thin-line no-print").child([&words, " "].concat()).child(link).any()
}

fn factor_closed(desk: &OfficeContext) -> AnyView {
    let due_at = desk.session.me_now().and_then(|me| me.second_factor).and_then(|factor| factor.due_at);
    let below = tf(key::OFFICE_FACTOR_CLOSED_BELOW, &[("due_at", &due_at.map(moment).unwrap_or_default())]);
    let to = Some((local_link("security"), t(key::OFFICE_FACTOR_TO)));
    let panel = empty("log-in", t(key::OFFICE_FACTOR_CLOSED), below, to);
    el("div", "stack").child(page_head(t(key::OFFICE_TITLE), None, None)).child(panel).any()
}

fn closed() -> AnyView {
    let panel = error_panel(&CallError::Problem(RequestError::NotAllowed.into()), || ());
    el("div", "stack").child(page_head(t(key::OFFICE_TITLE), None, None)).child(panel).any()
}

/// The sidebar's first entry for this person, except the tasks.
fn first_of(session: Session) -> Option<OfficePage> {
    let own = |page: &OfficePage| *page != OfficePage::Bodies && page.is_for(session);
    SIDEBAR.iter().rev().map(|(page, ..)| *page).find(own)
}

fn side(which: OfficePage, desk: &OfficeContext) -> Element {
    let (name, entries) = (use_location().name, desk.clone());
    let title = move || tf(key::OFFICE_SIDE_TITLE, &[("community", &name.get())]);
    el("nav", "side-nav").attr("aria-label", t(key::OFFICE_SIDE)).child(el("b", "").text_live(title)).child(
        el("ul", "").live(move || {
            let session = entries.session;
            let shown = SIDEBAR.iter().filter(|(page, ..)| session.has_office() && page.is_for(session));
            let (mut list, mut last): (Vec<AnyView>, Option<Key>) = (vec![], None);
            for (page, name, group) in shown {
                if last.replace(*group) != Some(*group) {
                    list.push(el("li", "group").child(t(*group)).any());
                }
                list.push(line(*page, *name, which, &entries).any());
            }
            let ways = [("poster", key::OFFICE_POSTER), ("", key::OFFICE_TO_HOME)];
            list.extend(ways.map(|(path, words)| {
                let way = el("a", "").attr("href", community_link(&entries.code, path)).child(t(words));
                el("li", "").child(way).any()
            }));
            list.into_any()
        }),
    )
}

fn line(page: OfficePage, name: Key, which: OfficePage, desk: &OfficeContext) -> Element {
    let waiting = desk.waiting;
    let mut entry = el("a", "").attr("href", desk.address(page)).child(t(name));
    if page == which.entry() {
        entry = entry
            .attr("aria-current", if page == which { "page" } else { "true" })
            .made(|link| bring_into_view(link.clone()));
    }
    let count = el("span", "").text_live(move || waiting.with(|waiting| shown(page, waiting)));
    el("li", "").child(entry.child(count))
}

/// The part of the previous entry that stays visible, in pixels.
const NEIGHBOUR_SEEN: i32 = 60;

/// On a phone the row of entries is wider than the screen.
fn bring_into_view(link: web_sys::Element) {
    request_animation_frame(move || {
        let row = link.closest("ul").ok().flatten();
        let left = link.unchecked_ref::<web_sys::HtmlElement>().offset_left();
        if let Some(row) = row.filter(|row| row.scroll_width() > row.client_width()) {
            row.set_scroll_left(left - NEIGHBOUR_SEEN);
        }
    });
}

/// A page's heading, with a line beside it and the page's main button. Sets the window's title, and takes the focus.
pub fn page_head(title: String, below: Option<String>, action: Option<Element>) -> Element {
    let name = title.clone();
    set_title(live_text(move || name.clone()));
    el("div", "work-head")
        .child(el("h1", "").attr("tabindex", "-1").made(take_focus).child(title))
        .child(below.map(|below| el("p", "faint").child(below)))
        .child(action)
}
