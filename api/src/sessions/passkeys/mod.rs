//! Passkeys (通行密钥): their challenges, and the check of signatures. The rules are in `domain::sessions::passkey`.
//!
//! Invariant: a challenge is answered once, within its minutes, for the purpose and by the session that it was made
//! for; a stored challenge is a keyed hash. A failed sign-in is always refused in the same way, whether the passkey
//! exists or not.

mod enrol;
mod own;
mod sign_in;
mod sign_in_challenge;
mod sql;

pub(crate) use sql::PURGE_CHALLENGES;

use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::crypto;
use crate::object::Cx;
use domain::ids::{MemberId, SessionId};
use domain::limits;
use domain::sessions::Refusal;
use domain::sessions::passkey::{Act, CHALLENGE_BYTES, Octets, Site};

type Challenge = Octets<CHALLENGE_BYTES>;

/// Deletes all of a person's passkeys and returns how many there were.
pub fn forget_passkeys(cx: &Cx<'_>, member: MemberId) -> HandlerResult<usize> {
    Ok(cx.run(sql::FORGET, bind![member])?.len())
}

/// Our own origin, as checked by the gate; the refusal if no passkeys can be made for it.
fn site<'c>(cx: &'c Cx<'_>, refusal: Refusal) -> HandlerResult<Site<'c>> {
    let origin = cx.request.origin.as_deref();
    let origin = origin.ok_or_else(|| HandlerError::Fault("the gate named no origin".to_owned()))?;
    Site::of(origin).ok_or_else(|| refusal.into())
}

/// Makes a challenge for the session in which a passkey is made.
fn ask(cx: &Cx<'_>, session: SessionId) -> HandlerResult<Challenge> {
    let mut bytes = [0u8; CHALLENGE_BYTES];
    (cx.chance)(&mut bytes);
    let expires_at = cx.now.plus(limits::PASSKEY_CHALLENGE_MILLIS);
    cx.run(sql::ADD_CHALLENGE, bind![challenge_hash(cx, Act::Make, &bytes), session, expires_at])?;
    octets(bytes.to_vec())
}

/// Uses up a challenge and returns whether it was pending. It is used up whatever the outcome.
fn take(cx: &Cx<'_>, session: SessionId, challenge: &[u8; CHALLENGE_BYTES]) -> HandlerResult<bool> {
    cx.commit_on_refusal();
    let row = cx.first(sql::TAKE_CHALLENGE, bind![challenge_hash(cx, Act::Make, challenge), session])?;
    Ok(row
        .map(|row| row.time(0))
        .transpose()?
        .is_some_and(|expires_at| cx.now.is_before_end(expires_at, limits::PASSKEY_CHALLENGE_MILLIS)))
}

fn challenge_hash(cx: &Cx<'_>, act: Act, challenge: &[u8; CHALLENGE_BYTES]) -> [u8; 32] {
    let act = match act {
        Act::Make => "make a passkey",
        Act::Show => "a passkey was shown",
    };
    crypto::keyed_hash(&cx.secrets.code_pepper, &[act, &domain::journal::to_hex(challenge)])
}

/// Values from our own store always fit.
fn octets<const MAX: usize>(bytes: Vec<u8>) -> HandlerResult<Octets<MAX>> {
    Octets::new(bytes).ok_or_else(|| HandlerError::Fault("stored bytes are too many".to_owned()))
}
