//! What a page reads from the API: asked for when the page opens, and again when the address, the session, the
//! network or a command says so.
//!
//! Invariant: an answer that came before a newer question was asked is dropped; what is already on the screen
//! stays there while it is asked for again, and when the network fails.

use crate::call::{Answer, CallError, get};
use crate::connection::use_connection;
use domain::contract::{Empty, Endpoint};
use leptos::prelude::*;
use leptos::task::spawn_local;

type Outcome<T> = Option<Result<T, CallError>>;

pub struct Load<T: Send + Sync + 'static> {
    state: RwSignal<Outcome<T>>,
    asked: RwSignal<u32>,
    /// Grows with every answer, also with one that changed nothing.
    settled: RwSignal<u32>,
}

impl<T: Send + Sync + 'static> Clone for Load<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T: Send + Sync + 'static> Copy for Load<T> {}

impl<T: Clone + Send + Sync + 'static> Load<T> {
    /// `None` while nothing has come yet.
    pub fn get(self) -> Outcome<T> {
        self.state.get()
    }

    pub fn value(self) -> Option<T> {
        self.state.with(|state| state.as_ref()?.as_ref().ok().cloned())
    }

    /// How many answers have come; follows them.
    pub fn settled(self) -> u32 {
        self.settled.get()
    }

    pub fn again(self) {
        self.asked.update(|count| *count += 1);
    }
}

/// Asks an endpoint; `ask` gives path and query and is followed: when a signal in it changes, it is asked again.
pub fn load<E>(ask: impl Fn() -> (E::Params, E::Query) + 'static) -> Load<E::Reply>
where
    E: Endpoint<Body = Empty>,
    E::Reply: Clone + PartialEq + Send + Sync + 'static,
{
    let connection = use_connection();
    let load = Load { state: RwSignal::new(None), asked: RwSignal::new(0), settled: RwSignal::new(0) };
    let turn = StoredValue::new(0u32);
    Effect::new(move |before: Option<String>| {
        load.asked.track();
        connection.renewed.track();
        let (params, query) = ask();
        let address = E::url(&params, &query);
        // Another object's content must not stand under this one's address.
        if before.is_some_and(|before| before != address) {
            load.state.set(None);
        }
        turn.update_value(|turn| *turn += 1);
        let mine = turn.get_value();
        spawn_local(async move {
            let answer = get::<E>(params, query).await;
            if turn.try_get_value() == Some(mine) {
                connection
                    .note(answer.as_ref().ok().and_then(|answer| answer.stored_at), answer != Err(CallError::Offline));
                settle(load.state, answer);
                load.settled.try_update(|count| *count += 1);
            }
        });
        address
    });
    load
}

fn settle<T: PartialEq + Send + Sync + 'static>(state: RwSignal<Outcome<T>>, answer: Result<Answer<T>, CallError>) {
    let answer = answer.map(|answer| answer.value);
    let has_value = state.try_with_untracked(|state| matches!(state, Some(Ok(_)))).unwrap_or(true);
    if has_value && answer.as_ref().is_err_and(CallError::is_uncertain) {
        return;
    }
    if state.try_with_untracked(|state| state.as_ref() != Some(&answer)).unwrap_or(false) {
        state.set(Some(answer));
    }
}
