//! From a page's calls to its content.
//!
//! State: what the calls last gave, or why they gave nothing. Invariant: what stands on the screen is replaced only
//! by something different, so nothing jumps under a finger; an answer to an older question is dropped.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use domain::contract::{Absence, Endpoint, Method};
use domain::time::UtcMillis;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use crate::call::{CallError, exchange};
use crate::connection::use_connection;
use crate::ui::{Element, el};
use crate::ui::{error_panel, focus, skeleton};
use crate::watched::Watched;

type Show = Box<dyn FnOnce(&mut Answers) -> Option<AnyView> + Send>;
type Instead = Box<dyn FnOnce(&CallError) -> Option<AnyView> + Send>;

/// What a page asks, and what it makes of the answers. Not a future of its own for each page: those are large.
pub struct Calls {
    urls: Vec<String>,
    /// Sent with the one question that is asked in a body.
    body: Option<String>,
    show: Show,
    instead: Option<Instead>,
}

/// The answers in the order of the questions.
pub struct Answers(std::vec::IntoIter<String>);

impl Answers {
    pub fn next<E: Endpoint>(&mut self) -> Option<E::Reply> {
        crate::json::read(&self.0.next()?).ok()
    }
}

impl Calls {
    /// `show` runs inside the page's owner; nothing when an answer cannot be read.
    pub fn new(urls: Vec<String>, show: impl FnOnce(&mut Answers) -> Option<AnyView> + Send + 'static) -> Self {
        Self { urls, body: None, show: Box::new(show), instead: None }
    }

    /// One question whose content belongs in no address.
    pub fn asking(
        url: String,
        body: String,
        show: impl FnOnce(&mut Answers) -> Option<AnyView> + Send + 'static,
    ) -> Self {
        Self { body: Some(body), ..Self::new(vec![url], show) }
    }

    /// What can be shown without answers.
    pub fn or(self, instead: impl FnOnce(&CallError) -> Option<AnyView> + Send + 'static) -> Self {
        Self { instead: Some(Box::new(instead)), ..self }
    }

    /// The address names nothing.
    pub fn nowhere() -> Self {
        Self::new(vec![], |_| None)
    }

    async fn run(self) -> Outcome {
        let mut outcome = Outcome { texts: Ok(vec![]), stored_at: None, show: self.show, instead: self.instead };
        if self.urls.is_empty() {
            outcome.texts = Err(nowhere());
        }
        let method = if self.body.is_some() { Method::Post } else { Method::Get };
        for url in self.urls {
            match exchange(method, &url, self.body.clone(), None).await {
                Ok((text, stored_at)) => {
                    outcome.stored_at = stored_at.or(outcome.stored_at);
                    outcome.texts = outcome.texts.map(|mut texts| {
                        texts.push(text);
                        texts
                    });
                }
                Err(error) => {
                    outcome.texts = Err(error);
                    break;
                }
            }
        }
        outcome
    }
}

/// What came of the calls, with what is to be made of it.
struct Outcome {
    texts: Result<Vec<String>, CallError>,
    stored_at: Option<UtcMillis>,
    show: Show,
    instead: Option<Instead>,
}

impl Outcome {
    fn view(self, again: Trigger) -> AnyView {
        let (shown, error) = match self.texts {
            Ok(texts) => ((self.show)(&mut Answers(texts.into_iter())), CallError::Unreadable),
            Err(error) => (self.instead.and_then(|instead| instead(&error)), error),
        };
        shown.unwrap_or_else(|| error_panel(&error, move || again.notify()).any())
    }
}

/// A region of a page that is filled by `calls`: at once, when a signal that they read changes, and whenever
/// something may have changed at the other end.
pub fn loading(calls: impl Fn() -> Calls + 'static) -> Element {
    let renewed = use_connection().renewed;
    region(Box::new(move || {
        renewed.track();
        calls()
    }))
}

/// The same for what somebody is typing into, and for what each question leaves a trace of: it is not fetched again
/// unless its own signals change.
pub fn loading_once(calls: impl Fn() -> Calls + 'static) -> Element {
    region(Box::new(calls))
}

fn region(calls: Box<dyn Fn() -> Calls>) -> Element {
    let connection = use_connection();
    let again = Trigger::new();
    let arrived = RwSignal::new(false);
    let turn = Arc::new(AtomicU32::new(0));
    let text = Arc::new(Mutex::new(None::<Vec<String>>));
    let next = Watched::new(None::<Outcome>);
    let take = next.clone();
    Effect::new(move |_| {
        again.track();
        let mine = turn.fetch_add(1, Ordering::Relaxed) + 1;
        let (calls, next, turn, text) = (calls(), next.clone(), turn.clone(), text.clone());
        spawn_local(async move {
            let outcome = calls.run().await;
            if turn.load(Ordering::Relaxed) != mine {
                return;
            }
            connection.note(outcome.stored_at, !matches!(outcome.texts, Err(CallError::Offline)));
            let Ok(mut before) = text.lock() else { return };
            let now = outcome.texts.as_ref().ok().cloned();
            // What was shown stays when the network fails, and when nothing is new.
            if before.is_some() && (*before == now || outcome.texts.as_ref().is_err_and(CallError::is_uncertain)) {
                return;
            }
            *before = now;
            next.set(Some(outcome));
            arrived.try_set(true);
        });
    });
    el("div", "stack").attr_live("aria-busy", move || (!arrived.get()).then(|| "true".to_owned())).live(move || {
        let Some(outcome) = take.take() else { return skeleton() };
        // The old content still stands in the page here.
        if has_focus() {
            request_animation_frame(keep_focus);
        }
        outcome.view(again)
    })
}

fn has_focus() -> bool {
    document().active_element().is_some_and(|element| element.tag_name() != "BODY")
}

/// Whoever had the focus on something that was replaced stays in the page's content.
fn keep_focus() {
    let main = document().get_element_by_id("main").and_then(|main| main.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(main) = main.filter(|_| !has_focus()) {
        focus(&main);
    }
}

/// An address that names nothing.
pub fn nowhere() -> CallError {
    CallError::Problem(Absence::NotFound.into())
}
