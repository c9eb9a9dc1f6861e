//! The proof of work that is asked of a browser that is not known, while a flood comes in: worked out here by itself.
//!
//! Invariant: the page draws and listens all the while, and the person does nothing.

use crate::call::now;
use domain::contract::Problem;
use domain::sessions::proof_of_work::solve;
use js_sys::Promise;
use leptos::prelude::set_timeout;
use std::time::Duration;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// The refusal that asks for one.
pub const NEEDED: &str = "sessions/proof-needed";
/// So many in a row: while the flood grows, so does the work.
pub const PROOFS_MAX: u32 = 4;
/// How long the page stands still at a time.
const PIECE_MILLIS: i64 = 30;
const PIECE_TRIES: u32 = 500;

/// Works out what the refusal asks for.
pub async fn work(asked: &Problem) -> Option<u32> {
    let challenge = asked.params.get("challenge")?.as_str()?;
    let bits = u32::try_from(asked.params.get("bits")?.as_u64()?).ok()?;
    let mut tried = 0u32;
    loop {
        let until = now().plus(PIECE_MILLIS);
        while now() < until {
            let next = tried.checked_add(PIECE_TRIES)?;
            let found = solve(challenge, bits, tried..next);
            if found.is_some() {
                return found;
            }
            tried = next;
        }
        breathe().await;
    }
}

/// Lets the page draw.
async fn breathe() {
    let turn = Promise::new(&mut |go_on, _| {
        set_timeout(move || drop(go_on.call0(&JsValue::UNDEFINED)), Duration::ZERO);
    });
    let _ = JsFuture::from(turn).await;
}
