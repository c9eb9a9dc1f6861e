//! Limits for browsers that never signed in here: how much they may request within an hour is
//! `domain::sessions::budget`. First a proof of work slows them, then they are refused; known browsers are not
//! affected.
//!
//! Invariant: a stranger's answers depend on the requests of strangers, not on who owns a phone. The two limits that
//! count owned phones are the exception, and their exact values are not known outside.

use super::{rate_limits, sql};
use crate::answer::HandlerResult;
use crate::object::Cx;
use crate::{bind, crypto, due};
use domain::process::DueKind;
use domain::sessions::Refusal;
use domain::sessions::budget::{Budget, closes_at};
use domain::sessions::proof_of_work::{challenge_windows, difficulty_for, verify_proof};
use domain::time::{HOUR, UtcMillis};

/// Counters: requests and wrong tries; codes that were sent; wrong tries at codes that were sent.
const ASKED: &str = "strangers";
const LEFT: &str = "strangers' codes";
/// Read together with a code, in [`sql::CODE_AND_PEOPLE`].
pub const GUESSES: &str = "strangers' guesses";

/// The sign-in limits of a community or of a region.
#[derive(Clone, Copy)]
pub struct SignInDoor {
    pub budget: Budget,
    /// The subject of the due act that deletes old data here.
    pub purge: &'static str,
}

/// A stranger's request for a code.
pub struct StrangerAttempt<'r> {
    /// The key of the phone's code, and when it was sent.
    pub key: &'r [u8; 32],
    pub sent_at: Option<UtcMillis>,
    pub proof: Option<u32>,
    /// Whether a code will be sent, because the phone has an owner.
    pub leaves: bool,
}

/// Lets a request for a code through, requires a proof of work, or refuses until the hour is over. The latter two store
/// nothing.
pub fn let_ask(cx: &Cx<'_>, door: &SignInDoor, request: &StrangerAttempt<'_>) -> HandlerResult<()> {
    let before = rate_limits::add_count(cx, ASKED, 1)?.saturating_sub(1);
    if let Some(bits) = difficulty_for(before, door.budget.easy) {
        let [this, earlier] = challenge_windows(cx.now).map(|stretch| challenge(cx, request, stretch));
        let is_proved = |proof| verify_proof(&this, proof, bits) || verify_proof(&earlier, proof, bits);
        if !request.proof.is_some_and(is_proved) {
            return Err(Refusal::ProofNeeded { challenge: this, bits }.into());
        }
    }
    let leaves = u32::from(request.leaves);
    if rate_limits::add_count(cx, LEFT, leaves)? - leaves >= closes_at(door.budget.codes, draw(cx, LEFT)) {
        return Err(rate_limits::wait_refusal(cx.now));
    }
    if before == door.budget.easy {
        // The traces of a flood are deleted as soon as they are old, not at the end of the day.
        due::bring_forward(cx.db, DueKind::Purge, door.purge, cx.now.plus(3 * HOUR))?;
    }
    Ok(())
}

/// Whether strangers' tries at codes are still checked, after this many wrong ones.
pub fn let_try(cx: &Cx<'_>, door: &SignInDoor, guesses: u32) -> HandlerResult<()> {
    if guesses >= closes_at(door.budget.guesses, draw(cx, GUESSES)) {
        Err(rate_limits::wait_refusal(cx.now))
    } else {
        Ok(())
    }
}

/// The number of strangers' wrong tries at codes that were sent.
pub fn count_guesses(cx: &Cx<'_>) -> HandlerResult<u32> {
    Ok(cx.first(sql::RATE, bind![GUESSES, rate_limits::rate_window(cx.now)])?.map_or(Ok(0), |row| row.count(0))?)
}

/// Counts a stranger's wrong try, at a code that was sent or one that was only said to be sent.
pub fn count_wrong_try(cx: &Cx<'_>, has_left: bool) -> HandlerResult<()> {
    rate_limits::add_count(cx, ASKED, 1)?;
    rate_limits::add_count(cx, GUESSES, u32::from(has_left))?;
    Ok(())
}

/// Different for each code of the phone: a proof is valid for one.
fn challenge(cx: &Cx<'_>, request: &StrangerAttempt<'_>, stretch: i64) -> String {
    let key = domain::journal::to_hex(request.key);
    let (sent_at, stretch) = (request.sent_at.unwrap_or_default().0.to_string(), stretch.to_string());
    let parts = ["proof of work", &cx.request.path, &key, &sent_at, &stretch];
    domain::journal::to_hex(&crypto::keyed_hash(&cx.secrets.code_pepper, &parts)[..16])
}

/// The number that decides the exact value of a limit in this hour.
fn draw(cx: &Cx<'_>, limit: &str) -> u32 {
    let window = rate_limits::rate_window(cx.now).to_string();
    let hash = crypto::keyed_hash(&cx.secrets.code_pepper, &["limit", limit, object_of(&cx.request.path), &window]);
    u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]])
}

/// The code of the object in a path: each object has its own limits.
fn object_of(path: &str) -> &str {
    path.split('/').nth(3).unwrap_or_default()
}
