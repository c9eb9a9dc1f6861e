//! The proof of work that unknown browsers must give during a flood: computed here without action of the person.
//!
//! Invariant: the page stays responsive meanwhile.

use crate::call::current_time;
use domain::contract::Problem;
use domain::sessions::proof_of_work::find_proof;
use js_sys::Promise;
use leptos::prelude::set_timeout;
use std::time::Duration;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// The refusal that requires a proof.
pub const NEEDED: &str = "sessions/proof-needed";
/// The most proofs in a row: while the flood grows, so does the required work.
pub const PROOFS_MAX: u32 = 4;
/// The longest time for which the page is blocked at once.
const PIECE_MILLIS: i64 = 30;
const PIECE_TRIES: u32 = 500;

/// Computes the proof that the refusal requires.
pub async fn solve_challenge(asked: &Problem) -> Option<u32> {
    let challenge = asked.params.get("challenge")?.as_str()?;
    let bits = u32::try_from(asked.params.get("bits")?.as_u64()?).ok()?;
    let mut tried = 0u32;
    loop {
        let until = current_time().plus(PIECE_MILLIS);
        while current_time() < until {
            let next = tried.checked_add(PIECE_TRIES)?;
            let found = find_proof(challenge, bits, tried..next);
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
