//! `POST …/ballots/{ballot}/tokens` and `…/casts`: what a secret vote is made of.
//!
//! Invariant: of a token it is kept that it was given, and for which blinded element; of a vote, what it says. Nothing is
//! written that both have.

use super::facts::{self, Found};
use super::sql;
use crate::answer::{Answer, Stop};
use crate::bind;
use crate::community::Cx;
use crate::seal;
use domain::access::Subject;
use domain::ballots::token::{BallotKey, Element, Input};
use domain::ballots::{
    Choice, Giving, Refusal, SecretVote, SecretVoteTaken, TokenGiven, TokenRequest, cast, count_wrong,
    take_token as may_take,
};
use domain::contract::Absence;
use domain::ids::{BallotId, CommunityCode};

/// Under what the seed of a ballot's key is sealed.
const CONTEXT: &str = "ballot";

fn no_key() -> Stop {
    Stop::Fault("a secret ballot without its key".to_owned())
}

fn drawn(cx: &Cx<'_>) -> [u8; 32] {
    let mut bytes = [0u8; 32];
    (cx.chance)(&mut bytes);
    bytes
}

/// A key for this ballot alone: the public half, and the seed as it is stored.
pub fn new_key(cx: &Cx<'_>, ballot: BallotId) -> Answer<(Element, Vec<u8>)> {
    let seed = Input(drawn(cx));
    let public = BallotKey::of(&seed.0, ballot).ok_or_else(no_key)?.public();
    let context = [CONTEXT, &ballot.to_string()];
    let sealed = seal::seal(cx.secrets, &context, &seed.to_string(), cx.chance).ok_or_else(no_key)?;
    Ok((public, sealed))
}

/// The key of a ballot while it is open.
fn key_of(cx: &Cx<'_>, found: &Found) -> Option<BallotKey> {
    let seed = seal::open(cx.secrets, &[CONTEXT, &found.id.to_string()], found.sealed_key.as_deref()?)?;
    BallotKey::of(&seed.parse::<Input>().ok()?.0, found.id)
}

pub fn take_token(cx: &Cx<'_>, (_, id): (CommunityCode, BallotId), _: &(), body: &TokenRequest) -> Answer<TokenGiven> {
    let caller = cx.allow_self()?;
    let found = facts::find(cx, id)?.ok_or_else(|| Stop::from(Absence::NotFound))?;
    let voice = found.voice(cx, body.voter, found.own_voter(cx)?)?;
    let giving = may_take(&found.state, &voice, caller, body)?;
    let key = key_of(cx, &found).ok_or_else(no_key)?;
    let answer = key.evaluate(&body.element, drawn(cx)).map_err(|_| Refusal::BadElement)?;
    if giving == Giving::First {
        cx.run(sql::GIVE_TOKEN, bind![id, body.voter, body.element.hash().0, cx.now, caller])?;
        cx.journal(&id.to_string(), &serde_json::json!({ "voter": body.voter }))?;
    }
    Ok(TokenGiven { element: answer.element, proof: answer.proof })
}

pub fn cast_secret_ballot(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, BallotId),
    _: &(),
    body: &SecretVote,
) -> Answer<SecretVoteTaken> {
    cx.allow(&Subject::Public)?;
    let found = facts::find(cx, id)?.ok_or_else(|| Stop::from(Absence::NotFound))?;
    let receipt = body.input.receipt();
    let before = cx.first(sql::CAST_BEFORE, bind![id, receipt.0])?;
    let before = before.map(|row| row.parsed::<Choice>(0)).transpose()?.map(|choice| choice == body.choice);
    // Who knows the input of a receipt has cast it: the input itself is kept nowhere.
    let is_ours = before.is_some() || key_of(cx, &found).is_some_and(|key| key.made(&body.input, &body.output));
    match cast(&found.state, is_ours, before, body.revision) {
        Ok(true) => {
            cx.run(sql::CAST, bind![id, receipt.0, body.choice.as_str()])?;
        }
        Ok(false) => {}
        Err(Refusal::WrongToken) => return counting_wrong_tokens(cx, &found),
        Err(refusal) => return Err(refusal.into()),
    }
    Ok(SecretVoteTaken { receipt })
}

/// How many came is counted for all together, because nobody here has an address; the count stays although the vote is
/// refused.
fn counting_wrong_tokens(cx: &Cx<'_>, found: &Found) -> Answer<SecretVoteTaken> {
    let (minute, count) = count_wrong(found.wrong, cx.now)?;
    cx.run(sql::COUNT_WRONG, bind![minute, count, found.id])?;
    cx.keep_writes();
    Err(Refusal::WrongToken.into())
}
