//! From a page's calls to its content.
//!
//! State: what the calls last gave, or why they gave nothing. Invariant: what stands on the screen is replaced only
//! by something different, so nothing jumps under a finger; an answer to an older question is dropped.

use std::pin::Pin;
use std::sync::{Arc, Mutex};

use domain::contract::{Absence, Empty, Endpoint, Method};
use domain::time::UtcMillis;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use super::element::{Element, el};
use crate::call::{CallError, exchange};
use crate::connection::use_connection;
use crate::ui::{error_panel, skeleton};

type Calls = Pin<Box<dyn Future<Output = Result<Loaded, CallError>>>>;

/// An answer with the text it was read from.
pub struct Read<T> {
    pub value: T,
    pub text: String,
    pub stored_at: Option<UtcMillis>,
}

pub async fn read<E: Endpoint<Body = Empty>>(params: E::Params, query: E::Query) -> Result<Read<E::Reply>, CallError> {
    let (text, stored_at) = exchange(Method::Get, &E::url(&params, &query), None, None).await?;
    let value = serde_json::from_str(&text).map_err(|_| CallError::Unreadable)?;
    Ok(Read { value, text, stored_at })
}

/// Content that is ready to be shown.
pub struct Loaded {
    /// Builds it, inside the page's owner.
    show: Box<dyn FnOnce() -> AnyView + Send>,
    /// The texts of all answers: the same texts, the same content.
    text: String,
    stored_at: Option<UtcMillis>,
}

impl Loaded {
    pub fn new(text: String, stored_at: Option<UtcMillis>, show: impl FnOnce() -> AnyView + Send + 'static) -> Self {
        Self { show: Box::new(show), text, stored_at }
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

/// The same for what somebody is typing into: it is not fetched again unless its own signals change.
pub fn loading_once(calls: impl Fn() -> Calls + 'static) -> Element {
    region(Box::new(calls))
}

fn region(calls: Box<dyn Fn() -> Calls>) -> Element {
    let connection = use_connection();
    let again = Trigger::new();
    let shown = Trigger::new();
    let arrived = RwSignal::new(false);
    let turn = StoredValue::new(0u32);
    let text = StoredValue::new(None::<String>);
    let next: Arc<Mutex<Option<Result<Loaded, CallError>>>> = Arc::default();
    let take = next.clone();
    Effect::new(move |_| {
        again.track();
        turn.update_value(|turn| *turn += 1);
        let (calls, next, mine) = (calls(), next.clone(), turn.get_value());
        spawn_local(async move {
            let outcome = calls.await;
            if turn.try_get_value() != Some(mine) {
                return;
            }
            connection.note(outcome.as_ref().ok().and_then(|loaded| loaded.stored_at), !matches!(outcome, Err(CallError::Offline)));
            let before = text.get_value();
            let now = outcome.as_ref().ok().map(|loaded| loaded.text.clone());
            // What was shown stays when the network fails, and when nothing is new.
            if before.is_some() && (before == now || outcome.as_ref().is_err_and(CallError::is_uncertain)) {
                return;
            }
            text.set_value(now);
            if let Ok(mut next) = next.lock() {
                *next = Some(outcome);
            }
            arrived.set(true);
            shown.notify();
        });
    });
    el("div", "stack").attr_live("aria-busy", move || (!arrived.get()).then(|| "true".to_owned())).live(move || {
        shown.track();
        match take.lock().ok().and_then(|mut next| next.take()) {
            None => skeleton(),
            Some(Err(error)) => error_panel(&error, move || again.notify()),
            Some(Ok(loaded)) => {
                request_animation_frame(keep_focus);
                (loaded.show)()
            }
        }
    })
}

/// Whoever had the focus on something that was replaced stays in the page's content.
fn keep_focus() {
    let lost = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
    let main = document().get_element_by_id("main").and_then(|main| main.dyn_into::<web_sys::HtmlElement>().ok());
    if let (true, Some(main)) = (lost, main) {
        let _ = main.focus();
    }
}

/// An address that names nothing.
pub fn nowhere() -> CallError {
    CallError::Problem(Absence::NotFound.into())
}
