//! `POST …/ballots/{ballot}/votes`: a vote by name.

use super::{facts, sql};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::Cx;
use domain::ballots::{CastOpenVoteRequest, accept_open_vote};
use domain::contract::RequestError;
use domain::ids::{BallotId, CommunityCode};
use domain::sessions::Done;

crate::handle!(CastOpenVote, cast_open_vote);
pub fn cast_open_vote(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, BallotId),
    _: &(),
    body: &CastOpenVoteRequest,
) -> HandlerResult<Done> {
    let caller = cx.allow_self()?;
    let found = facts::load_ballot(cx, id)?.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    let voice = found.voice(cx, body.voter, found.own_voter(cx)?)?;
    let how = accept_open_vote(&found.state, &voice, caller, body.revision)?;
    cx.run(sql::VOTE, bind![id, body.voter, body.choice.as_str(), caller, how.as_str()])?;
    let detail = serde_json::json!({ "voter": body.voter, "choice": body.choice, "how": how });
    cx.journal(&id.to_string(), &detail)?;
    Ok(Done {})
}
