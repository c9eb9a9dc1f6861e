//! Who is signed in to the current community, and what they may do.
//!
//! State: the answer to "who am I", also stored in this browser for each community, so that a phone without network
//! still knows its owner. Invariant: it is deleted with the sign-out, and as soon as the API says that nobody is signed
//! in; an answer of one community never counts in another; the API decides on every request what is allowed, this only
//! decides what is shown.

use crate::call::{CallError, exchange_text};
use crate::connection::{Connection, use_connection};
use crate::location::use_location;
use crate::settings::{read_stored, stored_names, write_stored};
use crate::typed_fields::forget_all_typed;
use domain::access::{CallerStanding, Capability, Subject};
use domain::contract::{Endpoint, HttpMethod, ShowMe};
use domain::ids::{CommunityCode, MemberId};
use domain::sessions::Me;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;

// The page has exactly one of these; event handlers and tasks, which have no reactive owner, use it too.
thread_local!(static CURRENT: Cell<Option<Session>> = const { Cell::new(None) });

#[derive(Clone, Copy)]
pub struct Session {
    me: RwSignal<Option<Me>>,
    known: RwSignal<bool>,
    /// Somebody was signed in here, and the API has ended that.
    ended: RwSignal<bool>,
    connection: Connection,
}

impl Session {
    /// Must be provided after the router; tracks the community in the address.
    pub fn provide() -> Self {
        let [known, ended] = [false; 2].map(RwSignal::new);
        let session = Self { me: RwSignal::new(None), known, ended, connection: use_connection() };
        CURRENT.set(Some(session));
        let place = use_location();
        Effect::new(move |before: Option<Option<CommunityCode>>| {
            session.connection.renewed.track();
            let community = place.community();
            let new = before != Some(community.clone());
            if new {
                session.known.set(false);
                session.ended.set(false);
                session.set(community.as_ref().and_then(remembered_me));
            }
            if let Some(code) = community.clone() {
                // For a guest one request is enough; each further one would only be refused again.
                if new || session.me.with_untracked(Option::is_some) {
                    spawn_local(async move {
                        session.ask(&code).await;
                    });
                }
            } else {
                session.known.set(true);
            }
            community
        });
        session
    }

    /// Whether somebody is signed in to a community, according to the API now; `None` if it could not be asked.
    pub async fn ask(self, code: &CommunityCode) -> Option<bool> {
        let answer = exchange_text(HttpMethod::Get, &ShowMe::url(&(code.clone(),), &()), None, None).await;
        let live = match answer {
            Ok((text, stored_at)) => {
                // An answer that was under way must not restore a session after the sign-out.
                if is_of_page(code) || read_stored(&slot(code)).is_some() {
                    self.signed_in(code, &text);
                }
                stored_at.is_none().then_some(true)
            }
            // No answer proves nothing about the session; any refusal ends it here.
            Err(CallError::Problem(problem)) if problem.status < 500 => {
                if is_of_page(code) && read_stored(&slot(code)).is_some() {
                    self.ended.try_set(true);
                }
                self.forget(code);
                Some(false)
            }
            Err(_) => None,
        };
        if is_of_page(code) {
            self.known.try_set(true);
        }
        live
    }

    /// Stores the signed-in person from the API's answer.
    pub fn signed_in(self, code: &CommunityCode, answer: &str) {
        if let Ok(me) = crate::json::parse_json(answer) {
            write_stored(&slot(code), Some(answer));
            if is_of_page(code) {
                self.set(Some(me));
                self.ended.try_set(false);
                self.known.try_set(true);
            }
        }
    }

    /// After a sign-out: deletes all data of the person in this browser.
    pub fn forget(self, code: &CommunityCode) {
        if read_stored(&slot(code)).is_some() {
            write_stored(&slot(code), None);
            forget_stored_answers();
            forget_in_this_tab(code);
        }
        if is_of_page(code) {
            self.set(None);
        } else {
            // Content about other communities depends on it too.
            self.me.try_update(|_| ());
        }
    }

