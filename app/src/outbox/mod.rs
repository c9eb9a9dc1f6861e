//! Commands that wait in this phone: check-ins and check-outs made without a network.
//!
//! State: rows in `IndexedDB`, in the order in which they were made, and a copy of them for the pages. Invariant: a row
//! is stored, with the key of its command, before the first try; it is removed when the API has accepted it or when its
//! owner deletes it, and in no other way. It is sent to the community in which it was made, whichever is open, as long
//! as its owner is signed in there. Store and sender are in files of their own: the first page does not wait for them.

mod retry_delay;
mod rows;
mod sender;
mod store;
mod titles;
mod view;

pub use rows::OutboxRow;
pub use view::outbox_list;

use crate::call::{current_time, new_key};
use crate::connection::{Connection, use_connection};
use crate::current_session::{Session, use_session};
use crate::lazy_modules::lazy_modules;
use crate::location::{Location, use_location};
use domain::contract::{Endpoint, Problem};
use domain::ids::CommunityCode;
use domain::time::UtcMillis;
use leptos::prelude::*;
use leptos::task::spawn_local;
use sender::Sender;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

lazy_modules! {
    /// Loads what waits in this phone, and sends it.
    outbox_file((Outbox, WakeReason)) -> () = send_outbox;
}

// The page has exactly one of these; event handlers and tasks, which have no reactive owner, use it too.
thread_local!(static CURRENT: Cell<Option<Outbox>> = const { Cell::new(None) });

#[derive(Clone, Copy)]
pub struct Outbox {
    /// All rows of this browser, of all people.
    rows: RwSignal<Vec<OutboxRow>>,
    /// Whether this tab is sending.
    pub sending: RwSignal<bool>,
    /// What the person has to do before anything more is sent.
    stopped: RwSignal<Option<Problem>>,
    session: Session,
    place: Location,
    connection: Connection,
    sender: StoredValue<Sender, LocalStorage>,
}

/// Why the queue is tried.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum WakeReason {
    /// The phone may have a network now, or another owner: all rows are tried.
    Hope,
    /// The network gave some answer: rows that rest for lack of a network are tried.
    Answer,
}

impl Outbox {
    /// Must be provided after session and place.
    pub fn provide() -> Self {
        let outbox = Self {
            rows: RwSignal::new(vec![]),
            sending: RwSignal::new(false),
            stopped: RwSignal::new(None),
            session: use_session(),
            place: use_location(),
            connection: use_connection(),
            sender: StoredValue::new_local(Sender::default()),
        };
        CURRENT.set(Some(outbox));
        outbox.listen();
        outbox
    }

    /// Sends at the start and whenever it may succeed.
    fn listen(self) {
        window_event_listener_untyped("online", move |_| self.wake(WakeReason::Hope));
        let visible = Closure::<dyn FnMut()>::new(move || {
            if document().visibility_state() == web_sys::VisibilityState::Visible {
                self.wake(WakeReason::Hope);
            }
        });
        let _ = document().add_event_listener_with_callback("visibilitychange", visible.as_ref().unchecked_ref());
        visible.forget();
        // Also when somebody signs in, or opens another community.
        Effect::new(move |_| {
            let _ = self.owner();
            self.wake(WakeReason::Hope);
        });
        // The browser does not report every return of the network; the first answer to any request shows it.
        Effect::new(move |_| {
            if self.connection.answered_at.get().is_some() {
                self.hear_answer();
            }
        });
    }

    fn hear_answer(self) {
        if !self.sender.with_value(Sender::has_come) {
            // Its file may have failed to load without the network.
            if let Ok(event) = web_sys::Event::new("chunkretry") {
                let _ = window().dispatch_event(&event);
            }
        } else if self.rows.with_untracked(|rows| rows.iter().any(|row| row.last_try().is_some())) {
            self.wake(WakeReason::Answer);
        }
    }

    fn wake(self, reason: WakeReason) {
        spawn_local(async move { outbox_file((self, reason)).await });
    }

    /// Rows of the signed-in person in the community of the page, in the order in which they were made.
    pub fn of_this_person(self) -> Vec<OutboxRow> {
        let Some((community, me)) = self.owner() else { return vec![] };
        self.rows.with(|rows| rows.iter().filter(|row| row.belongs_to(&community, me.member)).cloned().collect())
    }

    /// Rows of all people who are signed in to the community of the row: these can be sent now.
    pub fn of_signed_in(self) -> Vec<OutboxRow> {
        let session = self.session;
        self.rows.with(|rows| rows.iter().filter(|row| session.is(&row.community, row.member)).cloned().collect())
    }

    /// The number of rows in this community that wait for their owner to sign in again.
    pub fn ownerless(self) -> usize {
        let (community, me) = (self.place.community(), self.session.me());
        let waits = |row: &&OutboxRow| row.is_waiting() && Some(&row.community) == community.as_ref();
        if me.is_some() { 0 } else { self.rows.with(|rows| rows.iter().filter(waits).count()) }
    }

    fn owner(self) -> Option<(CommunityCode, domain::sessions::Me)> {
        Some((self.place.community()?, self.session.me()?))
    }

    /// Stores a command and begins to send; returns whether the phone could store it. If the title of its subject is
    /// not known, it stays empty and is given later.
    pub async fn put<E: Endpoint>(self, params: E::Params, body: &E::Body, subject: String, title: String) -> bool {
        let Some((community, me)) = untrack(|| self.owner()) else { return false };
        let row = OutboxRow {
            seq: 0,
            key: new_key().to_string(),
            community,
            member: me.member,
            endpoint: E::SPEC.name.to_owned(),
            path: E::url(&params, &E::Query::default()),
            body: serde_json::to_string(body).unwrap_or_default(),
            subject,
            title,
            made_at: current_time(),
            tries: 0,
            tried_at: UtcMillis(0),
            told_later: false,
            refused: None,
        };
        let stored = store::add_row(&row).await.is_ok();
        self.read().await;
        sender::tell_other_tabs(self, false);
        sender::send_all_now(self);
        stored
    }

    /// Gives the title to this person's commands here, once it is known.
    pub fn entitle(self, subject: &str, title: &str) {
        let rows = self.of_this_person();
        if let Some(row) = rows.into_iter().find(|row| row.subject == subject && row.title.is_empty()) {
            let title = title.to_owned();
            spawn_local(async move { titles::give_title(self, &row, &title).await });
        }
    }

    /// Deletes a row by its number.
    pub fn delete(self, seq: u32) {
        spawn_local(async move {
            let _ = store::delete_row(seq).await;
            self.read().await;
            sender::tell_other_tabs(self, false);
        });
    }

    /// Sends now, because somebody asked for it.
    pub fn send_now(self) {
        sender::send_all_now(self);
    }

    /// Loads the rows from the store, which all tabs share.
    async fn read(self) {
        let rows = store::all_rows().await.unwrap_or_default();
        if self.rows.try_with_untracked(|known| *known != rows).unwrap_or(false) {
            self.rows.set(rows);
        }
    }
}

/// Runs in the sender's file: loads the rows and sends.
pub fn send_outbox((outbox, reason): (Outbox, WakeReason)) {
    sender::hear_other_tabs(outbox);
    match reason {
        WakeReason::Hope => sender::send_all_now(outbox),
        WakeReason::Answer => sender::schedule_try(outbox, 0),
    }
}

pub fn use_outbox() -> Outbox {
    CURRENT.get().expect("the frame has made it")
}
