//! What browsers that never signed in here may ask for within an hour: `domain::sessions::budget` says how much. First they
//! are slowed by a proof of work, then the door is closed to them; whoever is known goes on.
//!
//! Invariant: what a stranger is asked and told follows from what strangers asked, whosever the phones are. Only at the
//! two limits that count phones of somebody does it follow from these, and where those lie nobody outside knows.

use super::{rates, sql};
use crate::answer::Answer;
use crate::community::Cx;
use crate::{bind, crypto, due};
use domain::sessions::Refusal;
use domain::sessions::budget::{Budget, closes_at};
use domain::sessions::proof_of_work::{difficulty_for, stretches, verify};
use domain::time::{HOUR, UtcMillis};

/// Requests and wrong tries; codes that left; wrong tries at codes that left.
const ASKED: &str = "strangers";
const LEFT: &str = "strangers' codes";
/// Read together with a code, in [`sql::CODE_AND_PEOPLE`].
pub const GUESSES: &str = "strangers' guesses";

/// A door, of a community or of a region.
#[derive(Clone, Copy)]
pub struct Door {
    pub budget: Budget,
    /// The due time at which what is old here goes.
    pub purge: (&'static str, &'static str),
}

/// What is known of a request for a code by a stranger.
pub struct Request<'r> {
    /// Under which the phone's code stands, and since when.
    pub key: &'r [u8; 32],
    pub sent_at: Option<UtcMillis>,
    pub proof: Option<u32>,
    /// Whether a code will leave, because the phone is somebody's.
    pub leaves: bool,
}

/// Lets a request for a code through, asks for a proof of work, or refuses until the hour is over. Neither of the latter
/// leaves anything behind.
pub fn let_ask(cx: &Cx<'_>, door: &Door, request: &Request<'_>) -> Answer<()> {
    let before = rates::add(cx, ASKED, 1)?.saturating_sub(1);
    if let Some(bits) = difficulty_for(before, door.budget.easy) {
        let [this, earlier] = stretches(cx.now).map(|stretch| challenge(cx, request, stretch));
        let is_proved = |proof| verify(&this, proof, bits) || verify(&earlier, proof, bits);
        if !request.proof.is_some_and(is_proved) {
            return Err(Refusal::ProofNeeded { challenge: this, bits }.into());
        }
    }
    let leaves = u32::from(request.leaves);
    if rates::add(cx, LEFT, leaves)? - leaves >= closes_at(door.budget.codes, draw(cx, LEFT)) {
        return Err(rates::wait(cx.now));
    }
    if before == door.budget.easy {
        // What a flood leaves behind goes as soon as it is old, and not at the end of the day.
        let (kind, subject) = door.purge;
        due::bring_forward(cx.db, kind, subject, cx.now.plus(3 * HOUR))?;
    }
    Ok(())
}

/// Whether strangers' tries at codes are still looked at, after so many wrong ones.
pub fn let_try(cx: &Cx<'_>, door: &Door, guesses: u32) -> Answer<()> {
    if guesses >= closes_at(door.budget.guesses, draw(cx, GUESSES)) { Err(rates::wait(cx.now)) } else { Ok(()) }
}

/// So many wrong tries of strangers there were at codes that left.
pub fn guesses(cx: &Cx<'_>) -> Answer<u32> {
    Ok(cx.first(sql::RATE, bind![GUESSES, rates::window(cx.now)])?.map_or(Ok(0), |row| row.count(0))?)
}

/// Counts a stranger's wrong try, at a code that left or at one that was only said to have left.
pub fn count_wrong_try(cx: &Cx<'_>, has_left: bool) -> Answer<()> {
    rates::add(cx, ASKED, 1)?;
    rates::add(cx, GUESSES, u32::from(has_left))?;
    Ok(())
}

/// Another for each code of the phone: a proof is good for one.
fn challenge(cx: &Cx<'_>, request: &Request<'_>, stretch: i64) -> String {
    let key = domain::journal::hex(request.key);
    let (sent_at, stretch) = (request.sent_at.unwrap_or_default().0.to_string(), stretch.to_string());
    let parts = ["proof of work", &cx.request.path, &key, &sent_at, &stretch];
    domain::journal::hex(&crypto::keyed(&cx.secrets.code_pepper, &parts)[..16])
}

/// What decides where a limit lies in this hour.
fn draw(cx: &Cx<'_>, limit: &str) -> u32 {
    let window = rates::window(cx.now).to_string();
    let hash = crypto::keyed(&cx.secrets.code_pepper, &["limit", limit, object_of(&cx.request.path), &window]);
    u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]])
}

/// The code of the object in a path: each has limits of its own.
fn object_of(path: &str) -> &str {
    path.split('/').nth(3).unwrap_or_default()
}
