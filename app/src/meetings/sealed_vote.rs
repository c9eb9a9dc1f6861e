//! A secret vote between the press of the button and the urn: it waits a random part of a short window, so that
//! somebody who sees when votes arrive cannot tell whose has just come.
//!
//! State: waiting votes, in the memory of this page only, because a stored choice would be on a phone that others use
//! too. Invariant: a vote is sent once by itself, at its time or when the page is hidden or left, whichever is first; a
//! vote that was sent without an answer is remembered as sent, never with the choice.

use super::chance;
use super::vote::{keep_cast, keep_ready, keep_sent};
use crate::call::{CallError, current_time, exchange_unnamed};
use crate::load::Load;
use crate::location::current_community;
use crate::ui::show_toast;
use crate::words::{key, t};
use domain::ballots::{Ballot, CastSecretBallotRequest, wait_millis, window_millis};
use domain::contract::{CastSecretBallot, Endpoint};
use domain::ids::{BallotId, VoterId};
use domain::time::UtcMillis;
use leptos::leptos_dom::helpers::document;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// The state of a given vote, for the page that shows it.
#[derive(Clone, Copy)]
pub struct SealStatus {
    /// Seconds until the end of the window; 0 while nothing waits.
    pub seconds: RwSignal<u32>,
    pub busy: RwSignal<bool>,
    pub error: RwSignal<Option<CallError>>,
}

impl SealStatus {
    pub fn new() -> Self {
        Self { seconds: RwSignal::new(0), busy: RwSignal::new(false), error: RwSignal::new(None) }
    }
}

struct WaitingVote {
    ballot: BallotId,
    voter: VoterId,
    vote: CastSecretBallotRequest,
    until: UtcMillis,
    shown: SealStatus,
    found: Load<Ballot>,
}

thread_local! {
    static WAITING: RefCell<Vec<WaitingVote>> = const { RefCell::new(vec![]) };
    /// The number of requests under way.
    static SENDING: Cell<u32> = const { Cell::new(0) };
    static LISTENS: Cell<bool> = const { Cell::new(false) };
}

/// Holds a vote back for its waiting time.
pub fn seal_vote(
    (ballot, voter): (BallotId, VoterId),
    closes_at: Option<UtcMillis>,
    vote: CastSecretBallotRequest,
    shown: SealStatus,
    found: Load<Ballot>,
) {
    let begun = current_time();
    let window = window_millis(closes_at, begun);
    let drawn = chance();
    let wait = wait_millis([drawn[0], drawn[1], drawn[2], drawn[3]], window);
    let until = begun.plus(window.into());
    shown.error.set(None);
    WAITING.with_borrow_mut(|all| all.push(WaitingVote { ballot, voter, vote, until, shown, found }));
    listen();
    if window == 0 {
        return send(ballot, voter);
    }
    count_down(ballot, voter);
    set_timeout(move || send(ballot, voter), Duration::from_millis(wait.into()));
}

/// A page that is drawn again continues to show the waiting vote.
pub fn take_on(ballot: BallotId, voter: VoterId, shown: SealStatus) {
    WAITING.with_borrow_mut(|all| {
        for waiting in all.iter_mut().filter(|one| one.ballot == ballot && one.voter == voter) {
            waiting.shown = shown;
            shown.seconds.set(left(waiting.until));
        }
    });
}

fn left(until: UtcMillis) -> u32 {
    u32::try_from(until.since(current_time()).max(0)).unwrap_or(0).div_ceil(1000).max(1)
}

fn count_down(ballot: BallotId, voter: VoterId) {
    let waits = WAITING.with_borrow(|all| {
        let mine = all.iter().find(|one| one.ballot == ballot && one.voter == voter);
        mine.map(|waiting| waiting.shown.seconds.try_set(left(waiting.until))).is_some()
    });
    if waits {
        set_timeout(move || count_down(ballot, voter), Duration::from_secs(1));
    }
}

/// Sends it now; does nothing if it was sent before.
fn send(ballot: BallotId, voter: VoterId) {
    let taken = WAITING.with_borrow_mut(|all| {
        let at = all.iter().position(|one| one.ballot == ballot && one.voter == voter)?;
        Some(all.swap_remove(at))
    });
    let Some(WaitingVote { vote, shown, found, .. }) = taken else { return };
    let url = CastSecretBallot::url(&(current_community(), ballot), &());
    let Ok(body) = serde_json::to_string(&vote) else { return };
    shown.busy.try_set(true);
    shown.seconds.try_set(0);
    keep_sent(ballot, voter, (&vote.input, &vote.output));
    SENDING.set(SENDING.get() + 1);
    spawn_local(async move {
        let answer = exchange_unnamed(&url, body).await;
        SENDING.set(SENDING.get() - 1);
        shown.busy.try_set(false);
        match answer {
            Ok(_) => {
                keep_cast(ballot, voter, &vote.input);
                show_toast(t(key::BALLOT_IN_URN));
                found.again();
            }
            Err(failed) => {
                if !failed.is_uncertain() {
                    keep_ready(ballot, voter, (&vote.input, &vote.output));
                }
                shown.error.try_set(Some(failed));
            }
        }
    });
}

fn send_all() {
    for (ballot, voter) in WAITING.with_borrow(|all| all.iter().map(|one| (one.ballot, one.voter)).collect::<Vec<_>>())
    {
        send(ballot, voter);
    }
}

/// A hidden page may never be shown again: on a phone this is the last event that it gets.
fn listen() {
    if LISTENS.replace(true) {
        return;
    }
    window_event_listener_untyped("pagehide", |_| send_all());
    window_event_listener_untyped("beforeunload", |event| {
        send_all();
        if SENDING.get() > 0 {
            event.prevent_default();
        }
    });
    let hidden = Closure::<dyn FnMut()>::new(|| {
        if document().visibility_state() == web_sys::VisibilityState::Hidden {
            send_all();
        }
    });
    let _ = document().add_event_listener_with_callback("visibilitychange", hidden.as_ref().unchecked_ref());
    hidden.forget();
}
