//! A command given by a button: sent at once, with the button busy and a refusal in words.
//!
//! Invariant: while it is unknown whether a command arrived, a second press sends the same key again, so that it
//! happens once. If the input was changed in between, it is another command with a key of its own.

use crate::call::{CallError, exchange_for, exchange_text, new_key};
use crate::connection::{Connection, use_connection};
use domain::contract::{Endpoint, EndpointKind, HttpMethod};
use domain::ids::{AssistanceId, CommandKey};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;
use std::pin::Pin;

/// The act that waits for the proof.
pub type AfterStepUp = Box<dyn FnOnce()>;
type StepUp = fn(AfterStepUp) -> Pin<Box<dyn Future<Output = ()>>>;

// The dialog sends commands itself, so it stands above this file and is named here at the start.
thread_local!(static STEP_UP: Cell<Option<StepUp>> = const { Cell::new(None) });

/// Names the dialog that asks for the second factor again before an irreversible act.
pub fn set_step_up(ask: StepUp) {
    STEP_UP.set(Some(ask));
}

const STEP_UP_NEEDED: &str = "sessions/step-up-needed";

#[derive(Clone, Copy)]
pub struct Command {
    pub busy: RwSignal<bool>,
    pub error: RwSignal<Option<CallError>>,
    /// The key of a command with an unknown outcome, and what was sent under it.
    pending: StoredValue<Option<(String, CommandKey)>>,
    connection: Connection,
    /// The assistance, when a worker acts on behalf of a resident.
    assistance: Option<AssistanceId>,
}

impl Command {
    pub fn new() -> Self {
        Self {
            busy: RwSignal::new(false),
            error: RwSignal::new(None),
            pending: StoredValue::new(None),
            connection: use_connection(),
            assistance: None,
        }
    }

    /// A command on behalf of the resident of the open assistance.
    pub fn in_assistance(assistance: AssistanceId) -> Self {
        Self { assistance: Some(assistance), ..Self::new() }
    }

    /// Sends it unless a request is under way; `done` runs on success.
    pub fn send<E: Endpoint>(self, params: E::Params, body: E::Body, done: impl FnOnce(E::Reply) + 'static) {
        let url = E::url(&params, &E::Query::default());
        let Ok(body) = serde_json::to_string(&body) else { return };
        self.send_json::<E>(url, body, done);
    }

    /// The same with a body that is JSON already.
    pub fn send_json<E: Endpoint>(self, url: String, body: String, done: impl FnOnce(E::Reply) + 'static) {
        let read = move |text: &str| crate::json::parse_json(text).map(done).is_ok();
        self.exchange(url, body, E::SPEC.kind == EndpointKind::Command, Box::new(read));
    }

    /// The same for every endpoint: text in, text out. `done` returns whether it could read the answer.
    fn exchange(self, url: String, body: String, keyed: bool, done: Box<dyn FnOnce(&str) -> bool>) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.error.set(None);
        let key = keyed.then(|| self.key_for([url.as_str(), &body].concat()).to_string());
        spawn_local(async move {
            let sent = Some(body.clone());
            let answer = match self.assistance {
                Some(assistance) => exchange_for(assistance, HttpMethod::Post, &url, sent, key).await,
                None => exchange_text(HttpMethod::Post, &url, sent, key).await.map(|(text, _)| text),
            };
            let must_prove = answer.as_ref().is_err_and(|error| error.is(STEP_UP_NEEDED));
            if !must_prove && !answer.as_ref().is_err_and(CallError::is_uncertain) {
                self.pending.try_set_value(None);
            }
            self.busy.try_set(false);
            match answer {
                Ok(text) => {
                    if !done(&text) {
                        self.error.try_set(Some(CallError::Unreadable));
                    }
                    self.connection.act();
                }
                Err(error) => {
                    self.error.try_set(Some(error));
                    if let Some(step_up) = STEP_UP.get().filter(|_| must_prove) {
                        // After the proof, the same command is sent again under the same key.
                        step_up(Box::new(move || self.exchange(url, body, keyed, done))).await;
                    }
                }
            }
        });
    }

    fn key_for(self, what: String) -> CommandKey {
        if let Some((before, key)) = self.pending.get_value()
            && before == what
        {
            return key;
        }
        let key = new_key();
        self.pending.set_value(Some((what, key)));
        key
    }
}
