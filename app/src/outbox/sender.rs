//! Sends the rows one after another, in the order in which they were made.
//!
//! State: whether this tab sends, and the timer of the next try. Invariant: of all tabs of this browser at most one
//! sends at a time (by a lock of the browser); after a failed try no later row of the same person is sent before the
//! earlier one. The time of the last try is stored in the row, so that every tab knows when the next one is due.

use super::retry_delay::wait_millis;
use super::rows::{NOT_SIGNED_IN, OutboxRow, TryOutcome, judge_answer};
use super::{Outbox, store, titles};
use crate::call::{current_time, fetch_answer};
use domain::contract::HttpMethod;
use domain::ids::{CommunityCode, MemberId};
use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{BroadcastChannel, MessageEvent};

const NAME: &str = "linli-outbox";

/// The pause between two automatic tries, even if the time of the last one cannot be stored.
const BETWEEN_MILLIS: i64 = 2_000;

#[derive(Default)]
pub struct Sender {
    /// Tells other tabs that the rows changed, and receives the same from them.
    channel: Option<BroadcastChannel>,
    timer: Option<TimeoutHandle>,
    /// A try of due rows waits for its turn; another one would find nothing more.
    queued: bool,
}

impl Sender {
    /// Whether the sender's file has been loaded.
    pub fn has_come(&self) -> bool {
        self.channel.is_some()
    }
}

pub fn hear_other_tabs(outbox: Outbox) {
    outbox.sender.update_value(|sender| {
        if sender.channel.is_some() {
            return;
        }
        let Ok(channel) = BroadcastChannel::new(NAME) else { return };
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            // A tab of an earlier version sends no value, which means true.
            let sent = event.data() != JsValue::FALSE;
            spawn_local(async move {
                outbox.read().await;
                schedule_try(outbox, 0);
                if sent {
                    outbox.connection.renew();
                }
            });
        });
        channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        heard.forget();
        sender.channel = Some(channel);
    });
}

/// Tells that the rows changed; `sent`: whether the community knows more than before, so that pages reload.
pub fn tell_other_tabs(outbox: Outbox, sent: bool) {
    outbox.sender.with_value(|sender| {
        if let Some(channel) = &sender.channel {
            let _ = channel.post_message(&sent.into());
        }
    });
}

/// Tries all rows now.
pub fn send_all_now(outbox: Outbox) {
    run(outbox, TryScope::All);
}

/// Sets the timer for the next row that becomes due; called again whenever a row may be due earlier.
pub fn schedule_try(outbox: Outbox, at_least_millis: i64) {
    if outbox.sending.get_untracked() || outbox.sender.with_value(|sender| sender.queued) {
        return;
    }
    // Only the first row of each owner can be sent.
    let mut firsts: Vec<OutboxRow> = vec![];
    for row in next_rows(outbox) {
        if !firsts.iter().any(|first| first.belongs_to(&row.community, row.member)) {
            firsts.push(row);
        }
    }
    let Some(wait) = firsts.iter().filter_map(|row| wait_of(outbox, row)).min() else { return };
    clear_timer(outbox);
    let wait = Duration::from_millis(wait.max(at_least_millis).unsigned_abs());
    let timer = set_timeout_with_handle(move || run(outbox, TryScope::Due), wait).ok();
    outbox.sender.update_value(|sender| sender.timer = timer);
}

/// Milliseconds until the row is due automatically; `None` before its first try.
fn wait_of(outbox: Outbox, row: &OutboxRow) -> Option<i64> {
    Some(wait_millis(row.last_try()?, outbox.connection.answered_at.get_untracked(), current_time()))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum TryScope {
    All,
    /// Another tab may have tried since the timer was set.
    Due,
}

fn clear_timer(outbox: Outbox) {
    outbox.sender.update_value(|sender| {
        if let Some(timer) = sender.timer.take() {
            timer.clear();
        }
    });
}

fn run(outbox: Outbox, which: TryScope) {
    clear_timer(outbox);
    outbox.sender.update_value(|sender| sender.queued |= which == TryScope::Due);
    spawn_local(async move {
        outbox.read().await;
        if !next_rows(outbox).is_empty() {
            let _ = alone(outbox, which).await;
        }
        outbox.sender.update_value(|sender| sender.queued = false);
        titles::fetch_titles(outbox).await;
    });
}

/// The rows that may be sent now: in every community where their owner is signed in.
fn next_rows(outbox: Outbox) -> Vec<OutboxRow> {
    untrack(|| outbox.of_signed_in()).into_iter().filter(OutboxRow::is_waiting).collect()
}

/// Runs the sending inside the browser's lock; if another tab holds it, waits for its turn and then sends what is left.
async fn alone(outbox: Outbox, which: TryScope) -> Result<(), JsValue> {
    let work = move || {
        future_to_promise(async move {
            drain(outbox, which).await;
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

async fn drain(outbox: Outbox, which: TryScope) {
    outbox.sending.try_set(true);
    outbox.sender.update_value(|sender| sender.queued = false);
    outbox.stopped.try_set(None);
    let mut sent = false;
    // The people for whom a try failed: their later rows wait for the next time. Other communities continue.
    let mut resting: Vec<(CommunityCode, MemberId)> = vec![];
    loop {
        // Read inside the lock: another tab may have sent rows that this one still shows.
        outbox.read().await;
        let rests = |row: &OutboxRow| resting.iter().any(|(community, member)| row.belongs_to(community, *member));
        let Some(row) = next_rows(outbox).into_iter().find(|row| !rests(row)) else { break };
        if which == TryScope::Due && wait_of(outbox, &row).is_some_and(|wait| wait > 0) {
            resting.push((row.community, row.member));
            continue;
        }
        let began_at = current_time();
        let answer = fetch_answer(HttpMethod::Post, &row.path, Some(row.body.clone()), Some(row.key.clone())).await;
        match judge_answer(answer) {
            TryOutcome::Accepted => {
                sent = true;
                let _ = store::delete_row(row.seq).await;
            }
            TryOutcome::Refused(said) => {
                sent = true;
                let _ = store::change_row(row.seq, &mut |row| row.refused = Some(said.clone())).await;
            }
            TryOutcome::Later { told } => {
                let failed = &mut |row: &mut OutboxRow| {
                    row.tries += 1;
                    row.tried_at = began_at;
                    row.told_later = told;
                };
                let _ = store::change_row(row.seq, failed).await;
                resting.push((row.community, row.member));
            }
            // In another community than the page's: its rows wait there for their owner.
            TryOutcome::Stopped(problem)
                if problem.code == NOT_SIGNED_IN && outbox.place.community_now().as_ref() != Some(&row.community) =>
            {
                outbox.session.forget(&row.community);
                resting.push((row.community, row.member));
            }
            TryOutcome::Stopped(problem) => {
                // The session must be checked again: the page still shows a person who is signed out.
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
    outbox.read().await;
    outbox.sending.try_set(false);
    schedule_try(outbox, BETWEEN_MILLIS);
    tell_other_tabs(outbox, sent);
    if sent {
        outbox.connection.renew();
    }
}
