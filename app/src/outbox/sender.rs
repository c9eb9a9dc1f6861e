//! Sends the rows in the order they were made, one after another.
//!
//! State: whether this tab sends, and the timer of the next try. Invariant: of all tabs of this browser at most one
//! sends at a time (a lock that the browser keeps); after a try that failed no later row of the same person goes
//! out before the earlier one.

use super::rows::{NOT_SIGNED_IN, Outcome, Row, backoff_seconds, judge};
use super::{Outbox, store};
use crate::call::ask;
use domain::contract::Method;
use domain::ids::{CommunityCode, MemberId};
use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::BroadcastChannel;

const NAME: &str = "linli-outbox";

#[derive(Default)]
pub struct Sender {
    /// Tells other tabs that the rows changed, and hears it from them.
    channel: Option<BroadcastChannel>,
    timer: Option<TimeoutHandle>,
}

pub fn hear_other_tabs(outbox: Outbox) {
    outbox.sender.update_value(|sender| {
        if sender.channel.is_some() {
            return;
        }
        let Ok(channel) = BroadcastChannel::new(NAME) else { return };
        let heard = Closure::<dyn FnMut()>::new(move || spawn_local(outbox.read_and_renew()));
        channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        heard.forget();
        sender.channel = Some(channel);
    });
}

pub fn tell_other_tabs(outbox: Outbox) {
    outbox.sender.with_value(|sender| {
        if let Some(channel) = &sender.channel {
            let _ = channel.post_message(&JsValue::NULL);
        }
    });
}

pub fn send(outbox: Outbox) {
    outbox.sender.update_value(|sender| {
        if let Some(timer) = sender.timer.take() {
            timer.clear();
        }
    });
    spawn_local(async move {
        outbox.read().await;
        if !next_rows(outbox).is_empty() {
            let _ = alone(outbox).await;
        }
    });
}

impl Outbox {
    async fn read_and_renew(self) {
        self.read().await;
        self.connection.renew();
    }
}

/// What may be sent now: in whichever community its owner is signed in.
fn next_rows(outbox: Outbox) -> Vec<Row> {
    untrack(|| outbox.of_signed_in()).into_iter().filter(Row::is_waiting).collect()
}

/// Runs the sending inside the browser's lock; where another tab holds it, waits for its turn, and finds
/// whatever is left.
async fn alone(outbox: Outbox) -> Result<(), JsValue> {
    let work = move || {
        future_to_promise(async move {
            drain(outbox).await;
            Ok(JsValue::UNDEFINED)
        })
    };
    let locks = Reflect::get(&window().navigator(), &"locks".into())?;
    if locks.is_undefined() {
        return JsFuture::from(work()).await.map(|_| ());
    }
    let callback = Closure::once_into_js(move |_lock: JsValue| -> Promise { work() });
    let request: Function = Reflect::get(&locks, &"request".into())?.dyn_into()?;
    let promise: Promise = request.call3(&locks, &NAME.into(), &Object::new(), &callback)?.dyn_into()?;
    JsFuture::from(promise).await.map(|_| ())
}

async fn drain(outbox: Outbox) {
    outbox.sending.try_set(true);
    outbox.stopped.try_set(None);
    let mut sent = false;
    // For whom a try failed: their later rows wait for the next time. Other communities go on.
    let mut resting: Vec<(CommunityCode, MemberId)> = vec![];
    let mut again_seconds: Option<u32> = None;
    loop {
        // Read inside the lock: another tab may have sent what this one still shows.
        outbox.read().await;
        let rests = |row: &Row| resting.iter().any(|(community, member)| row.belongs_to(community, *member));
        let Some(mut row) = next_rows(outbox).into_iter().find(|row| !rests(row)) else { break };
        let answer = ask(Method::Post, &row.path, Some(row.body.clone()), Some(row.key.clone())).await;
        match judge(answer) {
            Outcome::Accepted => {
                sent = true;
                let _ = store::delete(row.seq).await;
            }
            Outcome::Refused(said) => {
                sent = true;
                row.refused = Some(said);
                let _ = store::replace(&row).await;
            }
            Outcome::Later => {
                row.tries += 1;
                let _ = store::replace(&row).await;
                let seconds = backoff_seconds(row.tries);
                again_seconds = Some(again_seconds.map_or(seconds, |before| before.min(seconds)));
                resting.push((row.community, row.member));
            }
            // Of another community than the page's: its rows wait there for their owner.
            Outcome::Stopped(problem)
                if problem.code == NOT_SIGNED_IN && outbox.place.community_now().as_ref() != Some(&row.community) =>
            {
                outbox.session.forget(&row.community);
                resting.push((row.community, row.member));
            }
            Outcome::Stopped(problem) => {
                // Who is signed in must be asked again: the page still shows somebody who is not.
                let signed_out = problem.code == NOT_SIGNED_IN;
                sent |= signed_out;
                outbox.stopped.try_set(Some(problem));
                if !signed_out {
                    break;
                }
                resting.push((row.community, row.member));
            }
        }
    }
    if let Some(seconds) = again_seconds {
        try_later(outbox, seconds);
    }
    outbox.read().await;
    outbox.sending.try_set(false);
    tell_other_tabs(outbox);
    if sent {
        outbox.connection.renew();
    }
}

fn try_later(outbox: Outbox, seconds: u32) {
    let timer = set_timeout_with_handle(move || send(outbox), Duration::from_secs(seconds.into())).ok();
    outbox.sender.update_value(|sender| sender.timer = timer);
}
