//! From a page's calls to its content.
//!
//! State: the last answers, or why there are none. Invariant: content on the screen is replaced only by different
//! content, so nothing moves under a finger; an answer to an older request is dropped.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use domain::contract::{Endpoint, HttpMethod, RequestError};
use domain::time::UtcMillis;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use crate::call::{CallError, exchange_text};
use crate::connection::use_connection;
use crate::light_signal::LightSignal;
use crate::ui::{Element, el};
use crate::ui::{error_panel, focus, skeleton};

type ShowAnswers = Box<dyn FnOnce(&mut Answers) -> Option<AnyView> + Send>;
type ShowError = Box<dyn FnOnce(&CallError) -> Option<AnyView> + Send>;

/// A page's requests, and how it shows the answers. Not a future of its own for each page: those are large.
pub struct Calls {
    urls: Vec<String>,
    /// The body of the only request that has one.
    body: Option<String>,
    show: ShowAnswers,
    instead: Option<ShowError>,
}

/// The answers in the order of the requests.
pub struct Answers(std::vec::IntoIter<String>);

impl Answers {
    pub fn next<E: Endpoint>(&mut self) -> Option<E::Reply> {
        crate::json::parse_json(&self.0.next()?).ok()
    }
}

impl Calls {
    /// `show` runs inside the page's owner; it returns `None` when an answer cannot be read.
    pub fn new(urls: Vec<String>, show: impl FnOnce(&mut Answers) -> Option<AnyView> + Send + 'static) -> Self {
        Self { urls, body: None, show: Box::new(show), instead: None }
    }

    /// One request whose parameters must not be in an address.
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

    /// The address contains no valid id.
    pub fn nowhere() -> Self {
        Self::new(vec![], |_| None)
    }

    async fn run(self) -> CallsOutcome {
        let mut outcome = CallsOutcome { texts: Ok(vec![]), stored_at: None, show: self.show, instead: self.instead };
        if self.urls.is_empty() {
            outcome.texts = Err(not_found_error());
        }
        let method = if self.body.is_some() { HttpMethod::Post } else { HttpMethod::Get };
        for url in self.urls {
            match exchange_text(method, &url, self.body.clone(), None).await {
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

/// The result of the requests, with the functions that show it.
struct CallsOutcome {
    texts: Result<Vec<String>, CallError>,
    stored_at: Option<UtcMillis>,
    show: ShowAnswers,
    instead: Option<ShowError>,
}

impl CallsOutcome {
    fn view(self, again: Trigger) -> AnyView {
        let (shown, error) = match self.texts {
            Ok(texts) => ((self.show)(&mut Answers(texts.into_iter())), CallError::Unreadable),
            Err(error) => (self.instead.and_then(|instead| instead(&error)), error),
        };
        shown.unwrap_or_else(|| error_panel(&error, move || again.notify()).any())
    }
}

/// A part of a page that is filled by `calls`: at once, when a signal that they read changes, and whenever data on the
/// server may have changed.
pub fn loading_view(calls: impl Fn() -> Calls + 'static) -> Element {
    let renewed = use_connection().renewed;
    region(Box::new(move || {
        renewed.track();
        calls()
    }))
}

/// The same for content with a form that somebody may be typing into, and for requests that are recorded: it is fetched
/// again only when its own signals change.
pub fn loading_once(calls: impl Fn() -> Calls + 'static) -> Element {
    region(Box::new(calls))
}

fn region(calls: Box<dyn Fn() -> Calls>) -> Element {
    let connection = use_connection();
    let again = Trigger::new();
    let arrived = RwSignal::new(false);
    let turn = Arc::new(AtomicU32::new(0));
    let text = Arc::new(Mutex::new(None::<Vec<String>>));
    let next = LightSignal::new(None::<CallsOutcome>);
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
            // The content stays when the network fails, and when nothing is new.
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
        // At this point the old content is still in the page.
        if has_focus() {
            request_animation_frame(keep_focus);
        }
        outcome.view(again)
    })
}

fn has_focus() -> bool {
    document().active_element().is_some_and(|element| element.tag_name() != "BODY")
}

/// Keeps the focus in the page's content if the focused element was replaced.
fn keep_focus() {
    let main = document().get_element_by_id("main").and_then(|main| main.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(main) = main.filter(|_| !has_focus()) {
        focus(&main);
    }
}

/// An address without a valid id.
pub fn not_found_error() -> CallError {
    CallError::Problem(RequestError::NotFound.into())
}
