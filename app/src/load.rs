//! What a page reads from the API: requested when the page opens, and again after changes of the address, the session
//! or the network, or after a command.
//!
//! State: the last answer. Invariant: an answer to an older request is dropped; content on the screen stays there while
//! it is requested again, when the network fails, and when nothing is new. All pages share one piece of code
//! ([`Question`]). Only the reading differs: one reply is read here ([`Load`]), several in `ui/loaded_view.rs`.

use crate::call::{CallError, exchange_text};
use crate::connection::use_connection;
use domain::contract::{Empty, Endpoint, HttpMethod};
use domain::time::UtcMillis;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::any::Any;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

/// The pause before an unanswered request is repeated, as long as the browser reports a network.
const AGAIN: Duration = Duration::from_secs(5);

/// One or several requests that are answered together.
#[derive(Clone)]
pub struct Requests {
    pub urls: Vec<String>,
    /// The body of the only request, if its parameters must not be in an address. The API records such a request, so it
    /// is not repeated by itself.
    pub body: Option<String>,
}

/// The answers in the order of the requests, or the first failure.
pub type AnswerTexts = Result<Vec<String>, CallError>;

impl Requests {
    /// Whether these are the earlier requests; further ones may have been added at the end, or left out there.
    fn repeats(&self, earlier: &Self) -> bool {
        self.body == earlier.body && self.urls.iter().zip(&earlier.urls).all(|(now, earlier)| now == earlier)
    }

    /// The answers, and the time of the last one that the service worker had stored.
    async fn send(&self) -> (AnswerTexts, Option<UtcMillis>) {
        let method = if self.body.is_some() { HttpMethod::Post } else { HttpMethod::Get };
        let (mut texts, mut stored_at) = (vec![], None);
        for url in &self.urls {
            match exchange_text(method, url, self.body.clone(), None).await {
                Ok((text, at)) => {
                    texts.push(text);
                    stored_at = at.or(stored_at);
                }
                Err(error) => return (Err(error), stored_at),
            }
        }
        (Ok(texts), stored_at)
    }
}

/// Requests that are sent at once, and again whenever a signal that their closure read changes.
#[derive(Clone, Copy)]
pub struct Question {
    asked: RwSignal<u32>,
    /// Grows with every answer, even an unchanged one.
    settled: RwSignal<u32>,
    turn: StoredValue<u32>,
}

/// Gets each answer that differs from the one before, and `None` as soon as other requests are sent.
type ShowAnswer = Box<dyn Fn(Option<&AnswerTexts>)>;

impl Question {
    pub fn ask(requests: Box<dyn Fn() -> Requests>, show: ShowAnswer) -> Self {
        let connection = use_connection();
        let question = Self { asked: RwSignal::new(0), settled: RwSignal::new(0), turn: StoredValue::new(0) };
        let last = Rc::new(LastAnswer { answer: RefCell::new(None), show });
        Effect::new(move |before: Option<Requests>| {
            question.asked.track();
            let requests = requests();
            // The content of another object must not stay under this one's address.
            if before.is_some_and(|before| !requests.repeats(&before)) {
                last.replace(None);
            }
            question.turn.update_value(|turn| *turn += 1);
            let (mine, sent, last) = (question.turn.get_value(), requests.clone(), last.clone());
            spawn_local(async move {
                let (answer, stored_at) = sent.send().await;
                if question.turn.try_get_value() != Some(mine) {
                    return;
                }
                let offline = matches!(answer, Err(CallError::Offline));
                connection.note(stored_at, !offline);
                last.learn(answer);
                question.settled.try_update(|count| *count += 1);
                if offline && sent.body.is_none() {
                    question.again_later(mine);
                }
            });
            requests
        });
        question
    }

    pub fn again(self) {
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
}

/// The last answer to the present requests.
struct LastAnswer {
    answer: RefCell<Option<AnswerTexts>>,
    show: ShowAnswer,
}

impl LastAnswer {
    fn learn(&self, answer: AnswerTexts) {
        let stays = match (&*self.answer.borrow(), &answer) {
            (Some(Ok(_)), Err(error)) => error.is_uncertain(),
            (last, answer) => last.as_ref() == Some(answer),
        };
        if !stays {
            self.replace(Some(answer));
        }
    }