    fn set(self, me: Option<Me>) {
        if self.me.try_with_untracked(|known| *known != me).unwrap_or(false) {
            let person = |me: &Option<Me>| me.as_ref().map(|me| me.member);
            if self.me.with_untracked(person) != person(&me) {
                forget_all_typed();
            }
            self.me.set(me);
        }
    }

    /// Requests the session again, such as after notices were read.
    pub fn refresh(self) {
        self.connection.renew();
    }

    /// The signed-in person; reactive.
    pub fn me(self) -> Option<Me> {
        self.me.get()
    }

    /// Whether an answer "not signed in" means that a session ended, and not that there was none; reactive.
    pub fn has_ended(self) -> bool {
        self.ended.get() || self.me.with(Option::is_some)
    }

    /// The signed-in person at this moment, without tracking.
    pub fn me_now(self) -> Option<Me> {
        self.me.get_untracked()
    }

    /// Whether this member is signed in to a community, as far as this browser knows.
    pub fn is(self, code: &CommunityCode, member: MemberId) -> bool {
        let of_page = use_location().community().as_ref() == Some(code);
        let me = if of_page {
            self.me()
        } else {
            self.me.track();
            remembered_me(code)
        };
        me.is_some_and(|me| me.member == member)
    }

    /// Whether it is settled who is signed in, by an answer of the API or the lack of one.
    pub fn is_known(self) -> bool {
        self.known.get() || self.me.with(Option::is_some)
    }

    pub fn standing(self) -> CallerStanding {
        self.me.with(|me| me.as_ref().map_or_else(CallerStanding::guest, Me::standing))
    }

    pub fn may(self, capability: Capability, subject: &Subject) -> bool {
        self.standing().may(capability, subject)
    }

    /// Whether it is allowed for any subject at all: for menus.
    pub fn may_somewhere(self, capability: Capability) -> bool {
        self.standing().may_somewhere(capability)
    }

    /// Whether the office has a page for this person.
    pub fn has_office(self) -> bool {
        [Capability::SeeTasks, Capability::SeeRoster, Capability::SeeJournal].into_iter().any(|c| self.may_somewhere(c))
    }
}

pub fn use_session() -> Session {
    CURRENT.get().expect("the frame has made it")
}

fn is_of_page(code: &CommunityCode) -> bool {
    use_location().community_now().as_ref() == Some(code)
}

const SLOT: &str = "me.";

fn slot(code: &CommunityCode) -> String {
    [SLOT, code.as_str()].concat()
}

/// The prefix of everything that a tab stores for the signed-in person of a community: deleted with the sign-out.
pub fn in_this_tab(code: &CommunityCode) -> String {
    ["linli.tab.", code.as_str(), "."].concat()
}

/// Check-in keys, which an organiser's tab stores for places without a network; those of other communities stay.
fn forget_in_this_tab(code: &CommunityCode) {
    let Ok(Some(storage)) = window().session_storage() else { return };
    let beginning = in_this_tab(code);
    let names: Vec<String> = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok()?).collect();
    for name in names.iter().filter(|name| name.starts_with(&beginning)) {
        let _ = storage.remove_item(name);
    }
}

/// Every community to which somebody signed in here, also those that are not on the list.
pub fn all_remembered() -> Vec<CommunityCode> {
    stored_names(SLOT).iter().filter_map(|name| name.parse().ok()).collect()
}

/// Who signed in to a community in this browser and has not signed out.
pub fn remembered_me(code: &CommunityCode) -> Option<Me> {
    crate::json::parse_json(&read_stored(&slot(code))?).ok()
}

/// Tells the service worker to delete this person's stored answers.
fn forget_stored_answers() {
    use js_sys::{Array, Object, Reflect};
    let navigator = window().navigator();
    // Absent in private windows and without TLS.
    if !Reflect::has(&navigator, &"serviceWorker".into()).unwrap_or(false) {
        return;
    }
    let Some(worker) = navigator.service_worker().controller() else { return };
    let message = Object::new();
    let _ = Reflect::set(&message, &"type".into(), &"forget".into());
    if let Ok(channel) = web_sys::MessageChannel::new() {
        let _ = worker.post_message_with_transferable(&message, &Array::of1(&channel.port2()));
    }
}
