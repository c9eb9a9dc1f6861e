//! `POST …/ballots/{ballot}/votes`: a vote by name.

use super::{facts, sql};
use crate::answer::{Answer, Stop};
use crate::bind;
use crate::community::Cx;
use domain::ballots::{OpenVote, vote};
use domain::contract::Absence;
use domain::ids::{BallotId, CommunityCode};
use domain::sessions::Done;

pub fn cast_open_vote(cx: &Cx<'_>, (_, id): (CommunityCode, BallotId), _: &(), body: &OpenVote) -> Answer<Done> {
    let caller = cx.allow_self()?;
    let found = facts::find(cx, id)?.ok_or_else(|| Stop::from(Absence::NotFound))?;
    let voice = found.voice(cx, body.voter, found.own_voter(cx)?)?;
    let how = vote(&found.state, &voice, caller, body.revision)?;
    cx.run(sql::VOTE, bind![id, body.voter, body.choice.as_str(), caller, how.as_str()])?;
    let detail = serde_json::json!({ "voter": body.voter, "choice": body.choice, "how": how });
    cx.journal(&id.to_string(), &detail)?;
    Ok(Done {})
}