    fn replace(&self, answer: Option<AnswerTexts>) {
        self.answer.replace(answer);
        (self.show)(self.answer.borrow().as_ref());
    }
}

/// The reply of one endpoint.
pub struct Load<T> {
    untyped: UntypedLoad,
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
        let reply = self.untyped.get()?;
        Some(reply.and_then(|value| value.downcast().map_err(|_| CallError::Unreadable)))
    }

    pub fn value(self) -> Option<Arc<T>> {
        self.get()?.ok()
    }

    /// How many answers have come; reactive.
    pub fn settled(self) -> u32 {
        self.untyped.question.settled.get()
    }

    pub fn again(self) {
        self.untyped.question.again();
    }

    pub fn question(self) -> Question {
        self.untyped.question
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
    Load { untyped: UntypedLoad::ask(Box::new(url), value_of::<E::Reply>), of: PhantomData }
}

type Value = Arc<dyn Any + Send + Sync>;
type Reply = Result<Value, CallError>;

fn value_of<T: serde::de::DeserializeOwned + Send + Sync + 'static>(text: &str) -> Option<Value> {
    Some(Arc::new(crate::json::parse_json::<T>(text).ok()?))
}

/// The same for every endpoint.
#[derive(Clone, Copy)]
struct UntypedLoad {
    question: Question,
    reply: StoredValue<Option<Reply>>,
    /// Grows when the reply changes.
    changed: RwSignal<u32>,
}

impl UntypedLoad {
    fn ask(url: Box<dyn Fn() -> String>, read: fn(&str) -> Option<Value>) -> Self {
        let renewed = use_connection().renewed;
        let (reply, changed) = (StoredValue::new(None::<Reply>), RwSignal::new(0_u32));
        let requests = move || {
            renewed.track();
            Requests { urls: vec![url()], body: None }
        };
        let value = move |texts: &Vec<String>| texts.first().and_then(|text| read(text)).ok_or(CallError::Unreadable);
        let show = move |answer: Option<&AnswerTexts>| {
            reply.try_set_value(answer.map(|answer| answer.as_ref().map_err(Clone::clone).and_then(value)));
            changed.try_update(|count| *count += 1);
        };
        Self { question: Question::ask(Box::new(requests), Box::new(show)), reply, changed }
    }

    fn get(self) -> Option<Reply> {
        self.changed.track();
        self.reply.get_value()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    fn requests(urls: &[&str], body: Option<&str>) -> Requests {
        Requests { urls: urls.iter().map(|url| (*url).to_owned()).collect(), body: body.map(ToOwned::to_owned) }
    }

    #[test]
    fn other_requests_are_about_something_else() {
        for (now, earlier, same) in [
            (requests(&["a"], None), requests(&["a"], None), true),
            (requests(&["a"], None), requests(&["a", "b"], None), true),
            (requests(&["a", "b"], None), requests(&["a"], None), true),
            (requests(&["a"], None), requests(&["b"], None), false),
            (requests(&["a", "b"], None), requests(&["a", "c"], None), false),
            (requests(&["a"], Some("x")), requests(&["a"], Some("y")), false),
        ] {
            assert_eq!(now.repeats(&earlier), same, "{:?} after {:?}", now.urls, earlier.urls);
        }
    }

    #[test]
    fn content_stays_while_nothing_is_new() {
        let count = Rc::new(Cell::new(0));
        let shown = count.clone();
        let last = LastAnswer { answer: RefCell::new(None), show: Box::new(move |_| shown.set(shown.get() + 1)) };
        let text = |text: &str| -> AnswerTexts { Ok(vec![text.to_owned()]) };
        for (answer, replaces) in [
            (Err(CallError::Offline), 1),
            (Err(CallError::Offline), 0),
            (text("a"), 1),
            (text("a"), 0),
            (Err(CallError::Offline), 0),
            (text("b"), 1),
            (Err(CallError::not_found()), 1),
            (Err(CallError::not_found()), 0),
        ] {
            count.set(0);
            last.learn(answer.clone());
            assert_eq!(count.get(), replaces, "{answer:?}");
        }
    }
}
