//! What a page reads from the API: requested when the page opens, and again after changes of the address, the session
//! or the network, or after a command.
//!
//! Invariant: an answer to an older request is dropped; content on the screen stays there while it is requested again,
//! and when the network fails. All endpoints share one piece of code; only the reading of the answer differs.

use crate::call::{CallError, exchange_text};
use crate::connection::use_connection;
use domain::contract::{Empty, Endpoint, HttpMethod};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

type Value = Arc<dyn Any + Send + Sync>;
type Read = fn(&str) -> Option<Value>;

/// The pause before an unanswered request is repeated, as long as the browser reports a network.
const AGAIN: Duration = Duration::from_secs(5);

/// The last answer, with the text that it was read from.
enum LoadState {
    Nothing,
    Came(String, Value),
    Failed(CallError),
}

#[derive(Clone, Copy)]
struct Question {
    outcome: StoredValue<LoadState>,
    /// Grows when the outcome changes.
    changed: RwSignal<u32>,
    /// Grows with every answer, even an unchanged one.
    settled: RwSignal<u32>,
    asked: RwSignal<u32>,
    turn: StoredValue<u32>,
}

pub struct Load<T> {
    question: Question,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Load<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Load<T> {}

impl<T: Send + Sync + 'static> Load<T> {
    /// `None` before the first answer.
    pub fn get(self) -> Option<Result<Arc<T>, CallError>> {
        Some(match self.question.get()? {
            Ok(value) => value.downcast().map_err(|_| CallError::Unreadable),
            Err(error) => Err(error),
        })
    }

    pub fn value(self) -> Option<Arc<T>> {
        self.get()?.ok()
    }

    /// How many answers have come; reactive.
    pub fn settled(self) -> u32 {
        self.question.settled.get()
    }

    pub fn again(self) {
        self.question.again();
    }
}

/// Requests an endpoint; `ask` gives path and query and is reactive: a change of its signals repeats the request.
pub fn load_reply<E>(ask: impl Fn() -> (E::Params, E::Query) + 'static) -> Load<E::Reply>
where
    E: Endpoint<Body = Empty>,
    E::Reply: Send + Sync + 'static,
{
    let url = move || {
        let (params, query) = ask();
        E::url(&params, &query)
    };
    Load { question: Question::ask(Box::new(url), value_of::<E::Reply>), of: PhantomData }
}

fn value_of<T: serde::de::DeserializeOwned + Send + Sync + 'static>(text: &str) -> Option<Value> {
    Some(Arc::new(crate::json::parse_json::<T>(text).ok()?))
}

impl Question {
    fn ask(url: Box<dyn Fn() -> String>, read: Read) -> Self {
        let connection = use_connection();
        let question = Self {
            outcome: StoredValue::new(LoadState::Nothing),
            changed: RwSignal::new(0),
            settled: RwSignal::new(0),
            asked: RwSignal::new(0),
            turn: StoredValue::new(0),
        };
        Effect::new(move |before: Option<String>| {
            question.asked.track();
            connection.renewed.track();
            let url = url();
            // The content of another object must not be shown under this one's address.
            if before.is_some_and(|before| before != url) {
                question.set(LoadState::Nothing);
            }
            question.turn.update_value(|turn| *turn += 1);
            let (mine, asked) = (question.turn.get_value(), url.clone());
            spawn_local(async move {
                let answer = exchange_text(HttpMethod::Get, &asked, None, None).await;
                if question.turn.try_get_value() != Some(mine) {
                    return;
                }
                let offline = matches!(answer, Err(CallError::Offline));
                connection.note(answer.as_ref().ok().and_then(|(_, stored_at)| *stored_at), !offline);
                question.settle(answer.map(|(text, _)| text), read);
                if offline {
                    question.again_later(mine);
                }
            });
            url
        });
        question
    }

    fn get(self) -> Option<Result<Value, CallError>> {
        self.changed.track();
        self.outcome.with_value(|outcome| match outcome {
            LoadState::Nothing => None,
            LoadState::Came(_, value) => Some(Ok(value.clone())),
            LoadState::Failed(error) => Some(Err(error.clone())),
        })
    }

    fn set(self, outcome: LoadState) {
        self.outcome.try_set_value(outcome);
        self.changed.try_update(|count| *count += 1);
    }

    fn again(self) {
        self.asked.try_update(|count| *count += 1);
    }

    /// The browser reports a network before it works: the first request after that may still fail.
    fn again_later(self, turn: u32) {
        if window().navigator().on_line() {
            set_timeout(
                move || {
                    if self.turn.try_get_value() == Some(turn) {
                        self.again();
                    }
                },
                AGAIN,
            );
        }
    }

    fn settle(self, answer: Result<String, CallError>, read: Read) {
        let outcome = self.outcome.try_with_value(|before| match (before, &answer) {
            // The content stays when nothing is new, and when the network fails.
            (LoadState::Came(before, _), Ok(text)) if before == text => None,
            (LoadState::Came(..), Err(error)) if error.is_uncertain() => None,
            (LoadState::Failed(before), Err(error)) if before == error => None,
            _ => Some(match &answer {
                Ok(text) => read(text)
                    .map_or(LoadState::Failed(CallError::Unreadable), |value| LoadState::Came(text.clone(), value)),
                Err(error) => LoadState::Failed(error.clone()),
            }),
        });
        if let Some(outcome) = outcome.flatten() {
            self.set(outcome);
        }
        self.settled.try_update(|count| *count += 1);
    }
}
