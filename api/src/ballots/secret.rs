//! `POST …/ballots/{ballot}/tokens` and `…/casts`: the two requests of a secret vote.
//!
//! Invariant: of a token it is stored that it was given, and for which blinded element; of a vote, what it says.
//! Nothing is stored that both have in common, no time of either, and no order but that of voters and that of receipts.

use super::facts::{self, LoadedBallot};
use super::sql;
use super::urn::Urn;
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::Cx;
use crate::seal;
use domain::access::Subject;
use domain::ballots::token::{BallotKey, Element, Input};
use domain::ballots::{
    CastSecretBallotRequest, Choice, Refusal, SecretVoteTaken, TakeTokenRequest, TokenGiven, TokenIssue,
    accept_secret_vote, count_wrong, take_token as may_take,
};
use domain::contract::{Endpoint, RequestError, TakeToken};
use domain::ids::{BallotId, CommunityCode};

/// The context in which the seed of a ballot's key is sealed.
const CONTEXT: &str = "ballot";

fn no_key() -> HandlerError {
    HandlerError::Fault("a secret ballot without its key".to_owned())
}

fn drawn(cx: &Cx<'_>) -> [u8; 32] {
    let mut bytes = [0u8; 32];
    (cx.chance)(&mut bytes);
    bytes
}

/// A key for this ballot alone: the public half, and the seed as it is stored.
pub fn new_key(cx: &Cx<'_>, ballot: BallotId) -> HandlerResult<(Element, Vec<u8>)> {
    let seed = Input(drawn(cx));
    let public = BallotKey::of(&seed.0, ballot).ok_or_else(no_key)?.public();
    let context = [CONTEXT, &ballot.to_string()];
    let sealed = seal::seal_text(cx.secrets, &context, &seed.to_string(), cx.chance).ok_or_else(no_key)?;
    Ok((public, sealed))
}

/// The key of a ballot while it is open.
fn key_of(cx: &Cx<'_>, found: &LoadedBallot) -> Option<BallotKey> {
    let seed = seal::open_text(cx.secrets, &[CONTEXT, &found.id.to_string()], found.sealed_key.as_deref()?)?;
    BallotKey::of(&seed.parse::<Input>().ok()?.0, found.id)
}

crate::handle!(TakeToken, take_token);
pub fn take_token(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, BallotId),
    _: &(),
    body: &TakeTokenRequest,
) -> HandlerResult<TokenGiven> {
    let caller = cx.allow_self()?;
    let found = facts::load_ballot(cx, id)?.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    let voice = found.voice(cx, body.voter, found.own_voter(cx)?)?;
    let giving = may_take(&found.state, &voice, caller, body)?;
    let key = key_of(cx, &found).ok_or_else(no_key)?;
    let answer = key.evaluate(&body.element, drawn(cx)).map_err(|_| Refusal::BadElement)?;
    if giving == TokenIssue::First {
        let opened_at = found.opened_at.unwrap_or(cx.now);
        cx.run(sql::GIVE_TOKEN, bind![id, body.voter, body.element.hash().0, opened_at, caller])?;
    }
    Ok(TokenGiven { element: answer.element, proof: answer.proof })
}

crate::handle!(CastSecretBallot, cast_secret_ballot);
pub fn cast_secret_ballot(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, BallotId),
    _: &(),
    body: &CastSecretBallotRequest,
) -> HandlerResult<SecretVoteTaken> {
    cx.allow(&Subject::Public)?;
    let found = facts::load_ballot(cx, id)?.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    let receipt = body.input.receipt();
    let urn = Urn::of(cx, id);
    let written = cx.first(sql::CAST_BEFORE, bind![id, receipt.0])?.map(|row| row.parsed::<Choice>(0)).transpose()?;
    let before = written.map_or_else(|| urn.find(&receipt), |choice| Ok(Some(choice)))?;
    let before = before.map(|choice| choice == body.choice);
    // The input of a stored receipt is known only to the person who cast it: it is stored nowhere.
    let is_ours = before.is_some() || key_of(cx, &found).is_some_and(|key| key.made(&body.input, &body.output));
    match accept_secret_vote(&found.state, is_ours, before, body.revision) {
        Ok(true) => urn.put(&receipt, body.choice, found.state.meeting.entitled)?,
        Ok(false) => {}
        Err(Refusal::WrongToken) => return counting_wrong_tokens(cx, &found),
        Err(refusal) => return Err(refusal.into()),
    }
    Ok(SecretVoteTaken { receipt })
}

/// Empties the urn when the ballot closes: the votes are written in the order of their receipts, and the journal
/// records who was given a token, in the order of the voters.
pub fn open_urn(cx: &Cx<'_>, found: &LoadedBallot) -> HandlerResult<()> {
    Urn::of(cx, found.id).empty(found.state.in_urn)?;
    let (ballot, command) = (found.id.to_string(), TakeToken::SPEC.name);
    for row in cx.run(sql::TOKENS_TO_TELL, bind![found.id, command])? {
        let detail = serde_json::json!({ "voter": row.text(0)? }).to_string();
        crate::journal::append_row(cx.db, cx.now, &row.text(1)?, command, &ballot, &detail)?;
    }
    Ok(())
}

/// Wrong tokens are counted for all senders together, because no address is known here; the count is kept although the
/// vote is refused.
fn counting_wrong_tokens(cx: &Cx<'_>, found: &LoadedBallot) -> HandlerResult<SecretVoteTaken> {
    let (minute, count) = count_wrong((found.wrong_minute, found.wrong_count), cx.now)?;
    cx.run(sql::COUNT_WRONG, bind![minute, count, found.id])?;
    cx.commit_on_refusal();
    Err(Refusal::WrongToken.into())
}
