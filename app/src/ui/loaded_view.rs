//! What the API answered: a skeleton before the answer, an error panel after a failure.
//!
//! Invariant: content on the screen is replaced only by different content, so nothing moves under a finger. The focus
//! stays in the page's content when the focused element is replaced.

use super::{Element, el, error_panel, focus, live, show_toast, skeleton};
use crate::call::CallError;
use crate::connection::use_connection;
use crate::light_signal::LightSignal;
use crate::load::{AnswerTexts, Load, Question, Requests};
use crate::words::{Key, t};
use domain::contract::Endpoint;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// `None` before the first answer.
type LoadedContent = Box<dyn Fn() -> Option<Result<AnyView, CallError>> + Send>;

/// What follows a command that succeeded: it is said, and what the page shows is read again.
pub fn said_and_reloaded<T: Send + Sync + 'static, R>(load: Load<T>, done: Key) -> impl Fn(R) + Clone + Send {
    move |_| {
        show_toast(t(done));
        load.again();
    }
}

/// A part of a page whose code is in a file of its own: a skeleton until the file has come.
pub fn fetched_part<T: Copy + Send + Sync + 'static>(
    file: impl Future<Output = T> + 'static,
    show: impl Fn(T) -> AnyView + Send + 'static,
) -> AnyView {
    let code = RwSignal::new(None);
    spawn_local(async move {
        code.try_set(Some(file.await));
    });
    live(move || code.get().map_or_else(skeleton, &show))
}

/// The reply of one endpoint.
pub fn loaded_view<T: Send + Sync + 'static>(
    load: Load<T>,
    view: impl Fn(Arc<T>) -> AnyView + Send + 'static,
) -> AnyView {
    content_view(load.question(), Box::new(move || Some(load.get()?.map(&view))))
}

type ShowAnswers = Box<dyn FnOnce(&mut Answers) -> Option<AnyView> + Send>;
type ShowError = Box<dyn FnOnce(&CallError) -> Option<AnyView> + Send>;

/// Requests, and how their answers are shown. Not a future of its own for each page: those are large.
pub struct Calls {
    requests: Requests,
    views: AnswerViews,
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
        Self { requests: Requests { urls, body: None }, views: AnswerViews { show: Box::new(show), instead: None } }
    }

    /// One request whose parameters must not be in an address.
    pub fn asking(
        url: String,
        body: String,
        show: impl FnOnce(&mut Answers) -> Option<AnyView> + Send + 'static,
    ) -> Self {
        let mut calls = Self::new(vec![url], show);
        calls.requests.body = Some(body);
        calls
    }

    /// What can be shown without answers.
    pub fn or(mut self, instead: impl FnOnce(&CallError) -> Option<AnyView> + Send + 'static) -> Self {
        self.views.instead = Some(Box::new(instead));
        self
    }

    /// The address contains no valid id.
    pub fn nowhere() -> Self {
        Self::new(vec![], |_| None)
    }
}

struct AnswerViews {
    show: ShowAnswers,
    instead: Option<ShowError>,
}

impl AnswerViews {
    fn view(self, answer: AnswerTexts) -> Result<AnyView, CallError> {
        match answer {
            Ok(texts) if texts.is_empty() => Err(CallError::not_found()),
            Ok(texts) => (self.show)(&mut Answers(texts.into_iter())).ok_or(CallError::Unreadable),
            Err(error) => self.instead.and_then(|instead| instead(&error)).ok_or(error),
        }
    }
}

/// A part of a page that is filled by `calls`: at once, when a signal that they read changes, and whenever data on the
/// server may have changed.
pub fn loading_view(calls: impl Fn() -> Calls + 'static) -> Element {
    let renewed = use_connection().renewed;
    answers_view(Box::new(move || {
        renewed.track();
        calls()
    }))
}

/// The same for content with a form that somebody may be typing into, and for requests that are recorded: what was
/// answered is fetched again only when its own signals change.
pub fn loading_once(calls: impl Fn() -> Calls + 'static) -> Element {
    answers_view(Box::new(calls))
}

fn answers_view(calls: Box<dyn Fn() -> Calls>) -> Element {
    let arrived = RwSignal::new(false);
    // An answer always belongs to the latest calls.
    let latest = Rc::new(RefCell::new(None::<AnswerViews>));
    let next = LightSignal::new(None::<(AnswerTexts, AnswerViews)>);
    let (called, coming) = (latest.clone(), next.clone());
    let requests = move || {
        let Calls { requests, views } = calls();
        called.replace(Some(views));
        requests
    };
    let show = move |answer: Option<&AnswerTexts>| {
        // The content stays until other requests are answered, such as those for the next page of a list.
        let Some(answer) = answer.cloned() else { return };
        coming.set(latest.take().map(|views| (answer, views)));
        arrived.try_set(true);
    };
    let question = Question::ask(Box::new(requests), Box::new(show));
    let content = move || {
        let (answer, views) = next.take()?;
        // The views are used up: a signal that they read must not ask for them a second time.
        Some(untrack(|| views.view(answer)))
    };
    el("div", "stack")
        .attr_live("aria-busy", move || (!arrived.get()).then(|| "true".to_owned()))
        .child(content_view(question, Box::new(content)))
}

fn content_view(question: Question, content: LoadedContent) -> AnyView {
    let replaces = Cell::new(false);
    live(move || {
        // At this point the old content is still in the page.
        if replaces.replace(true) && has_focus() {
            request_animation_frame(keep_focus);
        }
        match content() {
            None => skeleton(),
            Some(Ok(view)) => view,
            Some(Err(error)) => error_panel(&error, move || question.again()).any(),
        }
    })
}

fn has_focus() -> bool {
    document().active_element().is_some_and(|element| element.tag_name() != "BODY")
}

/// Keeps the focus in the page's content if the focused element was replaced.
fn keep_focus() {
    if let Some(main) = document().get_element_by_id("main").filter(|_| !has_focus()) {
        focus(main.unchecked_ref());
    }
}
